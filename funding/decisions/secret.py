"""The secret ballot: a roll that says who has voted, and a box of ballots that says nothing but what was voted.

While the vote runs, both are written by one transaction: whoever reads the database's row versions as they come can
put them together. At the close every row of both is deleted and written anew, the ballots in an order drawn by lot:
from then on no key, order or row version leads from one to the other. docs/decisions.md says what this cannot do.
"""

import secrets
from collections import Counter

from django.db import connection
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import StandingOrders, asks_for_names, members_needed
from funding.decisions.models import Ballot, Decision, RollEntry, SecretBallot, Vote
from workflows.refusals import BadInput, Refused

# One statement, so that roll and box cannot part; a seat that has voted puts nothing into the box.
CAST = """
    WITH marked AS (
        UPDATE funding_rollentry SET voted = true
        WHERE decision_id = %(decision)s AND seat_id = %(seat)s AND NOT voted RETURNING decision_id
    )
    INSERT INTO funding_secretballot (id, decision_id, choice)
    SELECT gen_random_uuid(), decision_id, %(choice)s FROM marked
"""


def kind_of_ballot(decision: Decision, orders: StandingOrders, wanted: str | None, *, about_person: bool) -> str:
    """Secret where the standing orders or enough members ask for it, otherwise as wanted. Raises BadInput."""
    needed = members_needed(demand_of(orders, about_person=about_person), len(decision.eligible))
    must = needed is not None and decision.demands_heard >= needed
    kind = wanted or (Ballot.SECRET if must else orders.ballot)
    if must and kind != Ballot.SECRET:
        raise BadInput("ballot", _("This vote must be secret: the standing orders or enough members ask for it."))
    if kind == Ballot.SECRET:
        _check_may_be_secret(orders, needed, must=must)
    return kind


def demand_of(orders: StandingOrders, *, about_person: bool) -> str:
    return orders.secret_persons if about_person else orders.secret


def _check_may_be_secret(orders: StandingOrders, needed: int | None, *, must: bool) -> None:
    if asks_for_names(orders.rule):
        raise BadInput(
            "ballot", _("The rule asks how single seats or benches voted, so this vote cannot be held in secret.")
        )
    if needed is None:
        raise BadInput("ballot", _("The standing orders know no secret ballot on this question."))
    if not must:
        raise BadInput(
            "ballot", _("A secret ballot takes the demand of %(number)s members. Enter who demands it."), number=needed
        )


def open_roll(decision: Decision) -> None:
    RollEntry.objects.bulk_create(RollEntry(decision=decision, seat_id=seat) for seat in sorted(decision.eligible))


def cast(decision: Decision, seat: int, choice: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CAST, {"decision": decision.pk, "seat": seat, "choice": choice})
        if cursor.rowcount != 1:
            raise Refused("vote_is_final", _("Your vote has been cast and is final."))


def close_box(decision: Decision) -> None:
    """Every row of the roll and of the box anew: the ballots in an order drawn by lot, the roll by its seats."""
    choices = list(decision.secret_ballots.values_list("choice", flat=True))
    secrets.SystemRandom().shuffle(choices)
    roll = list(decision.roll.order_by("seat_id"))
    clear(decision)
    SecretBallot.objects.bulk_create(SecretBallot(decision=decision, choice=choice) for choice in choices)
    RollEntry.objects.bulk_create(RollEntry(decision=decision, seat_id=e.seat_id, voted=e.voted) for e in roll)


def clear(decision: Decision) -> None:
    decision.secret_ballots.all().delete()
    decision.roll.all().delete()


def papers(decision: Decision) -> dict[str, int]:
    """The verdict calculator's view: papers for every seat that may vote (in session: and is there), and the sums."""
    sums = Counter(decision.secret_ballots.values_list("choice", flat=True))
    return {
        "issued": len(may_vote(decision)),
        "returned": sums.total(),
        **{str(choice): sums[choice] for choice in Vote.values},
    }


def may_vote(decision: Decision) -> set[int]:
    """The seats that have a vote; in session those that are there."""
    eligible = set(decision.eligible)
    return eligible & set(decision.present) if decision.procedure == "session" else eligible


def voted(decision: Decision) -> list[int]:
    return list(decision.roll.filter(voted=True).order_by("seat_id").values_list("seat_id", flat=True))
