"""Resolutions on bodies below the steering group: a group about to be set up, others on their way or given up."""

from funding.demo.papers import paper
from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.mandates.opening import open_mandate
from funding.mandates.states import Kind
from funding.rosters.models import Roster
from funding.rosters.opening import open_roster
from workflows.models import Case


def on_the_way(office: Office) -> Moments:
    yield from together(
        [_proposed(office.part("proposed")), _draft(office.part("draft")), _discarded(office.part("discarded"))]
    )


def _proposed(office: Office) -> Moments:
    yield office.moment(6, "10:05")
    case = _begin(office, Kind.SET_UP)
    lead = office.world.steering[2]
    said = {
        "named": f"Arbeitsgruppe Hitzeschutz {office.world.name}",
        "body_kind": "working_group",
        "email": lead.email,
    }
    purpose = "Erarbeitet einen Hitzeaktionsplan für Menschen, die allein leben."
    office.let("office", "enter", case, **said, purpose=purpose, day=office.on(30))
    attach_resolution(office, case)
    yield office.moment(5, "16:20")
    office.let("office", "propose", case)


def _draft(office: Office) -> Moments:
    yield office.moment(2, "09:15")
    _begin(office, Kind.SET_UP)


def _discarded(office: Office) -> Moments:
    yield office.moment(16, "11:30")
    case = _begin(office, Kind.DISSOLVE)
    yield office.moment(15, "08:30")
    office.let("office", "discard", case)


def attach_resolution(office: Office, case: int) -> None:
    resolution = paper("Beschluss", "Auszug aus der Niederschrift (erfunden).")
    office.let("office", "attach", case, file=resolution, kind="resolution")


def _begin(office: Office, kind: str) -> int:
    open_roster(office.world.steering_group)
    roster = Roster.objects.get(body=office.world.steering_group)
    return begin_mandate(office, roster, kind)


def begin_mandate(office: Office, roster: Roster, kind: str) -> int:
    case = Case.objects.get(pk=roster.pk)
    return office.story.begin(open_mandate, case, by=office.world.office, kind=kind)
