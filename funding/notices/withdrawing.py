"""An objection or action is withdrawn: nothing is decided, so no new month runs (§§ 73, 74, 92 VwGO)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from funding.notices import dates, serving
from funding.notices.columns import NOTIFIED, notice_of
from funding.notices.objection.queries import ruling_below
from funding.notices.objection.rules import RECORDERS
from funding.notices.objection.states import S as Ruling
from funding.notices.rules import made_by
from funding.notices.states import M, S
from funding.roles import SIGNATORY
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Text
from workflows.models import Case, Deadline
from workflows.refusals import BadInput, Refused, four_eyes
from workflows.step import Step
from workflows.timing import Due


def by_whose_it_is_or_noted_by_another(case: Case, step: Step) -> None:
    """The recipient withdraws; for the authority another notes it than who sent the notice or recorded the remedy."""
    if not _is_theirs(step) and step.actor in made_by(case, *RECORDERS):
        raise four_eyes()


def decision_was_not_served(case: Case, step: Step) -> None:
    ruling = ruling_below(case, step)
    if ruling and ruling.state == Ruling.SERVED and not case.notice.objection_served_on:
        raise Refused(
            "decision_was_served", _("The decision on the objection has been served, so it is not withdrawn any more.")
        )


def withdraw_remedy(case: Case, step: Step, *, received_on: Day, reason: Text = "") -> str:
    """Received by the authority or the court on this day. Served before, the notice goes back to its month where that
    still runs, else it is final. What was being written on the objection comes to nothing."""
    check_not_ahead("received_on", received_on, step)
    if received_on < step.today and _is_theirs(step):
        raise BadInput("received_on", _("Only the grant authority can record an earlier day of receipt."))
    recorded = case.events.filter(move__in=(M.CONTEST, M.RECORD_LATE_REMEDY)).latest("seq")
    if received_on.isoformat() < str(recorded.facts["received_on"]):
        raise BadInput("received_on", _("It cannot have been withdrawn before it was received."))
    step.settle_below("objection_ruling")
    recounted = case.events.filter(move=M.NOTE_RECEIPT, to_state=S.CONTESTED, seq__gt=recorded.seq).exists()
    notice, in_time = notice_of(case), recounted or recorded.from_state == S.NOTIFIED
    if in_time and notice.served_on is None:
        return _count_from_the_remedy(case, step, dt.date.fromisoformat(recorded.facts["received_on"]))
    if not in_time or notice.remedy_until < step.today:
        return S.FINAL
    if recounted:
        serving.set_month(case, step)
    else:
        step.record(remedy=dates.recorded(_month(case)))
    return S.NOTIFIED


def _count_from_the_remedy(case: Case, step: Step, contested_on: dt.date) -> str:
    """Who contested it had it by then at the latest, though nothing proves an earlier day (§ 41 (2) VwVfG)."""
    notice = notice_of(case)
    known_on = max(contested_on, notice.posted_on)
    serving.note_receipt(case, step, **{"retrieved_on" if notice.channel == "portal" else "received_on": known_on})
    if notice.served_on is None:
        return S.FINAL
    return S.NOTIFIED if serving.set_month(case, step).on >= step.today else S.FINAL


def _is_theirs(step: Step) -> bool:
    desk = step.desk(SIGNATORY)
    return bool(desk and step.actor in step.holders_of(desk.id))


def _month(case: Case) -> Due:
    """As it was counted when the notice was served."""
    row = Deadline.objects.filter(case=case, kind=NOTIFIED).latest("pk")
    return Due(row.due_on, row.rule, row.nature, row.inputs, row.steps)
