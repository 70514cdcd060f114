"""The case every variant is measured on: open, submit to five seats, five votes, apply, award."""

import hashlib
from typing import Annotated

from bench.vote import verdict
from workflows.inputs import Money, OneWord
from workflows.lifecycle import CLOCK, Lifecycle, Role, each, escalate_to, make, move, one_of, remind, stay
from workflows.refusals import Refused
from workflows.timing import days

Choice = Annotated[str, OneWord(("agree", "decline"))]
AUTHOR = Role("author", "author")
SEAT = Role("seat", "seat", at="seat")
OFFICE = Role("office", "coordination office", at="region")
AUTHORITY = Role("authority", "grant authority", at="state")


def is_described(case, step):
    if not case.title.strip():
        raise Refused("title_missing", "Give the project a title.")


def electorate(case, step):
    return case.terms["seats"]


def card(case, step):
    """What a voter must have looked at: the proposal and one's own ballot so far."""
    return card_hash(case.title, step.task.desk_id, step.task.outcome)


def card_hash(title, desk_id, outcome=""):
    return hashlib.sha256(f"{title}\n{desk_id}\n{outcome}".encode()).hexdigest()[:16]


def cast(case, step, *, choice: Choice):
    step.task.outcome = choice


def ballots(step):
    return [task.outcome for task in step.look.tasks if task.since == step.case.since and not task.open]


def is_decided(case, step):
    if verdict(ballots(step)) is None and not step.is_past_due():
        raise Refused("still_open", "Votes that could change the result are still to come.")


def count(case, step):
    so_far = ballots(step)
    step.record(agree=so_far.count("agree"), decline=so_far.count("decline"))
    return verdict(so_far) or "rejected"


def apply_for(case, step, *, amount: Money):
    pass


# fmt: off
STAYS = (
    #    state       waits for               task in the inbox    due       when late
    stay("draft",    AUTHOR,                 "Finish and submit", days(30), remind),
    stay("voting",   each(SEAT, electorate), "Vote",              days(14), make("close")),
    stay("accepted", AUTHOR,                 "Apply for funding", days(60), remind),
    stay("applied",  AUTHORITY,              "Decide and award",  days(90), escalate_to(OFFICE)),
    stay("rejected"),
    stay("awarded"),
)
MOVES = (
    #    move       from        to                              who        only if         does       tells
    move("submit",  "draft",    "voting",                       AUTHOR,    [is_described], None,      [("bench.vote", SEAT)]),
    move("cast",    "voting",   "voting",                       SEAT,      [],             cast,      [("bench.voted", OFFICE)], seen=card),
    move("close",   "voting",   one_of("accepted", "rejected"), CLOCK,     [is_decided],   count,     [("bench.result", AUTHOR)]),
    move("apply",   "accepted", "applied",                      AUTHOR,    [],             apply_for, [("bench.applied", AUTHORITY)]),
    move("award",   "applied",  "awarded",                      AUTHORITY, [],             None,      [("bench.awarded", AUTHOR)]),
)
# fmt: on
PROJECT = Lifecycle("project", 1, STAYS, MOVES)
