"""When money may be forwarded and when a forwarding may go on. Each refuses with the reason."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.forwarding.queries import before_insolvency, bound, forwarding_of
from funding.forwarding.states import M, S
from funding.money import NOTHING
from workflows.models import Case
from workflows.refusals import Refused, incomplete
from workflows.step import Step
from workflows.wording import worded

VV = _("No. 12 VV on § 44 LHO")
# States of an award in which a part of it may be promised to somebody else.
STANDS = ("final", "running")
REQUIRED = ("form", "amount", "purpose", "period_from", "period_to")


def is_complete(case: Case, step: Step) -> None:
    forwarding = forwarding_of(case)
    missing = [str(forwarding._meta.get_field(n).verbose_name) for n in REQUIRED if not getattr(forwarding, n)]
    if missing:
        raise incomplete(missing)


def award_stands(case: Case, step: Step) -> None:
    award = forwarding_of(case).award
    if award.state not in STANDS:
        raise Refused(
            "award_stands_still",
            _("Nothing can be forwarded while the award is “%(state)s”."),
            VV,
            state=award.stay.label,
        )


def within_period(case: Case, step: Step) -> None:
    forwarding = forwarding_of(case)
    award = forwarding.award
    if not award.period_from <= forwarding.period_from <= forwarding.period_to <= award.period_to:
        raise Refused(
            "outside_period",
            _("The period must lie between %(first)s and %(last)s, within the period of the award."),
            VV,
            first=worded(award.period_from),
            last=worded(award.period_to),
        )


def award_reaches(case: Case, step: Step) -> None:
    forwarding = forwarding_of(case)
    left = forwarding.award.amount - bound(forwarding.award, besides=case.pk)
    if forwarding.amount > left:
        raise Refused(
            "more_than_awarded",
            _("Of the award %(left)s are left to be forwarded. Lower the sum, or end another forwarding first."),
            VV,
            left=worded(max(left, NOTHING)),
        )


def award_reaches_again(case: Case, step: Step) -> None:
    """While one is insolvent its sum may be promised to another. Who had given up is promised nothing more."""
    if before_insolvency(case) != S.GIVEN_UP:
        award_reaches(case, step)


def sum_is_not_promised_elsewhere(case: Case, step: Step) -> None:
    """While one is insolvent its sum may be promised to another; then no more of it is passed on here."""
    if case.state == S.INSOLVENT:
        award_reaches(case, step)


def nothing_was_forwarded(case: Case, step: Step) -> None:
    if forwarding_of(case).forwarded:
        raise Refused("forwarded_already", _("Money has been passed on. End the forwarding and claim it back instead."))


def period_has_begun(case: Case, step: Step) -> None:
    begins = forwarding_of(case).period_from
    if begins > step.today:
        raise Refused("not_begun", _("The period begins on %(day)s."), day=worded(begins))


def authority_was_told(case: Case, step: Step) -> None:
    """Of an insolvency the authority is told before anything else is done (No. 5 ANBest), unless the award has ended:
    with it ends a notification not sent yet."""
    if case.state != S.INSOLVENT or forwarding_of(case).award.finished:
        return
    drafted = case.events.filter(move=M.NOTE_INSOLVENCY).latest("seq").facts.get("notification")
    about = Q(notification__matter="insolvency", notification__sent_at__isnull=False)
    told = Case.objects.filter(about, parent_id=case.parent_id, lifecycle="notification", pk__gte=drafted or 0)
    if drafted and not told.exists():
        raise Refused(
            "authority_not_told",
            _("Tell the authority of the insolvency first: the notification is drafted and waits to be sent."),
            _("No. 5 ANBest"),
        )
