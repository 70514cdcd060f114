"""Who may begin something below an award or an application: whoever acts for its recipient."""

from funding.people.models import User
from funding.roles import APPLICANT, SIGNATORY
from workflows import clock, survey
from workflows.lifecycle import Role
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import NotFound, not_yours


def check_is_recipient(case: Case, by: User, roles: tuple[Role, ...] = (APPLICANT, SIGNATORY)) -> None:
    """In one of these roles. Raises Refused for others who may read the case, NotFound for whoever may not."""
    today = clock.today()
    for role in roles:
        desks = survey.holders(today, role=role.key, place=case.places.get(role.at))
        if by.pk in {person for desk in desks for person, _rank in desk.holders}:
            return
    if not may_read(case, by.pk, today):
        raise NotFound
    raise not_yours(", ".join(str(role.label) for role in roles))
