"""How the retention of a file begins: by the clock, when its last case has ended."""

import logging
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from funding.applications.models import Application
from funding.law.queries import UnknownLaw
from funding.retention.effects import facts_of
from funding.retention.models import Retention
from funding.retention.queries import cases_of, ended_without_retention, to_follow
from funding.retention.reckoning import Period, period_of
from funding.retention.states import M
from workflows.engine import fire, open_case
from workflows.lifecycle import CLOCK
from workflows.models import Case, Dossier
from workflows.refusals import Refused

log = logging.getLogger(__name__)

OF_A_BODY = ("meeting", "roster")


def keep_files(limit: int = 100) -> int:
    """Begin the retention of files that have ended; interrupt that of files that go on, and begin it anew when they
    have ended again. At most `limit` of each; how many. Harmless at any rate and in parallel."""
    ended = (_begin(number) for number in ended_without_retention().values_list("pk", flat=True))
    followed = (_follow(case) for case in to_follow())
    return sum(islice(filter(None, ended), limit)) + sum(islice(filter(None, followed), limit))


def _follow(case: Any) -> bool:
    try:
        fire(case.pk, M.INTERRUPT if case.open_beside else M.BEGIN_ANEW, by=CLOCK)
    except (Refused, UnknownLaw) as reason:
        log.error("retention %s: %s", case.pk, type(reason).__name__)  # noqa: TRY400 - one bad file stops nobody
        return False
    return True


def _begin(dossier_id: int) -> bool:
    try:
        return begin_retention(dossier_id) is not None
    except (Refused, UnknownLaw) as reason:
        log.error("file %s is not kept: %s", dossier_id, type(reason).__name__)  # noqa: TRY400 - one bad file stops nobody
        return False


@transaction.atomic
def begin_retention(dossier_id: int) -> Retention | None:
    """None if the file goes on, is kept already, or holds no case of a known kind.

    Raises UnknownLaw where nobody has entered how long its class is kept.
    """
    dossier = Dossier.objects.select_for_update().get(pk=dossier_id)
    if not ended_without_retention().filter(pk=dossier_id).exists():
        return None
    cases = list(cases_of(dossier_id))
    if (period := period_of(cases)) is None:
        return None
    dossier.retention_class = period.kind
    dossier.save(update_fields=["retention_class"])
    return _open(dossier, cases, period)


def _open(dossier: Dossier, cases: list[Case], period: Period) -> Retention:
    theirs = _authoritys(cases)
    places = _places(theirs or cases[0])
    kinds = ("region", "applicant", "authority") if theirs else ("region", "applicant")
    facts: dict[str, Any] = {"kind": period.kind, "begins_on": period.begins_on, "kept_until": period.kept_until}
    opened: Retention = open_case(
        "award_retention" if theirs else "retention",
        by=CLOCK,
        dossier=dossier,
        title=dossier.title,
        places={kind: places[kind] for kind in kinds if kind in places},
        calendar=cases[0].calendar,
        terms=cases[0].terms,
        facts=facts_of(period),
        steps=period.steps,
        **facts,
    )
    return opened


def _places(case: Case) -> dict[str, Any]:
    """The file of a body's meetings or seats is kept where the body belongs: by its region, of a state-wide body by
    the authority of its programme. Raises Refused where that names none."""
    if case.lifecycle not in OF_A_BODY:
        return case.places
    region, authority = getattr(case, case.lifecycle).body.region, case.terms.get("authority")
    if region is not None:
        return {"region": str(region.place)}
    if authority is None:
        raise Refused("no_keeper", _("Nobody is entered who keeps the files of this body."))
    return {"authority": authority}


def _authoritys(cases: list[Case]) -> Case | None:
    """The case that makes it a file of the grant authority: an award, a budget, an application that reached it, or what
    a state-wide body has done."""
    reached = Application.objects.filter(pk__in=[case.pk for case in cases], received_at__isnull=False)
    numbers = set(reached.values_list("pk", flat=True))
    found = (
        case
        for case in cases
        if case.lifecycle in ("award", "budget") or case.pk in numbers or _is_of_a_state_wide_body(case)
    )
    return next(found, None)


def _is_of_a_state_wide_body(case: Case) -> bool:
    return case.lifecycle in OF_A_BODY and getattr(case, case.lifecycle).body.region_id is None
