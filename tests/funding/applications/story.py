"""An application's usual way, step by step: what the fixture `application` walks and other tests may walk on."""

from collections.abc import Callable
from typing import Any

from funding.applications.models import Application
from funding.demo.world import World
from workflows import clock
from workflows.engine import available, fire
from workflows.inputs import Upload
from workflows.models import Case

PDF = b"%PDF-1.7\n%%EOF\n"
FORM = {
    "title": "Pflegelotsen im Quartier",
    "measure": "2.3",
    "description": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "goals": "240 begleitete Haushalte bis Ende 2026.",
    "executor": "Pflegestützpunkt Auental",
    "period_from": "2025-01-01",
    "period_to": "2026-12-31",
    "requested": "80000.00",
    "vat_deductible": False,
}
DECLARED = {"not_started": True, "financing_secured": True, "subsidy_facts_known": True}
ASSESSED = {
    "eligibility": "Nr. 2.3 der Richtlinie: neu in der Region.",
    "double_funding": "none",
    "unbiased": True,
    "eligible": "88888.89",
    "recommended": "80000.00",
    "assessment": "Neu in der Region, wirtschaftlich geplant.",
}
NOTICE = {
    "proof_due_on": "2027-06-30",
    "report_rhythm": "half_yearly",
    "report_dates": ["2025-07-31", "2026-01-31", "2026-07-31"],
    "reasons": "Das Vorhaben ist für die Region neu.",
    "remedy_type": "action",
    "remedy_name": "Verwaltungsgericht Auental",
    "remedy_street": "Justizallee 7",
    "remedy_postcode": "00000",
    "remedy_town": "Auental",
}
REMEDY = {name: value for name, value in NOTICE.items() if name.startswith("remedy")}


def line(side: str, category: str, amount: str, year: int = 2025, name: str = "Posten") -> dict[str, Any]:
    return {"side": side, "category": category, "name": name, "year": year, "amount": amount}


PLAN = [
    line("expenditure", "staff", "40000.00", 2025, "Lotsinnen, E 9b"),
    line("expenditure", "travel", "4444.45", 2025, "Fahrten"),
    line("income", "own", "4444.45", 2025, "Landkreis"),
    line("income", "grant", "40000.00", 2025, "Zuwendung"),
    line("expenditure", "staff", "44444.44", 2026, "Lotsinnen, E 9b"),
    line("income", "own", "4444.44", 2026, "Landkreis"),
    line("income", "grant", "40000.00", 2026, "Zuwendung"),
]


def examination_of(case: Case) -> Case:
    """The newest examination below an application."""
    return Case.objects.filter(parent_id=case.pk, lifecycle="examination").latest("pk")


def approval_of(case: Case) -> Case:
    """The newest decision on the grant of an application."""
    return Case.objects.filter(parent_id=case.pk, lifecycle="approval").latest("pk")


def ruling_of(case: Case) -> Case:
    """The newest notice on an application, as it is or was being written."""
    return Case.objects.filter(parent_id=case.pk, lifecycle="ruling").latest("pk")


def waiting_of(case: Case) -> Case:
    """The newest wait for money of an application."""
    return Case.objects.filter(ancestors__contains=[case.pk], lifecycle="waiting").latest("pk")


def reject(world: World, case: Case, **written: Any) -> Case:
    """The case worker writes a rejection, also of an application whose notice is being prepared: the ruling."""
    if not Case.objects.filter(parent_id=case.pk, lifecycle="ruling", finished=None).exists():
        fire(case.pk, "prepare_rejection", by=world.case_worker)
    ruling = ruling_of(case)
    fire(ruling.pk, "draft_rejection", by=world.case_worker, **written)
    return ruling


def apply_for(case: Case, **columns: Any) -> None:
    """Another application altogether, as if its signatory had stood for this."""
    Application.objects.filter(pk=case.pk).update(**columns)
    sign(case)


def sign(case: Case) -> None:
    """What stands there counts as signed."""
    found = Application.objects.get(pk=case.pk)
    Application.objects.filter(pk=case.pk).update(signed_hash=found.content_hash)


def vote_of(case: Case) -> Case:
    """The newest decision below a case."""
    return Case.objects.filter(parent_id=case.pk, lifecycle="decision").latest("pk")


def cast(vote: Case, voters: list, choice: str = "yes") -> None:
    for voter in voters:
        offer = next(o for o in available(Case.objects.get(pk=vote.pk), by=voter) if o.move.name == "cast")
        fire(vote.pk, "cast", by=voter, seen=offer.seen, choice=choice)


def all_vote(world: World, case: Case, choice: str = "yes") -> Case:
    """The committee votes in writing, everybody alike; the vote is then ready to be closed."""
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    cast(vote, world.funders, choice)
    return vote


def committee_resolves(world: World, case: Case, choice: str = "yes") -> None:
    fire(all_vote(world, case, choice).pk, "close", by=world.case_worker)


def steps(world: World, case: Case) -> dict[str, Callable[[], Any]]:
    """State reached → what leads there from the state before."""

    def draft() -> None:
        fire(case.pk, "edit", by=world.applicant, **FORM)
        fire(case.pk, "set_plan", by=world.applicant, lines=PLAN)
        fire(case.pk, "attach", by=world.applicant, file=Upload("Beschreibung.pdf", PDF), kind="description")

    def ready() -> None:
        examination = examination_of(case).pk
        if examination_of(case).state == "complete":
            fire(examination, "start_assessment", by=world.case_worker)
        fire(examination, "finish_assessment", by=world.case_worker, **ASSESSED)

    def notice_signed() -> None:
        fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
        fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)

    return {
        "draft": draft,
        "internally_released": lambda: fire(case.pk, "release_internally", by=world.applicant),
        "submitted": lambda: fire(case.pk, "submit", by=world.signatory, **DECLARED),
        "complete": lambda: fire(examination_of(case).pk, "confirm_complete", by=world.case_worker),
        "ready": ready,
        "on_committee_agenda": lambda: fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker),
        "committee_approved": lambda: committee_resolves(world, case),
        "notice_in_preparation": lambda: None,  # begun with the approval
        "notice_signed": notice_signed,
        "issued": lambda: fire(ruling_of(case).pk, "issue", by=world.approver),
        "awarded": lambda: send_notice(world, case),
    }


def send_notice(world: World, case: Case) -> None:
    """The newest notice on an application, award or rejection, is handed over today."""
    notice = Case.objects.filter(dossier_id=case.dossier_id, lifecycle="notice").latest("pk")
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=clock.today().isoformat())


def bring(world: World, idea: Case, to: str) -> Application:
    """The idea's body approves, its applicant applies; the application as it then stands in the state asked for."""
    vote = vote_of(idea)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering)
    fire(idea.pk, "apply", by=world.applicant)
    case = Application.objects.get(parent_id=idea.pk)
    for state, make in steps(world, case).items():
        make()
        if state == to:
            break
    return Application.objects.get(pk=case.pk)
