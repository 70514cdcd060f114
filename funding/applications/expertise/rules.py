"""Who may be asked for an expert's vote."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from funding.applications.following import application_of
from funding.decisions.separation import not_for_the_applicant
from funding.people.models import User
from funding.roles import PROCESS_SUPPORT
from workflows.models import Case
from workflows.reading import held
from workflows.refusals import BadInput, Refused, four_eyes
from workflows.step import Step


def is_the_one_asked(case: Case, step: Step) -> None:
    """The vote is the expert's own: who was handed the task does not give it."""
    if step.actor != case.opened_by_id:
        raise Refused("not_asked", _("Only who was asked gives this vote. Tell the authority if somebody else can."))


def another_has_asked(case: Case, step: Step) -> None:
    """Who chose the expert does not alone decide that a conflict of interest does not matter; they may exclude the
    expert and ask somebody else."""
    if case.events.get(seq=1).actor_id == step.actor:
        raise four_eyes()


def person_to_ask(case: Case, step: Step, address: str) -> User:
    """`case`: the examination. Raises BadInput: no such account, whoever asks, process support, whoever wrote the
    application or the idea or has voted on it, and who is asked already."""
    person = User.objects.filter(email__iexact=address, is_active=True).first()
    if person is None:
        raise BadInput("expert", _("There is no account with this address. Have one made first."))
    if person.pk == step.actor:
        raise BadInput("expert", _("Who assesses the application gives no expert's vote on it. Ask somebody else."))
    if held(person.pk, step.today).filter(desk__role=PROCESS_SUPPORT.key).exists():
        raise BadInput("expert", _("The process support advises applicants and gives no expert's vote. Ask another."))
    if _is_involved(case, step, person):
        raise BadInput("expert", _("This person has taken part in the application or voted on it. Ask somebody else."))
    open_ones = Case.objects.filter(parent=case.pk, lifecycle="expertise", opened_by=person, finished=None)
    if open_ones.exists():
        raise BadInput("expert", _("This person has been asked already."))
    return person


def _is_involved(case: Case, step: Step, person: User) -> bool:
    above = application_of(case, step)
    if Case.objects.filter(pk=above.parent_id, opened_by=person).exists():
        return True
    try:
        not_for_the_applicant(case, replace(step, actor=person.pk))
    except Refused:
        return True
    return False
