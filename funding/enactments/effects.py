"""What the moves of a fact of law do."""

import datetime as dt
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.enactments.models import ASKED_OF, Enactment
from funding.enactments.naming import title_of
from funding.enactments.queries import enactment_of, every_year, stands
from funding.enactments.states import Kind, S
from funding.law.kinds import BASE_RATE, KINDS, begins_half_year, next_half_year, typed
from funding.law.models import FEDERAL, JURISDICTIONS, LawEntry
from funding.law.rules import RULES
from funding.regions.models import Organisation, Region
from funding.regions.states import STATES
from workflows.calculators.working_days import Calendar
from workflows.inputs import Day, Flag, Number, OneWord, Words
from workflows.models import Case, Holiday
from workflows.refusals import BadInput
from workflows.step import Step

EARLY = 31  # days before its half-year within which a base rate is published
MOST_LOCAL = 8
Jurisdiction = Annotated[str, OneWord(tuple(key for key, _label in JURISDICTIONS))]
Rule = Annotated[str, OneWord(tuple(key for key in RULES if key != BASE_RATE))]
Value = Annotated[str, Words(200, erasable=False)]
Named = Annotated[str, Words(100, erasable=False)]
Source = Annotated[str, Words(500, erasable=False)]


def enter(  # noqa: PLR0913 - of four kinds of facts, each asks for its own part
    case: Case,
    step: Step,
    *,
    jurisdiction: Jurisdiction = "",
    organisation: Number = None,
    rule: Rule = "",
    valid_from: Day,
    value: Value = "",
    named: Named = "",
    taken_out: Flag = False,
    source: Source,
) -> None:
    """Only what its kind asks for; anything else is refused. `value` as typed: 1,27 or 1.27, a number, a word."""
    enactment = enactment_of(case)
    given = {"jurisdiction": jurisdiction, "organisation": organisation, "rule": rule, "value": value, "named": named}
    _check_asked(enactment, given, taken_out=bool(taken_out))
    enactment.valid_from, enactment.source, enactment.taken_out = valid_from, source, bool(taken_out)
    enactment.named = named
    ENTERS[Kind(enactment.kind)](enactment, given, step.today)
    enactment.save(update_fields=COLUMNS)
    case.title = enactment.title = title_of(enactment)
    step.record(**facts_of(enactment))


COLUMNS = ["jurisdiction", "organisation", "rule", "valid_from", "value", "named", "taken_out", "source"]


def facts_of(enactment: Enactment) -> dict[str, Any]:
    return {name: getattr(enactment, name) for name in COLUMNS if name != "organisation"} | {
        "organisation": enactment.organisation_id
    }


def _check_asked(enactment: Enactment, given: dict[str, Any], *, taken_out: bool) -> None:
    asked = ASKED_OF[Kind(enactment.kind)]
    for name, said in {**given, "taken_out": taken_out}.items():
        if said and name not in asked:
            raise BadInput(name, _("“%(name)s” is not asked for here."), name=name)
        if not said and name in asked and name != "taken_out":
            raise BadInput(name, _("Fill in this field."))


def _enter_base_rate(enactment: Enactment, given: dict[str, Any], today: dt.date) -> None:
    """§ 247 BGB: published by the Bundesbank for 1 January and 1 July."""
    if not begins_half_year(enactment.valid_from):
        raise BadInput("valid_from", _("The base rate changes on 1 January and 1 July only (§ 247 BGB)."))
    if enactment.valid_from > today + dt.timedelta(days=EARLY):
        raise BadInput("valid_from", _("This base rate cannot have been published yet."))
    enactment.jurisdiction, enactment.rule = FEDERAL, BASE_RATE
    enactment.value = _plausible(BASE_RATE, given["value"])


def _enter_rule(enactment: Enactment, given: dict[str, Any], _today: dt.date) -> None:
    enactment.jurisdiction, enactment.rule = given["jurisdiction"], given["rule"]
    enactment.value = _plausible(enactment.rule, given["value"])


def _plausible(rule: str, text: str) -> str:
    return typed(_read(rule, text))


def _read(rule: str, text: str) -> Any:
    read = KINDS[rule].read(text)
    if read is None:
        raise BadInput("value", _("Enter %(expected)s."), expected=KINDS[rule].expected)
    return read


