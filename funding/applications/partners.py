"""What partners have promised the project: entered by the applicant, proven by signed papers, held against the plan."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from funding.commitments.promises import (
    LEVELS,
    Firmness,
    PromiseRows,
    firmness_of,
    gaps,
    money_promised,
    of_partner,
    partners,
    stored,
)
from funding.documents.attaching import KINDS, take
from funding.financing import Category
from workflows.inputs import File, Line, OneWord
from workflows.models import Case
from workflows.refusals import BadInput, Refused
from workflows.step import Step
from workflows.wording import worded

PROGRAMME = _("rules of the programme")
OF_PARTNERS = "declaration"


def set_commitments(case: Case, step: Step, *, commitments: PromiseRows) -> str:
    """Replaces the list. A paper signed for other promises of that partner no longer proves them. The event holds the
    sum, not the words."""
    application, new = case.application, stored(commitments)
    application.agreements = {
        partner: paper
        for partner, paper in application.agreements.items()
        if of_partner(new, partner) and _said(application.commitments, partner) == _said(new, partner)
    }
    application.commitments = new
    application.save(update_fields=["commitments", "agreements"])
    step.facts.pop("commitments")
    step.record(count=len(new), money=money_promised(new), signed=len(application.agreements))
    return case.state


def _said(promises: list, partner: str) -> list[tuple]:
    """What a partner promises, whether or not it is said to have promised it."""
    names = ("contribution", "promise", "year", "amount", "until")
    return sorted(tuple(each[name] for name in names) for each in of_partner(promises, partner))


def attach_paper(
    case: Case,
    step: Step,
    *,
    file: File,
    kind: Annotated[str, OneWord(tuple(KINDS))] = "attachment",
    partner: Line = "",
) -> str:
    """`partner`: whose signed letter of intent or agreement it is, as the list of commitments names it. Raises
    UploadRefused."""
    application = case.application
    if partner and kind != OF_PARTNERS:
        raise BadInput("kind", _("A paper that a partner has signed is of the kind “Declaration of a partner”."))
    if partner and not of_partner(application.commitments, partner):
        raise BadInput("partner", _("The commitments name no partner like this. Enter the commitment first."))
    document = take(case, step, file, kind=kind)
    step.record(kind=kind, version=document.version)
    if partner:
        paper = {"document": document.pk, "sha256": document.content_id}
        application.agreements = {**application.agreements, partner: paper}
        application.save(update_fields=["agreements"])
    return case.state


def commitments_are_firm(case: Case, step: Step) -> None:
    """As firm as the programme asks for, each of them."""
    asked = case.terms.get("partner_commitments")
    if not asked:
        return
    application = case.application
    behind = [
        each
        for each in application.commitments
        if LEVELS.index(firmness_of(each, application.agreements)) < LEVELS.index(asked)
    ]
    if behind:
        raise Refused(
            "commitment_not_firm",
            _("The programme asks for commitments that are: %(asked)s. Still open: %(partners)s."),
            PROGRAMME,
            asked=Firmness(asked).label,
            partners=", ".join(partners(behind)),
        )


def commitments_bear_the_plan(case: Case, step: Step) -> None:
    """Year by year and to the cent, where the programme asks for commitments; where it does not, a page shows it."""
    if not case.terms.get("partner_commitments"):
        return
    application = case.application
    for gap in gaps(application.written_plan(), application.commitments):
        raise Refused(
            "commitments_differ_from_plan",
            _("%(year)s, %(category)s: the plan counts on %(planned)s, partners have promised %(promised)s."),
            PROGRAMME,
            year=gap.year,
            category=Category(gap.category).label,
            planned=worded(gap.planned),
            promised=worded(gap.promised),
        )
