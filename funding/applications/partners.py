"""What partners have promised the project: entered by the applicant, proven by signed papers, held against the plan."""

from funding.promises import PromiseRows, check_borne, check_firm, money_promised, still_signed, stored
from workflows.models import Case
from workflows.step import Step


def set_commitments(case: Case, step: Step, *, commitments: PromiseRows) -> str:
    """Replaces the list. A paper signed for other promises of that partner no longer proves them. The event holds the
    sum, not the words."""
    application, new = case.application, stored(commitments)
    application.agreements = still_signed(application.agreements, application.commitments, new)
    application.commitments = new
    application.save(update_fields=["commitments", "agreements"])
    step.facts.pop("commitments")
    step.record(count=len(new), money=money_promised(new), signed=len(application.agreements))
    return case.state


def commitments_are_firm(case: Case, step: Step) -> None:
    application = case.application
    check_firm(case.terms.get("partner_commitments"), application.commitments, application.agreements)


def commitments_bear_the_plan(case: Case, step: Step) -> None:
    """Where the programme asks for commitments; where it does not, a page shows it."""
    if case.terms.get("partner_commitments"):
        check_borne(case.application.written_plan(), case.application.commitments)