def _enter_holiday(enactment: Enactment, given: dict[str, Any], _today: dt.date) -> None:
    enactment.jurisdiction = given["jurisdiction"]
    if enactment.jurisdiction not in dict(STATES):
        raise BadInput("jurisdiction", _("A holiday of all states comes with the product. Choose one state."))
    if Calendar.named(enactment.jurisdiction).why_free(enactment.valid_from):
        raise BadInput("valid_from", _("This is no working day there anyway."))


def _enter_local_holiday(enactment: Enactment, given: dict[str, Any], _today: dt.date) -> None:
    """Counts every year on this day; the year entered says only from when it is known."""
    found = Organisation.objects.filter(pk=given["organisation"]).first()
    if found is None:
        raise BadInput("organisation", _("Choose from the list."))
    enactment.organisation, enactment.jurisdiction = found, found.calendar
    day = every_year(enactment)
    if day == "02-29":
        raise BadInput("valid_from", _("A yearly holiday is a day of every year."))
    if not enactment.taken_out and day not in found.local_holidays and len(found.local_holidays) >= MOST_LOCAL:
        raise BadInput("organisation", _("This seat has as many holidays of its own as can be kept."))


ENTERS = {
    Kind.BASE_RATE: _enter_base_rate,
    Kind.HOLIDAY: _enter_holiday,
    Kind.LOCAL_HOLIDAY: _enter_local_holiday,
    Kind.RULE: _enter_rule,
}


def propose(case: Case, step: Step) -> None:
    """What it corrects is kept, so that the second person releases this and nothing else."""
    enactment = enactment_of(case)
    enactment.before = stands(enactment)
    enactment.save(update_fields=["before"])
    step.record(**facts_of(enactment), before=enactment.before)


def release(case: Case, step: Step) -> str:
    """From now on it counts; the event says what counted before. After a holiday the days are counted anew next."""
    enactment = enactment_of(case)
    step.record(**facts_of(enactment), before=enactment.before)
    if enactment.kind == Kind.LOCAL_HOLIDAY:
        step.record(calendars=_put_local_holiday(enactment))
    elif enactment.kind == Kind.HOLIDAY:
        _put_holiday(enactment)
    if enactment.is_holiday:
        return S.COUNTING
    if enactment.rule == BASE_RATE:
        _end_half_year(enactment.valid_from)
    _put_entry(enactment)
    return S.IN_FORCE


def _put_entry(enactment: Enactment) -> None:
    at = {"jurisdiction": enactment.jurisdiction, "key": enactment.rule, "valid_from": enactment.valid_from}
    said = {"value": _read(enactment.rule, enactment.value), "source": enactment.source, "note": ""}
    LawEntry.objects.update_or_create(**at, defaults={**said, "verified": True})


def _end_half_year(half_year: dt.date) -> None:
    """A base rate counts for its half-year only. In the next the one of before goes on where a later one is known, else
    it is unknown until somebody enters it."""
    rates, following = LawEntry.objects.filter(jurisdiction=FEDERAL, key=BASE_RATE), next_half_year(half_year)
    if rates.filter(valid_from=following).exists():
        return
    before = rates.filter(valid_from__lte=half_year).order_by("-valid_from").first()
    goes_on = before if before and rates.filter(valid_from__gt=half_year).exists() else LawEntry()
    said = {name: getattr(goes_on, name) for name in ("value", "source", "note", "verified")}
    LawEntry.objects.create(jurisdiction=FEDERAL, key=BASE_RATE, valid_from=following, **said)


def _put_holiday(enactment: Enactment) -> None:
    at = {"calendar": enactment.jurisdiction, "day": enactment.valid_from}
    if enactment.taken_out:
        Holiday.objects.filter(**at).delete()
    else:
        Holiday.objects.update_or_create(**at, defaults={"name": enactment.named})


def _put_local_holiday(enactment: Enactment) -> list[dict[str, str]]:
    """At the seat, and in the regions whose lead sits there. Answers the calendar each of them had and now has: until
    the cases there are counted anew, another day of this seat may be released."""
    day, seat = every_year(enactment), Organisation.objects.select_for_update().get(pk=enactment.organisation_id)
    changed = []
    for place in (seat, *Region.objects.select_for_update().filter(lead=seat).order_by("pk")):
        before, others = place.working_days, [each for each in place.local_holidays if each != day]
        place.local_holidays = others if enactment.taken_out else sorted([*others, day])
        place.save(update_fields=["local_holidays"])
        changed.append({"place": str(place.place), "before": before, "after": place.working_days})
    return changed


def note_count(case: Case, step: Step) -> None:
    counted = enactment_of(case).counted
    step.record(cases=counted["cases"], failed=counted["failed"])
