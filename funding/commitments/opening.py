"""How a commitment comes into being: as the award is sent, of what the application lists; or entered during the award,
where another partner steps in."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from funding.commitments.models import Commitment
from funding.documents.correspondence import LANGUAGE
from funding.people.models import User
from funding.promises import Contribution, Firmness, Promise, binding
from funding.recipient import check_is_recipient
from workflows.engine import open_case
from workflows.inputs import Day, Line, Money, OneWord, WholeNumber
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step

Year = Annotated[int, WholeNumber(1990, 2199)]


def open_commitments(
    step: Step, promises: Iterable[Promise], agreements: Mapping[str, Any], *, made_in: int | None = None
) -> None:
    """Below the award, as its notice names them, or the change notice that made this version of it."""
    for each in binding(promises, agreements):
        fields = {**each, "amount": Decimal(each["amount"]), "until": date.fromisoformat(each["until"])}
        title = _title(step.case, each["partner"])
        step.open("commitment", title=title, facts=_facts(fields), made_in=made_in, **fields)


def which_promise(
    *,
    partner: Line,
    contribution: Annotated[str, OneWord(tuple(Contribution.values))],
    promise: Line,
    year: Year,
    amount: Money,
    until: Day,
) -> None:
    """A commitment says from its beginning who promises what, and until when. Signed is only what the list of an
    application or of a change has a paper for."""


def open_commitment(award: Case, *, by: User, key: str | None = None, **promise: Any) -> Commitment:
    """Below the award. Raises Refused if this person does not act for the recipient or the award has ended."""
    check_is_recipient(award, by)
    promise["firmness"] = Firmness.PROMISED
    if award.finished:
        raise Refused("award_has_ended", _("The award has ended. Write to the authority instead."))
    return open_case(
        "commitment",
        by=by,
        dossier=award.dossier,
        title=_title(award, promise["partner"]),
        places={},
        calendar=award.calendar,
        parent=award,
        key=key,
        facts=_facts(promise),
        **promise,
    )


def _title(award: Case, partner: str) -> str:
    with override(LANGUAGE):
        return f"{gettext('Commitment')} ({partner[:60]}): {award.title[:120]}"


def _facts(promise: Mapping[str, Any]) -> dict[str, Any]:
    """What the opening event holds: no name of a partner, which may be a person's."""
    return {name: promise[name] for name in ("contribution", "year", "amount", "until", "firmness")}
