"""The invented region of the demonstration is the world of these tests too."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from funding.applications.models import Application
from funding.awards.models import Award
from funding.demo.world import World
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.notices.opening import open_notice
from funding.programmes.queries import pinned_terms, version_on
from funding.reports.models import Report
from tests.funding.applications.story import bring
from tests.funding.below import let
from tests.funding.ideas.story import consultation_of
from workflows import clock
from workflows.clock import BERLIN
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire, open_case
from workflows.models import Case, Clock, Dossier
from workflows.work import Work

FULL = {
    "title": "Pflegelotsen im Quartier",
    "summary": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "need": "Beratung beginnt heute erst nach dem Krankenhaus.",
    "target_group": "Familien mit Pflegebedarf",
    "total_cost": "88888.89",
    "own_funds": "8888.89",
}
PROGRESS = {"progress": "Die Lotsinnen haben 40 Familien beraten."}
PROOF = {**PROGRESS, "expenditure": [{"item": "Personal", "amount": "21000.00"}]}


@pytest.fixture
def idea(world, remembered) -> Callable[..., Idea]:
    """An idea brought as far as asked: `idea("recommended")`."""

    @remembered
    def brought(to: str = "draft") -> Case:
        found = open_idea(world.region, by=world.author, title=FULL["title"], invented=True)
        steps = {
            "draft": lambda: fire(found.pk, "edit", by=world.author, **FULL),
            "submitted": lambda: fire(found.pk, "submit", by=world.author),
            "in_working_group": lambda: fire(found.pk, "assign", by=world.office, group=world.group.pk),
            "recommended": lambda: fire(
                consultation_of(found).pk,
                "recommend",
                by=world.lead,
                recommendation="Sinnvoll.",
                resolved_on="2022-01-31",
            ),
            "on_agenda": lambda: fire(found.pk, "put_on_agenda", by=world.office),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return Idea.objects.get(pk=found.pk)

    return brought


@pytest.fixture
def vote(world, idea, remembered) -> Callable[..., Case]:
    """The steering group's vote on a new idea, open in this procedure."""

    @remembered
    def opened(procedure: str = "circular", present=None) -> Case:
        case = idea("on_agenda").children.get(lifecycle="decision")
        more = (
            {"present": [seat.pk for seat in world.steering_group.seats.all()][: present or 7]}
            if procedure == "session"
            else {}
        )
        fire(case.pk, "open_vote", by=world.office, procedure=procedure, **more)
        return Case.objects.get(pk=case.pk)

    return opened


@pytest.fixture
def today_is(remembered) -> Callable[[str], None]:
    """Sets the product's clock to ten o'clock of this day: `today_is("2026-03-02")`."""

    @remembered
    def set_clock(day: str) -> None:
        Clock.objects.update_or_create(pk=1, defaults={"demo": True, "offset": dt.timedelta(0)})
        clock.set_to(dt.datetime.combine(dt.date.fromisoformat(day), dt.time(10), BERLIN))

    return set_clock


@pytest.fixture
def application(world, idea, today_is, remembered) -> Callable[..., Application]:
    """An application of June 2024 for 2025 and 2026, brought as far as asked: `application("ready")`."""

    @remembered
    def brought(to: str = "draft") -> Application:
        today_is("2024-06-03")
        return bring(world, idea("on_agenda"), to)

    return brought


@pytest.fixture
def award(world, remembered) -> Callable[..., Award]:
    """An award brought as far as asked, its period beginning today if it is to run: `award("running")`.

    Ways: issued, sent, notified, final, running, suspended, completed. Further arguments are the award's fields.
    """

    @remembered
    def brought(to: str = "issued", **fields: Any) -> Award:
        case = _issue(world, today=clock.today(), soon=to in ("sent", "notified", "final"), **fields)
        today = clock.today().isoformat()
        steps = {
            "issued": lambda: None,
            "sent": lambda: let(case, "dispatch", by=world.case_worker, channel="formal", posted_on=today),
            "notified": lambda: let(case, "note_receipt", by=world.case_worker, received_on=today),
            "final": lambda: let(case, "waive_remedy", by=world.signatory, declared=True),
            "running": lambda: None,
            "suspended": lambda: fire(case.pk, "suspend", by=world.case_worker, reason="Bericht fehlt."),
            "resumed": lambda: fire(case.pk, "resume", by=world.case_worker),
            "completed": lambda: fire(
                case.pk, "achieve", by=world.signatory, achieved_on=today, statement="Alle Ziele sind erreicht."
            ),
        }
        for state, make in steps.items():
            make()
            if state == to:
                break
        return Award.objects.get(pk=case.pk)

    return brought


@pytest.fixture
def report(world, award, today_is, remembered) -> Callable[..., Report]:
    """A report brought as far as asked: `report("submitted")`; the proof of use: `report("open", proof=True)`.

    The award's period began on 3 March 2025, a Monday. The progress report is due on 31 July; the proof, of a project
    whose period was that day alone, on 31 August 2026. Further arguments are the award's fields.
    """

    @remembered
    def brought(to: str = "open", *, proof: bool = False, written: dict[str, Any] | None = None, **fields: Any):
        today_is("2025-03-03")
        if proof:
            award("proof_due", **{"period_to": dt.date(2025, 3, 3), "proof_due_on": dt.date(2026, 8, 31), **fields})
            today_is("2026-07-06")
        else:
            award("running", report_dates=["2025-07-31"], **fields)
            today_is("2025-06-02")
        found = Report.objects.get()
        written = written or (PROOF if proof else PROGRESS)
        moves = {
            "scheduled": lambda: None,
            "open": sweep_deadlines,
            "written": lambda: fire(found.pk, "write", by=world.applicant, **written),
            "internally_released": lambda: fire(found.pk, "release_internally", by=world.applicant),
            "submitted": lambda: fire(found.pk, "submit", by=world.signatory),
            "under_review": lambda: fire(found.pk, "start_review", by=world.checker),
            "accepted": lambda: fire(found.pk, "accept", by=world.checker),
        }
        for state, make in moves.items():
            make()
            if state == to:
                break
        return Report.objects.get(pk=found.pk)

    return brought


def _issue(world: World, *, today: dt.date, soon: bool, **fields: Any) -> Award:
    county, version = world.region.lead, version_on(world.region.programme, today)
    dossier = Dossier.objects.create(
        number=f"AU-{Dossier.objects.count()}", title=FULL["title"], lead_place=world.region.place, invented=True
    )
    begins = today + dt.timedelta(days=60) if soon else today
    facts = {
        "programme_version": version,
        "authority": world.authority,
        "recipient": county,
        "jurisdiction": "NI",
        "funding_kind": "fixed",
        "amount": Decimal("80000.00"),
        "own_share": "10/100",
        "planned_expenditure": Decimal("88888.89"),
        "purpose": FULL["summary"],
        "period_from": begins,
        "period_to": begins + dt.timedelta(days=364),
        "proof_due_on": begins + dt.timedelta(days=546),
        "issued_on": today,
    }
    award = open_case(
        "award",
        by=world.approver,
        dossier=dossier,
        title=FULL["title"],
        places={"region": world.region.place, "applicant": county.place, "authority": world.authority.place},
        calendar="NI",
        readers=[world.authority.place],
        terms=pinned_terms(version),
        **{"granted": {**facts, **fields}["amount"], **facts, **fields},
    )
    with Work.on(award.pk) as work:
        open_notice(work.step(world.approver.pk), award.authority, award.title, issued_on=award.issued_on)
    return award
