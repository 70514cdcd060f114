"""Who may begin something below an award: whoever acts for its recipient."""

from funding.people.models import User
from funding.roles import APPLICANT, SIGNATORY
from workflows import clock, survey
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import NotFound, not_yours


def check_is_recipient(award: Case, by: User) -> None:
    """Raises Refused for others who may read the award, NotFound for whoever may not."""
    today = clock.today()
    for role in (APPLICANT, SIGNATORY):
        desks = survey.holders(today, role=role.key, place=award.places.get(role.at))
        if by.pk in {person for desk in desks for person, _rank in desk.holders}:
            return
    if not may_read(award, by.pk, today):
        raise NotFound
    raise not_yours(f"{APPLICANT.label}, {SIGNATORY.label}")
