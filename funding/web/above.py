"""Cases that are about columns of the case above them: a collection about the sums of its reclaim."""

from django.db import models

from funding.awards.models import Award
from funding.changes.models import Change
from funding.law.remedy import INSTRUCTION
from funding.reclaims.models import Reclaim
from workflows.models import Case

# Lifecycle → the model of the case above and the columns of it.
OF_THE_CASE_ABOVE: dict[str, tuple[type[Case], tuple[str, ...]]] = {
    "settlement": (
        Award,
        ("amount", "paid", "repaid", "called_back", "remitted", "spared", "proven", "final_amount"),
    ),
    "collection": (
        Reclaim,
        ("claim", "pay_by", "received", "waived", "interest", "interest_received", "interest_waived", "refunded"),
    ),
    "reclaim_ruling": (
        Reclaim,
        (
            *("ground", "extent", "reach", "amount", "ineffective_from", "known_on", "revocable_until", "answer"),
            *("drafted", "pay_by", "reasons", *INSTRUCTION),
        ),
    ),
    "change_ruling": (
        Change,
        (
            *("kind", "new_period_to", "amount", "description", "partner", "iban"),
            *("new_recipient", "passes_on", "justification", "late_reason"),
            *(
                "conditions",
                "result",
                "granted_period_to",
                "granted_amount",
                "eligible",
                "report_dates",
                "proof_due_on",
            ),
            *("special_conditions", "reasons", *INSTRUCTION),
        ),
    ),
}


def fields_above(lifecycle: str) -> dict[str, models.Field]:
    """Name → the column, in the order in which they are shown; none where a case is about itself."""
    model, names = OF_THE_CASE_ABOVE.get(lifecycle, (Case, ()))
    return {name: model._meta.get_field(name) for name in names}
