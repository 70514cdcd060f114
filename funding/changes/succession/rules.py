"""When a new recipient may agree, and when the award passes to it. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.changes.models import Change
from funding.changes.queries import asked, is_demanded
from funding.changes.rules import NOTICE, check_award, check_new_recipient
from funding.changes.states import S as Changed
from funding.changes.succession.queries import succession_of
from funding.changes.succession.states import S
from funding.notices.queries import notice_below
from funding.notices.rules import UNDECIDED
from funding.roles import SIGNATORY
from workflows.models import Case
from workflows.reading import held
from workflows.refusals import Refused, no_result_yet
from workflows.step import Step
from workflows.wording import worded

GRANTED = (Changed.APPROVED, Changed.PARTLY)
OVER = (Changed.REJECTED, Changed.WITHDRAWN, Changed.DISCARDED, Changed.NOT_NEEDED, Changed.MOOT)


def acts_for_the_new_one_alone(case: Case, step: Step) -> None:
    """Nobody takes over for one organisation what they give away for the other (§ 181 BGB)."""
    if held(step.actor, step.today).filter(desk__place=case.places["applicant"]).exists():
        raise Refused(
            "acts_for_both",
            _("You act for the present recipient, too. Somebody else signs for the new one."),
            _("§ 181 BGB"),
        )


def change_is_approved(case: Case, step: Step) -> None:
    if step.work.parent_of(case).state not in GRANTED:
        raise no_result_yet()


def day_has_come(case: Case, step: Step) -> None:
    day = succession_of(case).passes_on
    if step.today < day:
        raise Refused("day_is_ahead", _("The award passes on %(day)s."), day=worded(day))


def change_is_open_again(case: Case, step: Step) -> None:
    if step.work.parent_of(case).state != Changed.IN_REVIEW:
        raise no_result_yet()


def lost_its_ground(case: Case, step: Step) -> None:
    """The request has come to nothing, or asks for another recipient or day by now."""
    change, succession = asked(case, step), succession_of(case)
    same = (change.new_recipient_id, change.passes_on) == (succession.new_recipient_id, succession.passes_on)
    if same and step.work.parent_of(case).state not in OVER:
        raise Refused("request_stands", _("The change request still stands."))


def check_passing(change: Change, request: Case, step: Step) -> None:
    """What is demanded already stays with whom it is demanded of; `request`: the change request."""
    check_new_recipient(change, step)
    if str(change.award.recipient.place) != request.places[SIGNATORY.at]:
        raise Refused(
            "passed_since",
            _("The award has passed to another recipient since this was asked for. Reject the request."),
            NOTICE,
        )
    if is_demanded(change.parent_id):
        raise Refused(
            "reclaim_is_open",
            _("A revocation, a reclaim or interest on money used late is still open. Finish it first."),
            NOTICE,
        )


def check_the_way_is_free(case: Case, step: Step) -> None:
    change, request = asked(case, step), step.work.parent_of(case)
    check_award(change, step)
    check_passing(change, request, step)
    for notice in (notice_below(request, step), notice_below(change.award, step)):
        if notice is not None and notice.state in UNDECIDED:
            raise Refused("is_contested", _("The notice is contested. Wait until that is decided."))


def nothing_holds_it_up(case: Case, step: Step) -> None:
    """Asked of what was held up; on its day itself the effect asks."""
    if case.state == S.HELD_UP:
        check_the_way_is_free(case, step)
