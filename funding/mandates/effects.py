"""What the moves of a body's mandate do."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.appointments import holders_at, staff
from funding.bodies.models import Body
from funding.mandates.models import DISSOLVES, SETS_UP, Mandate
from funding.mandates.naming import title_of
from funding.mandates.queries import dissolvable, mandate_of, resolving
from funding.mandates.states import Kind
from funding.people.models import User
from funding.roles import CHAIR, CLERK, WORKING_GROUP_LEAD
from workflows.inputs import Day, Number, OneWord, Text, Words
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

Address = Annotated[str, Words(254)]
Named = Annotated[str, Words(200, erasable=False)]
AnyBodyKind = Annotated[str, OneWord((str(Body.Kind.WORKING_GROUP), str(Body.Kind.OTHER)))]


def enter(
    case: Case,
    step: Step,
    *,
    body: Number = None,
    named: Named = "",
    body_kind: AnyBodyKind = "",
    purpose: Text = "",
    email: Address = "",
    day: Day,
) -> None:
    """Of a body set up its name, kind, mandate and lead; of one dissolved which. `day`: the first day it exists, or the
    first on which it is no more."""
    found = mandate_of(case)
    given = {"body": body, "named": named, "body_kind": body_kind, "purpose": purpose, "email": email}
    _check_asked(found, given)
    found.day, found.named, found.body_kind, found.purpose = day, named, body_kind, purpose
    if found.kind == Kind.SET_UP:
        found.lead = _person(email)
    else:
        found.body = _one_of_theirs(case, body)
        _check_begun(found)
    found.save(update_fields=["day", "named", "body_kind", "purpose", "lead", "body"])
    case.title = found.title = title_of(found)
    step.words.pop("email", None)
    step.record(**facts_of(found))


def facts_of(mandate: Mandate) -> dict[str, Any]:
    names = ("kind", "named", "body_kind", "day")
    return {**{name: getattr(mandate, name) for name in names}, "body": mandate.body_id, "lead": mandate.lead_id}


def _check_asked(mandate: Mandate, given: dict[str, Any]) -> None:
    asked = SETS_UP if mandate.kind == Kind.SET_UP else DISSOLVES
    for name, said in given.items():
        if said and name not in asked:
            raise BadInput(name, _("“%(name)s” is not asked for here."), name=name)
        if not said and name in asked:
            raise BadInput(name, _("Fill in this field."))


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise BadInput("email", _("Nobody with this address has an account here. Ask for one first."))
    return found


def _one_of_theirs(case: Case, number: int) -> Body:
    found = next((body for body in dissolvable(case) if body.pk == number), None)
    if found is None:
        raise BadInput("body", _("Choose from the list."))
    return found


def _check_begun(mandate: Mandate) -> None:
    founded = mandate.body.founded_on
    if founded and mandate.day <= founded:
        raise BadInput("day", _("The body was founded later."))


def propose(case: Case, step: Step) -> None:
    step.record(**facts_of(mandate_of(case)))


def confirm(case: Case, step: Step) -> None:
    mandate = mandate_of(case)
    if mandate.kind == Kind.DISSOLVE:
        Body.objects.filter(pk=mandate.body_id).update(dissolved_on=mandate.day)
    else:
        mandate.body = _set_up(case, mandate)
        mandate.save(update_fields=["body"])
    step.record(**facts_of(mandate))


def _set_up(case: Case, mandate: Mandate) -> Body:
    """Below the body that has resolved it, whose office keeps its list of seats, too. Its lead may recommend ideas from
    the first day on and is its first chair, so that members can be entered and confirmed by two."""
    above = resolving(case)
    made = Body.objects.create(
        region=above.region,
        programme=above.programme,
        name=mandate.named,
        kind=mandate.body_kind,
        parent=above,
        mandate=mandate.purpose,
        founded_on=mandate.day,
        source=case.dossier.number,
        invented=above.invented,
    )
    for role in (WORKING_GROUP_LEAD, CHAIR):
        staff(role.key, made.place, mandate.lead, mandate.day)
    for holder in holders_at(CLERK.key, above.place, mandate.day):
        staff(CLERK.key, made.place, holder.person, mandate.day)
    return made
