"""Which states the demonstration must show: every one of every lifecycle, but for a few with a reason."""

from funding import flows
from workflows import binding

# Why nobody is shown a case there. A new state needs a story, or a reason here.
PASSED_THROUGH = {
    ("consultation", "taken_back"): "it takes a working group that has been dissolved or has no lead",
    ("approval", "granted"): "in every programme of the demonstration a committee decides",
    ("ruling", "opened"): "begun as an award or a rejection, in the same transaction",
    ("examination", "handed_in"): "received, in time or late, in the same transaction",
    ("suggestion", "received"): "confirmed in the same transaction",
    ("enactment", "counting"): "the clock counts the days anew and moves it on at its next round",
    ("consultation", "voting"): "it takes a working group with seats and standing orders of its own",
    ("declaration", "ended"): "it takes a vote that ends before the body has decided on the declaration",
    ("supervision", "answered"): "it takes a letter of a supervisory authority on what less than half a body resolved",
    ("supervision", "effective"): "as the answer",
    ("supervision", "refused"): "as the answer",
    ("supervision", "ended"): "as the answer",
    ("succession", "held_up"): "it takes a reclaim or a remedy between the change notice and the day of passing",
    ("commitment", "replaced"): "it takes a change of the financing plan by which another partner steps in",
    ("commitment", "ended"): "it takes an award that ends before anybody has said what a partner kept",
}


def to_show() -> set[tuple[str, str]]:
    """(lifecycle, state)"""
    tables = [flow.lifecycle for flow in binding.flows() if flow.__module__ == flows.__name__]
    return {(table.name, str(stay.state)) for table in tables for stay in table.stays} - set(PASSED_THROUGH)
