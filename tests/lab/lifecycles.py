"""Two small lifecycles, in two versions, on which the engine is tried."""

from workflows.guards import due_has_passed, parent_has_ended
from workflows.inputs import Day, Line, Money, Text
from workflows.lifecycle import CLOCK, Lifecycle, Role, each, make, move, one_of, remind, stay
from workflows.refusals import Refused
from workflows.timing import days, on, term

AUTHOR = Role("author", "author")
LEAD = Role("lead", "lead", at="group")
OFFICE = Role("office", "coordination office", at="region")
SECOND = Role("second", "second person", at="region")
SEAT = Role("seat", "seat", at="seat")


def has_title(case, step):
    if not case.title.strip():
        raise Refused("title_missing", "Give it a title.")


def keep_reason(case, step, *, reason: Text):
    pass


def propose(case, step, *, amount: Money, until: Day, note: Line = ""):
    case.title = f"{case.title}!"


def open_vote(case, step):
    seats = case.terms["seats"]
    step.open("vote", title=case.title, terms={"seats": seats, "early": True}, facts={"until": "2030-01-31"})


def electorate(case, step):
    return case.terms["seats"]


def cast(case, step, *, choice: Line):
    step.task.outcome = choice
    step.record(desk=step.task.desk_id)


def say_enough(case, step):
    case.title = "Enough"
    step.settle_below("vote")


def enough_was_said(case, step):
    if step.work.above(case).title != "Enough":
        raise Refused("goes_on", "The vote goes on.")


def card(case, step):
    return "card"


def all_have_voted(case, step):
    if any(task.open for task in step.look.tasks):
        raise Refused("still_open", "Not everybody has voted.")


def count(case, step):
    return "accepted"


def vote_accepted(case, step):
    if step.child is None or step.child.state != "accepted":
        raise Refused("no_result", "The vote has no result yet.")


# fmt: off
THING_STAYS = (
    stay("draft",     AUTHOR, "Finish and submit", None,       None),
    stay("at_group",  LEAD,   "Discuss",           days(60),   remind),
    stay("parked",    OFFICE, "Take up again",     on("until"), make("lapse")),
    stay("checked",   OFFICE, "Sign",              term("sign", "weeks"), remind),
    stay("signed",    OFFICE, "Countersign",       None,       None),
    stay("voting",    CLOCK,  "",                  None,       None),
    stay("done"),
    stay("withdrawn"),
    stay("lapsed"),
)
THING_MOVES = (
    move("submit",      "draft",    "at_group",  AUTHOR, [has_title], None,       [("lab.received", LEAD)]),
    move("send_back",   "at_group", "draft",     LEAD,   [],          keep_reason, [("lab.returned", AUTHOR)]),
    move("park",        "at_group", "parked",    LEAD,   [],          propose),
    move("resume",      "parked",   "at_group",  OFFICE),
    move("lapse",       "parked",   "lapsed",    CLOCK,  [due_has_passed]),
    move("check",       "at_group", "checked",   LEAD),
    move("sign",        "checked",  "signed",    OFFICE),
    move("countersign", "signed",   "done",      OFFICE, four_eyes="sign"),
    move("vote",        "at_group", "voting",    LEAD,   [],          open_vote),
    move("stop",        "voting",   "voting",    LEAD,   [],          say_enough),
    move("accept",      "voting",   "done",      CLOCK,  [vote_accepted]),
    move("withdraw",    ("draft", "at_group", "parked", "checked", "signed", "voting"), "withdrawn", AUTHOR),
)
VOTE_STAYS = (
    stay("open",     each(SEAT, electorate), "Vote", on("until"), make("close")),
    stay("accepted"),
    stay("rejected"),
    stay("aborted"),
)
VOTE_MOVES = (
    move("cast",  "open", "open",                         SEAT,  [],               cast, seen=card),
    move("close", "open", one_of("accepted", "rejected"), CLOCK, [all_have_voted], count,
         [("lab.received", OFFICE, ("accepted",)), ("lab.returned", OFFICE, ("rejected",))]),
    move("stop",  "open", "aborted",                      CLOCK, [enough_was_said]),
    move("abort", "open", "aborted",                      CLOCK, [parent_has_ended]),
    move("end",   "open", "aborted",                      OFFICE),
)
# fmt: on
THING_1 = Lifecycle("thing", 1, THING_STAYS, THING_MOVES)
VOTE_1 = Lifecycle("vote", 1, VOTE_STAYS, VOTE_MOVES, when_parent_ends="abort")

# Version 2 forbids withdrawing and calls the end otherwise.
THING_2 = Lifecycle(
    "thing",
    2,
    (stay("draft", AUTHOR, "Finish"), stay("at_group", LEAD, "Discuss"), stay("finished")),
    (
        move("submit", "draft", "at_group", AUTHOR),
        move("check", "at_group", "finished", LEAD),
    ),
)
