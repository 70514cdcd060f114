"""When the notice on an application may be signed and issued, and when it has lost its ground."""

from django.utils.translation import gettext_lazy as _

from funding.applications.approval.states import S as Approval
from funding.applications.carried import resolution_still_carries
from funding.applications.early_start.queries import may_have_started
from funding.applications.following import application_of
from funding.applications.rules import PROGRAMME, blank, resolution_stands
from funding.applications.ruling.models import Kind
from funding.applications.ruling.queries import ruling_of
from funding.applications.ruling.states import S
from funding.awards.models import Award
from funding.awards.states import S as Awarded
from funding.law.queries import UnknownLaw, general_conditions
from funding.law.remedy import INSTRUCTION
from funding.notices.queries import notice_below
from funding.notices.rules import notice_was_sent
from funding.notices.states import S as Notice
from funding.programmes.caps import AWARDED, SIGNED, overrun, taken_by_others
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded

NOTICE = ("awarded", "award_from", "award_to", "proof_due_on", "report_rhythm", "reasons", *INSTRUCTION)
REJECTION = ("reasons", *INSTRUCTION)


def is_a_notice(case: Case, step: Step) -> None:
    _check_begun_as(case, Kind.NOTICE)


def is_a_rejection(case: Case, step: Step) -> None:
    _check_begun_as(case, Kind.REJECTION)


def _check_begun_as(case: Case, kind: str) -> None:
    if ruling_of(case).begun_as != kind:
        raise Refused("begun_otherwise", _("It was begun as the other kind of notice."))


def committee_has_not_rejected(case: Case, step: Step) -> None:
    """On the newest assessment; what it rejected before binds no more, nor does what has fallen. Nor has the wait for
    money ended in vain."""
    application = application_of(case, step).application
    approved = application.approved
    if approved is None or approved.pk < application.examined.pk:
        return
    if approved.state == Approval.COMMITTEE_REJECTED and resolution_stands(application):
        raise Refused("committee_has_rejected", _("The committee has rejected it: correct what is written."))
    if approved.state == Approval.EXPIRED:
        raise Refused("waited_in_vain", _("The wait for money has ended: correct what is written."))


def notice_is_complete(case: Case, step: Step) -> None:
    """Without proof date, reports and instruction on remedies no notice goes out (§ 58 (2) VwGO)."""
    ruling = case.ruling
    missing = blank(ruling, NOTICE)
    if ruling.report_rhythm not in ("", "none") and not ruling.report_dates:
        missing.append(str(ruling._meta.get_field("report_dates").verbose_name))
    if missing:
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))


def general_conditions_are_entered(case: Case, step: Step) -> None:
    """No notice without the provisions of the authority's own state; those of another state are not taken instead."""
    application = application_of(case, step).application
    try:
        general_conditions(application.authority.state, step.today, municipal=application.applicant.is_municipal)
    except UnknownLaw as unknown:
        raise Refused(
            "no_general_conditions",
            _("%(sentence)s Whoever runs this installation enters it; another state's is not taken instead."),
            _("§ 36 VwVfG"),
            sentence=unknown,
        ) from None


def has_not_started_unpermitted(case: Case, step: Step) -> None:
    """VV no. 1.3 to § 44 LHO: no grant for what was begun before the award without permission."""
    started_on = application_of(case, step).application.started_on
    if started_on and not may_have_started(case.parent_id, started_on):
        raise Refused(
            "started_without_permission",
            _("The project started on %(day)s without permission. It cannot be funded: write the rejection."),
            _("VV no. 1.3 to § 44 LHO"),
            day=worded(started_on),
        )


def rejection_is_complete(case: Case, step: Step) -> None:
    if missing := blank(case.ruling, REJECTION):
        raise Refused("notice_incomplete", _("The notice still lacks: %(missing)s."), missing=", ".join(missing))


def rejection_was_not_sent(case: Case, step: Step) -> None:
    """Nor where it came back unserved and is to be sent anew."""
    notice = notice_below(application_of(case, step), step)
    if notice is None or notice.state != Notice.ISSUED:
        raise notice_was_sent()


def still_carried(case: Case, step: Step) -> None:
    resolution_still_carries(application_of(case, step), step)


def cap_is_kept(case: Case, step: Step) -> None:
    """In each calendar year, together with the region's grants that share the cap and were signed, or issued, before:
    of two at once the second waits for the first."""
    above = application_of(case, step)
    before = AWARDED if case.state == S.NOTICE_SIGNED else SIGNED
    taken = taken_by_others(above, before, lock=not step.offered)
    if over := overrun(above.terms, above.application.written_plan(), case.ruling.awarded, taken):
        raise Refused(
            "above_shared_cap",
            _("With the region's other grants %(most)s can be awarded for %(year)s at most. Award less.")
            if over.year
            else _("With the region's other grants %(most)s can be awarded at most. Award less."),
            PROGRAMME,
            most=worded(over.most),
            year=over.year,
        )


def project_has_no_other_award(case: Case, step: Step) -> None:
    """Of two applications for one idea, such as one rejected and its successor, one is granted: nothing is funded
    twice. The idea above both is locked."""
    above = application_of(case, step)
    others = Award.objects.filter(parent__parent_id=above.parent_id).exclude(parent_id=above.pk)
    if above.parent_id and others.exclude(state__in=CAME_TO_NOTHING).exists():
        raise Refused(
            "awarded_already",
            _("The project has an award by another application. Write the rejection, or end that award first."),
        )


CAME_TO_NOTHING = (Awarded.RECALLED, Awarded.DECLINED, Awarded.LAPSED, Awarded.ANNULLED, Awarded.REVOKED)
