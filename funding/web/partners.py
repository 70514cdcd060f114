"""What partners have promised, as pages show it: a row each, and where it differs from the financing plan."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funding.changes.promised import promised as promised_after
from funding.financing import Category
from funding.promises import Contribution, Firmness, gaps
from funding.web.frame import upper_first
from funding.web.templatetags.foerderweg import money, plain_day
from workflows.models import Case


def commitments_of(case: Case) -> list[dict[str, str]]:
    """For the page of an application: the commitments, and year by year where the plan counts on something else."""
    application = case.application
    differing = _differing(application.written_plan(), application.commitments) if application.commitments else []
    return [*promised(application.promised()), *differing]


def commitments_after(case: Case) -> list[dict[str, str]]:
    """The same of a change request that names others than the award has."""
    change = case.change
    if change.promises is None:
        return []
    after = promised_after(change)
    return [*promised(after), *_differing(change.plan or change.award.plan, after)]


def promised(commitments: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"term": _("Commitment of %(partner)s") % each, "value": written(each)} for each in commitments]


def written(promise: Mapping[str, Any]) -> str:
    return _("%(what)s (%(contribution)s, %(year)s): %(amount)s until %(until)s, %(firmness)s") % {
        "what": promise["promise"],
        "contribution": Contribution(promise["contribution"]).label,
        "year": promise["year"],
        "amount": money(Decimal(promise["amount"])),
        "until": plain_day(dt.date.fromisoformat(promise["until"])),
        "firmness": Firmness(promise["firmness"]).label,
    }


def _differing(plan: Sequence[Mapping[str, Any]], promises: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    sentence = _("The plan counts on %(planned)s, partners have promised %(promised)s.")
    return [
        {
            "term": f"{upper_first(str(Category(gap.category).label))} {gap.year}",
            "value": sentence % {"planned": money(gap.planned), "promised": money(gap.promised)},
        }
        for gap in gaps(plan, promises)
    ]
