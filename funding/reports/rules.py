"""When a report may go on. Each refuses with the reason."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.forwarding.queries import loss_is_undecided, unchecked
from funding.reports.models import Kind, Report
from funding.reports.queries import falls_away, report_of
from funding.reports.states import S
from funding.reports.working_time import HOURS, limit_of, working_time
from workflows.guards import parent_has_ended
from workflows.models import Case, Event
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.timing import Due, Facts

FORWARDING = _("No. 12 VV on § 44 LHO")
UNWRITTEN = (S.SCHEDULED, S.OPEN, S.INTERNALLY_RELEASED)


def required(report: Report) -> tuple[str, ...]:
    """What may be empty while one writes, but not when the report is released."""
    named = ("progress",) if report.kind == Kind.PROGRESS else ("progress", "expenditure")
    return named if limit_of(report) is None else (*named, *HOURS)


def is_written(case: Case, step: Step) -> None:
    """A progress report may instead say that there is nothing to report; a proof may not."""
    report = report_of(case)
    if report.kind == Kind.PROGRESS and report.nothing_to_report:
        return
    empty = [name for name in required(report) if getattr(report, name) in ("", None, [])]
    missing = [str(report._meta.get_field(name).verbose_name) for name in empty]
    if missing:
        raise incomplete(missing)


def forwardings_are_checked(case: Case, step: Step) -> None:
    """The recipient checks the proofs of the final recipients before its own, which builds on them."""
    if report_of(case).kind == Kind.PROOF and unchecked(report_of(case).award.pk):
        raise Refused(
            "forwarding_unchecked",
            _("The proof of a final recipient is not checked yet. Check it, or end the forwarding, then submit yours."),
            FORWARDING,
        )


def losses_are_decided(case: Case, step: Step) -> None:
    """What is released of a loss at a final recipient is part of the settlement."""
    if report_of(case).kind == Kind.PROOF and loss_is_undecided(report_of(case).award.pk):
        raise Refused(
            "loss_undecided",
            _("A loss at a final recipient is reported. Decide first how much of it is released."),
            FORWARDING,
        )


def is_proof(case: Case, step: Step) -> None:
    if report_of(case).kind != Kind.PROOF:
        raise Refused("not_a_proof", _("Only a proof of use can be accepted with a reduction."))


def work_kept_to_the_topics(case: Case, step: Step) -> None:
    """Asked of the proof of use, which counts the whole time; a report before it is only shown with a warning."""
    report = report_of(case)
    found = working_time(report) if report.kind == Kind.PROOF else None
    if found and found.over:
        raise Refused(
            "too_much_elsewhere",
            _(
                "%(elsewhere)s of %(hours)s hours went to other topics; the programme allows %(limit)s. "
                "Accept with a reduction, or hear the recipient before a revocation."
            ),
            _("rules of the programme"),
            elsewhere=found.elsewhere,
            hours=found.hours,
            limit=str(found.limit),
        )


def is_progress(case: Case, step: Step) -> None:
    if report_of(case).kind != Kind.PROGRESS:
        raise Refused(
            "not_a_progress_report",
            _("Only a progress report can be rejected. Return a proof for completion, or accept it."),
        )


def is_not_the_proof_of_use(case: Case, step: Step) -> None:
    """An interim proof may be done without, because the proof of use covers its year too."""
    if report_of(case).kind == Kind.PROOF:
        raise Refused("proof_is_needed", _("The award is settled by its proof of use, so nobody can do without it."))


def is_no_longer_needed(case: Case, step: Step) -> None:
    """With the case above, by the project's end, or because the award has been annulled."""
    if case.state in UNWRITTEN and falls_away(report_of(case)):
        return
    if not _settles_a_fallen_award(case, step):
        parent_has_ended(case, step)


def _settles_a_fallen_award(case: Case, step: Step) -> bool:
    """Whether the settlement above the proof of use only waits for what was paid on an award that was annulled."""
    settlement = step.work.above(case)
    if settlement is None or settlement.lifecycle != "settlement":
        return False
    award = step.work.above(settlement)
    return award is not None and award.award.annulled_on is not None


def checked_by_another(case: Case, step: Step) -> None:
    """Who assessed the application, wrote the notice of award or signed it, or a change notice, does not check how the
    money was used."""
    report = report_of(case)
    if report.kind == Kind.PROGRESS:
        return
    notices = Event.objects.filter(Q(seq=1) | Q(move="amend"), case_id=report.award.pk)
    facts = list(notices.values_list("facts", flat=True))
    if any(step.actor in (*notice.get("signed_by", ()), *notice.get("prepared_by", ())) for notice in facts):
        raise Refused(
            "worked_on_the_award",
            _("You worked on the award: its assessment or its notice. Somebody else must check how it was used."),
            _("Two-person rule"),
        )


@dataclass(frozen=True)
class EveOfOpening:
    """The day before the report opens: as many days before its due day as the programme says, else at once."""

    term: str

    def __str__(self) -> str:
        return f"eve_of_opening({self.term})"

    def __call__(self, facts: Facts) -> Due:
        days, due_on = facts.terms.get(self.term), facts.facts["due_on"]
        opens_on = max(facts.today, due_on - dt.timedelta(days=days)) if days else facts.today
        inputs = {"due_on": due_on.isoformat(), self.term: days}
        return Due(opens_on - dt.timedelta(days=1), str(self), "internal", inputs, [])


eve_of_opening = EveOfOpening("report_open_days")
