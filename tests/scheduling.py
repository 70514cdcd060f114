"""Which tests a worker gets together."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/bench/", "tests/funding/demo/")  # they make databases on the server, or look at all that are there


class Scheduling(LoadScopeScheduling):
    """Every test for itself, as soon as a worker is free."""

    def _split_scope(self, nodeid: str) -> str:
        return "databases" if nodeid.startswith(TOGETHER) else nodeid
