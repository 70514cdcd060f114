"""Earlier involvement: who has had a say on the same file elsewhere, when the body decides on it.

Of a secret vote nothing is kept that says who voted, so nobody is found by it.
"""

from typing import Any

from django.db.models import UUIDField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body, Seat
from funding.decisions.conflicts import desks_of, keep_out
from funding.decisions.models import Conflict, Decision, Participation
from funding.decisions.separation import experts
from funding.roles import SEAT
from workflows.clock import BERLIN
from workflows.models import Case, Event, Holder
from workflows.reading import valid_on
from workflows.refusals import Refused
from workflows.step import Step

ALLOW, EXCLUDE = "allow", "exclude"
RECOMMENDING = ("recommend", "do_not_recommend")


def note(decision: Decision, step: Step) -> None:
    """At the opening. By the programme's term it is nothing, is disclosed, or excludes; who has recommended the idea
    for a working group, or sits in it, never votes in the committee, and who has given an expert's vote nowhere."""
    rule = decision.terms.get("prior_involvement") or ALLOW
    voted = {} if rule == ALLOW else _voted_elsewhere(decision)
    never = _never(decision, step)
    decision.involved = []
    if not voted and not never:
        return
    seats = _seats(decision, step)
    decision.involved = [
        {"person": person, "seat": seats[person], "body": name} for person, name in voted.items() if person in seats
    ]
    out = {person for person in never | (set(voted) if rule == EXCLUDE else set()) if person in seats}
    _exclude(decision, {person: seats[person] for person in out})
    step.record(involved=sorted({each["seat"] for each in decision.involved}), excluded_by_rule=sorted(out))


def _never(decision: Decision, step: Step) -> set[int]:
    committee = decision.body.kind == Body.Kind.COMMITTEE
    recommended = _recommended(decision) | _of_the_group(decision, step) if committee else set()
    return recommended | experts(decision.dossier_id)


def has_had_no_part(case: Case, step: Step) -> None:
    """Who has come to the seat since the vote began is held to what was asked of the others at its opening."""
    desk = step.task and next((desk for desk in step.look.desks if desk.id == step.task.desk_id), None)
    first = desk and desk.first_day_of(step.actor)
    if first is None or first < step.task.created.astimezone(BERLIN).date():
        return
    decision = case.decision
    voted = _voted_elsewhere(decision) if decision.terms.get("prior_involvement") == EXCLUDE else {}
    if step.actor in _never(decision, step) | voted.keys():
        raise Refused(
            "has_had_a_part",
            _("You have had a say on this matter elsewhere, so you do not vote on it here. Your deputy may."),
            _("§ 20 VwVfG"),
        )


def _voted_elsewhere(decision: Decision) -> dict[int, str]:
    """Person → the other body in which they voted on this file."""
    others = Participation.objects.filter(decision__dossier_id=decision.dossier_id).exclude(
        decision__body_id=decision.body_id
    )
    return dict(others.order_by("decision_id").values_list("person_id", "decision__body__name"))


def _recommended(decision: Decision) -> set[int]:
    made = Event.objects.filter(
        case__dossier_id=decision.dossier_id, case__lifecycle="consultation", move__in=RECOMMENDING, actor__isnull=False
    )
    return set(made.values_list("actor_id", flat=True))


def _of_the_group(decision: Decision, step: Step) -> set[int]:
    """Who sits in the working group that had the idea, today or on the day of a vote held elsewhere."""
    day = decision.held_on or step.today
    ideas = Case.objects.filter(dossier=decision.dossier_id, lifecycle="idea", places__has_key="group")
    groups = ideas.annotate(group=Cast(KeyTextTransform("group", "places"), UUIDField())).values("group")
    seats = Seat.objects.filter(valid_on(day), body__place__in=groups).values("place")
    held = Holder.objects.filter(valid_on(day), desk__role=SEAT.key, desk__place__in=seats)
    return set(held.values_list("person", flat=True))


def _seats(decision: Decision, step: Step) -> dict[int, int]:
    """Person → a seat of this body at which they sit (`desks_of`), the own before one at which they deputise."""
    ranked = sorted(
        ((rank, seat, person) for seat, desk in desks_of(decision, step).items() for person, rank in desk.holders),
        reverse=True,
    )
    return {person: seat for _rank, seat, person in ranked}


def _exclude(decision: Decision, seats: dict[int, int]) -> None:
    """As if the body had decided so; a declaration of the same person is settled by it."""
    new: list[dict[str, Any]] = [
        {"person": person, "seat": seat, "outcome": Conflict.EXCLUDED.value, "by_rule": True}
        for person, seat in sorted(seats.items())
    ]
    decision.conflicts = [each for each in decision.conflicts if each["person"] not in seats] + new
    if new:
        keep_out(decision)
