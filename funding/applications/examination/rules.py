"""What of its application an examination follows, and when the application counts as complete."""

from django.utils.translation import gettext_lazy as _

from funding.applications import cutoffs, rules
from funding.applications.following import application_of, follows
from funding.applications.states import M as Applied
from workflows.models import Case, Event
from workflows.refusals import Refused, four_eyes
from workflows.step import Step


def came_in_time(case: Case, step: Step) -> None:
    cutoffs.cutoff_is_kept(application_of(case, step), step)


def came_late(case: Case, step: Step) -> None:
    cutoffs.after_cutoff(application_of(case, step), step)


def begins_anew(case: Case, step: Step) -> None:
    """A rejection was annulled: what was handed in has been received and checked before."""
    follows(case, step, Applied.DECIDE_ANEW)


def was_supplied(case: Case, step: Step) -> None:
    follows(case, step, Applied.SUPPLY)


def is_on_paper(case: Case, step: Step) -> None:
    if not application_of(case, step).application.on_paper:
        raise Refused("came_here", _("The application was submitted here; the day of its receipt stands."))


def another_has_entered_it(case: Case, step: Step) -> None:
    """Who enters the day of a paper's receipt does not correct it."""
    entered = Event.objects.filter(case=case.parent_id, move=Applied.ENTER_PAPER)
    if entered.filter(actor=step.actor).exists():
        raise four_eyes()


def there_is_a_next_round(case: Case, step: Step) -> None:
    if cutoffs.cutoff(application_of(case, step)) is None:
        raise Refused("no_rounds", _("The programme has no cut-off day."))


def experts_have_voted(case: Case, step: Step) -> None:
    """As many as the programme asks for, on the application as it is now."""
    needed = case.terms.get("expert_votes") or 0
    if not needed:
        return
    content = application_of(case, step).application.signed_hash
    there = case.children.filter(lifecycle="expertise", state="handed_in", expertise__application_hash=content).count()
    if there < needed:
        raise Refused(
            "expert_votes_missing",
            _("The programme asks for %(needed)s expert votes on the application as it is now; there are %(there)s."),
            rules.PROGRAMME,
            needed=needed,
            there=there,
        )
