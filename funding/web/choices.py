"""What is chosen from where a form asks for a number: the rows a case lets choose from, by the input's name."""

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from funding.bodies.models import Body
from funding.bodies.queries import bodies, seats
from funding.documents.models import Document
from funding.mandates.queries import dissolvable
from funding.reclaims.debtors import debtors
from funding.regions.models import Organisation, Region
from funding.roles import COORDINATION_OFFICE
from funding.web import rosters, sitting
from funding.web.labels import seat_words
from workflows import clock
from workflows.models import Case, Desk


def _working_groups(case: Case) -> list[tuple[int, str]]:
    groups = bodies(clock.today()).filter(region__place=case.places.get("region"), kind=Body.Kind.WORKING_GROUP)
    return list(groups.order_by("sort_key", "id").values_list("pk", "name"))


def _seats(case: Case) -> list[tuple[int, str]]:
    """Filled seats: of the opened vote, or, before that, of the body today."""
    decision = case.parent.decision if case.lifecycle == "challenge" else case.decision
    known = decision.electorate or [
        {"seat": seat.id, "filled": seat.filled, **vars(seat)} for seat in seats(decision.body, clock.today())
    ]
    return [(seat["seat"], seat_words(seat)) for seat in known if seat["filled"]]


def _seats_of_then(case: Case) -> list[tuple[int, str]]:
    """Every seat of the body, also one that is vacant now: who had it on the day of the vote, the engine asks."""
    return [(seat.id, seat_words(vars(seat))) for seat in seats(case.decision.body, clock.today())]


def _one_seat(case: Case) -> list[tuple[int, str]]:
    if case.lifecycle in ("roster", "motion"):
        return rosters.seats_to_choose(case)
    return sitting.seats_of_the_day(case) if case.lifecycle in ("meeting", "minutes") else _seats(case)


def _other_regions(case: Case) -> list[tuple[int, str]]:
    """Those with a coordination office here."""
    office = Desk.objects.filter(role=COORDINATION_OFFICE.key, place=OuterRef("place"))
    others = Region.objects.filter(Exists(office)).exclude(place=case.places["region"])
    return list(others.order_by("sort_key", "id").values_list("pk", "name"))


def _papers_above(case: Case) -> list[tuple[int, str]]:
    found = Document.objects.filter(case_id=case.parent_id).order_by("id")
    return [(paper.pk, f"{paper.title} ({paper.version})") for paper in found]


def _dissolvable(case: Case) -> list[tuple[int, str]]:
    return [(body.pk, body.name) for body in dissolvable(case)]


MINUTED = ("present", "late", "deputies", "excluded", "objected", "yes", "no", "abstain")


def _other_organisations(_case: Case) -> list[tuple[int, str]]:
    return list(Organisation.objects.order_by("sort_key", "id").values_list("pk", "name"))


def _debtors(case: Case) -> list[tuple[int, str]]:
    award = (case if case.lifecycle == "award" else case.parent).award
    return list(debtors(award).values_list("pk", "name"))


CHOOSE_FROM: dict[str, Callable[[Case], list[tuple[int, str]]]] = {
    "group": _working_groups,
    "present": _seats,
    "demanded_by": _seats,
    "contested": _seats,
    **{f"decision.correct.{name}": _seats for name in MINUTED},
    **{f"decision.record_elsewhere.{name}": _seats_of_then for name in MINUTED},
    "seat": _one_seat,
    "regions": _other_regions,
    "documents": _papers_above,
    "seats": sitting.seats_of_the_day,
    "deputies": sitting.seats_of_the_day,
    "meeting.open_meeting.by_video": sitting.seats_of_the_day,
    "meeting.attend.by_video": sitting.seats_of_the_day,
    "meeting.continue.by_video": sitting.seats_of_the_day,
    "about": sitting.waiting_votes,
    "agenda_item": sitting.agenda_items,
    "entry": sitting.noted,
    "holder": rosters.terms_to_choose,
    "objection": sitting.open_objections,
    "final_recipient": _other_organisations,
    "new_recipient": _other_organisations,
    "organisation": _other_organisations,
    "debtor": _debtors,
    "mandate.enter.body": _dissolvable,
}
