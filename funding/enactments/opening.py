"""How facts of law come to be entered: a case worker begins one; the clock asks for the base rate of each half-year."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from funding.enactments.models import Enactment
from funding.enactments.naming import title_of
from funding.enactments.queries import missing_base_rates
from funding.enactments.states import Kind, M, S
from funding.law.kinds import BASE_RATE
from funding.law.models import FEDERAL
from funding.people.models import User
from funding.regions.models import Organisation
from funding.roles import CASE_WORKER
from workflows import clock, survey
from workflows.dates import Recount, move_calendar, recompute_internal
from workflows.engine import fire, open_case
from workflows.lifecycle import CLOCK, Role
from workflows.models import Desk, Dossier, RequestKey
from workflows.refusals import BadInput, Refused, not_yours
from workflows.requests import opened_before

log = logging.getLogger(__name__)
ON_THE_WAY = (S.DRAFT, S.PROPOSED)


def open_enactment(authority: Organisation, *, by: User, kind: str, key: str | None = None) -> Enactment:
    """A draft with a file of its own. Raises Refused for whoever is no case worker there."""
    desks = survey.holders(clock.today(), role=CASE_WORKER.key, place=authority.place)
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CASE_WORKER.label))
    if kind not in Kind.values:
        raise BadInput("kind", _("Choose one of: %(words)s."), words=", ".join(Kind.values))
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=authority.pk)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "enactment")
        with override(LANGUAGE):
            title = str(Kind(kind).label)
        return _open(authority, by, title, key=key, kind=kind)


def _open(authority: Organisation, by: User | Role, title: str, *, key: str | None = None, **facts: Any) -> Enactment:
    number = f"L-{authority.pk}-{Enactment.objects.filter(authority=authority).count() + 1}"
    dossier = Dossier.objects.create(
        number=number, title=title, lead_place=authority.place, invented=authority.invented
    )
    return open_case(
        "enactment",
        by=by,
        title=title,
        key=key,
        dossier=dossier,
        places={"authority": authority.place},
        calendar=authority.working_days,
        terms={},
        facts={"kind": facts["kind"]},
        authority=authority,
        **facts,
    )


def watch_law() -> int:
    """Count days anew after a holiday, ask for the base rates that are missing; how many cases have changed. Harmless
    at any rate and in parallel."""
    released = Max("events__pk", filter=Q(events__move=M.RELEASE))  # of one seat, one day builds on the other
    waiting = Enactment.objects.filter(state=S.COUNTING).annotate(released=released).order_by("released")
    counted = sum(_count(enactment) for enactment in waiting)
    asked = Enactment.objects.filter(kind=Kind.BASE_RATE, opened_by=None, state__in=ON_THE_WAY).order_by("pk")
    settled = sum(_makes(number, M.SETTLE) for number in asked.values_list("pk", flat=True))
    missing = missing_base_rates(clock.today())
    return counted + settled + sum(_ask(authority, day) for day in missing for authority in _authorities())


def _count(enactment: Enactment) -> bool:
    found = recompute_internal(enactment.jurisdiction) if enactment.kind == Kind.HOLIDAY else _move_local(enactment)
    counted = {"cases": found.done, "failed": found.failed}
    Enactment.objects.filter(pk=enactment.pk, counted__isnull=True).update(counted=counted)
    return _makes(enactment.pk, M.NOTE_COUNT)


def _move_local(enactment: Enactment) -> Recount:
    """Of the cases at this seat and in its regions: from the calendar each place had when the day was released to the
    one it had then."""
    released = enactment.events.filter(move=M.RELEASE).latest("seq").facts
    whole = Recount()
    for each in released["calendars"]:
        if each["before"] != each["after"]:
            found = move_calendar([each["place"]], each["before"], each["after"])
            whole = Recount(whole.done + found.done, [*whole.failed, *found.failed])
    return whole


def _makes(number: int, move: str) -> bool:
    try:
        fire(number, move, by=CLOCK)
    except Refused:
        return False
    return True


def _authorities() -> QuerySet[Organisation]:
    office = Desk.objects.filter(role=CASE_WORKER.key, place=OuterRef("place"))
    return Organisation.objects.filter(Exists(office)).order_by("pk")


def _ask(authority: Organisation, day: dt.date) -> bool:
    try:
        return _asked(authority, day)
    except Refused as reason:
        log.error("base rate of %s at %s: %s", day, authority.pk, reason.key)  # noqa: TRY400 - one bad place stops nobody
        return False


@transaction.atomic
def _asked(authority: Organisation, day: dt.date) -> bool:
    """The draft of this half-year at this authority, unless one is on its way there."""
    authority = Organisation.objects.select_for_update().get(pk=authority.pk)
    theirs = Enactment.objects.filter(authority=authority, kind=Kind.BASE_RATE, state__in=ON_THE_WAY)
    if theirs.filter(Q(valid_from=day) | Q(valid_from=None)).exists():
        return False
    facts: dict[str, Any] = {"jurisdiction": FEDERAL, "rule": BASE_RATE, "valid_from": day, "kind": Kind.BASE_RATE}
    _open(authority, CLOCK, title_of(Enactment(**facts)), **facts)
    return True
