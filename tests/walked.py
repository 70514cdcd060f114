"""Which states of the product's lifecycles the tests enter, which moves they make and see refused: told after the run.

Observed at the engine itself, in every process; a story that is remembered has been seen when it was told. A move by
the clock is refused by its guards, any other also by who may make it and where.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import pytest

from funding import flows
from workflows import binding
from workflows.lifecycle import Lifecycle
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.work import Work

NOT_YET = Path(__file__).with_name("not_yet_walked.txt")
NEVER = "never: "  # fails in CI; what need not be allowed any more is only told, since races decide some
ENTERED, MADE, REFUSED, FILED = "entered", "made", "refused", "filed"
IN_CI = os.environ.get("CI") == "true"
NARROWING = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise", "collectonly", "maxfail")


def lifecycles() -> list[Lifecycle]:
    """Of the product; tests bind others."""
    return [flow.lifecycle for flow in binding.flows() if flow.__module__ == flows.__name__]


def everything(lifecycle: Lifecycle) -> set[str]:
    """A line for each state, two for each move and one for each document, as `award/1 entered running`."""
    states = {f"{lifecycle} {ENTERED} {stay.state}" for stay in lifecycle.stays}
    filed = {f"{lifecycle} {FILED} {kind} by {row.name}" for row in lifecycle.moves for kind in row.files}
    return states | filed | {f"{lifecycle} {what} {row.name}" for row in lifecycle.moves for what in (MADE, REFUSED)}


def allowed() -> set[str]:
    return {line for line in NOT_YET.read_text().splitlines() if line and not line.startswith("#")}


def complaints(to_walk: set[str], walked: set[str], missing_allowed: set[str]) -> list[str]:
    """What is missing and not allowed to be, and what need not be allowed any more."""
    missing = to_walk - walked
    return [
        *(f"{NEVER}{line}" for line in sorted(missing - missing_allowed)),
        *(f"take out of {NOT_YET.name}: {line}" for line in sorted(missing_allowed - missing)),
    ]


class Walked:
    """The plugin. `lines`: what this process, and with several the workers that have ended, have seen so far."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.lines: set[str] = set()
        self.patch = pytest.MonkeyPatch()

    @property
    def in_worker(self) -> bool:
        return hasattr(self.config, "workerinput")

    @property
    def whole(self) -> bool:
        chosen = self.config.args_source != pytest.Config.ArgsSource.TESTPATHS
        return not chosen and not any(self.config.getoption(option, None) for option in NARROWING)

    def pytest_sessionstart(self) -> None:
        for observed in (self._entering, self._asking_who, self._asking_guards, self._making, self._filing):
            observed()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.patch.undo()
        if self.in_worker:
            self.config.workeroutput["walked"] = sorted(self.lines)
        elif IN_CI and any(line.startswith(NEVER) for line in self.complaints()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.lines.update(getattr(node, "workeroutput", {}).get("walked", ()))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if found := self.complaints():
            terminalreporter.section("lifecycles: states never entered, moves never made or never refused")
            terminalreporter.write("".join(f"{line}\n" for line in found))

    def complaints(self) -> list[str]:
        """Of a whole run; part of one proves nothing."""
        if not self.whole or self.in_worker:
            return []
        return complaints(set().union(*map(everything, lifecycles())), self.lines, allowed())

    @pytest.fixture
    def unobserved(self) -> Iterator[None]:
        """For a test that goes any way: what it happens to meet is nobody's promise. It must tell no remembered story,
        which nobody else in this process would then be seen telling."""
        before = set(self.lines)
        yield
        self.lines = before

    def _note(self, case: Case, what: str, name: str) -> None:
        self.lines.add(f"{case.table} {what} {name}")

    @contextmanager
    def _refusals(self, step: Step) -> Iterator[None]:
        try:
            yield
        except Refused:
            self._note(step.case, REFUSED, step.row.name)
            raise

    def _wrap(self, owner: type, name: str, around: Callable[..., Any]) -> None:
        original = getattr(owner, name)

        @wraps(original)
        def observed(*args: Any, **kwargs: Any) -> Any:
            return around(original, *args, **kwargs)

        self.patch.setattr(owner, name, observed)

    def _entering(self) -> None:
        def enter(original: Callable[..., None], step: Step) -> None:
            original(step)
            self._note(step.case, ENTERED, step.case.state)

        self._wrap(Step, "enter", enter)

    def _asking_who(self) -> None:
        def check(original: Callable[..., None], work: Work, step: Step, *more: Any) -> None:
            if not step.row.sources or step.row.automatic:
                original(work, step, *more)
                return
            with self._refusals(step):
                original(work, step, *more)

        self._wrap(Work, "_check", check)

    def _asking_guards(self) -> None:
        def check(original: Callable[..., None], step: Step) -> None:
            if step.offered:
                original(step)
                return
            with self._refusals(step):
                original(step)

        self._wrap(Step, "check_guards", check)

    def _making(self) -> None:
        def take(original: Callable[..., Any], work: Work, step: Step, data: dict[str, Any]) -> Any:
            with self._refusals(step):
                event = original(work, step, data)
            self._note(step.case, MADE, step.row.name)
            return event

        self._wrap(Work, "_take", take)

    def _filing(self) -> None:
        def check(original: Callable[..., None], step: Step, kind: str) -> None:
            original(step, kind)
            self._note(step.case, FILED, f"{kind} by {step.row.name}")

        self._wrap(Step, "check_document", check)
