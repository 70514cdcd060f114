"""What the moves of a programme version do."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _

from funding.people.models import User
from funding.programmes import terms
from funding.programmes.comparing import differences
from funding.programmes.models import ProgrammeVersion
from funding.programmes.publishing import publish as make_public
from funding.revisions.models import Revision
from funding.revisions.queries import cut_short, fingerprint_of, published
from funding.revisions.states import M
from workflows.inputs import Day, Line, Rows, Text, Words, YesNo
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step

Title = Annotated[str, Words(300, erasable=False)]
Measures = Annotated[list, Rows({"key": Words(20), "label": Words(300)}, most=20)]
Rules = Annotated[
    list,
    Rows({"key": Words(60), "value": Words(10_000), "source": Words(500), "verified": YesNo()}, most=len(terms.TERMS)),
]


def describe(
    case: Case,
    step: Step,
    *,
    named: Title,
    valid_from: Day,
    valid_to: Day = None,
    legal_reference: Text = "",
    source: Text = "",
) -> None:
    if valid_to and valid_to < valid_from:
        raise BadInput("valid_to", _("The last day cannot be before the first."))
    revision = case.revision
    revision.named, revision.valid_from, revision.valid_to = named, valid_from, valid_to
    revision.legal_reference, revision.source = legal_reference, source
    revision.save(update_fields=["named", "valid_from", "valid_to", "legal_reference", "source"])
    step.record(content=fingerprint_of(revision))


def set_measures(case: Case, step: Step, *, measures: Measures) -> None:
    """All measures as they are to be; one that stays keeps its rules, one left out goes with them."""
    keys = [line["key"] for line in measures]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise BadInput("measures", _("%(measure)s stands there twice."), measure=twice[0])
    revision = case.revision
    before = revision.rules.get("measures", {})
    kept = {line["key"]: {**before.get(line["key"], {"values": {}}), "label": line["label"]} for line in measures}
    step.facts.pop("measures")
    _write(revision, {**revision.rules, "measures": kept}, step)


def set_rules(case: Case, step: Step, *, section: Line, lines: Rules, measure: Line = "") -> None:
    """The rules of one section, of the whole programme or of one measure: what is not in `lines` is not set.

    `value` is JSON, of the kind the register names; `source` the section of the guideline that says so.
    """
    revision = case.revision
    keys = _keys_of(section, measure, revision)
    entered = {line["key"]: _entry(index, line, keys) for index, line in enumerate(lines)}
    rules = json.loads(json.dumps(revision.rules))
    values = rules["measures"][measure].setdefault("values", {}) if measure else rules.setdefault("values", {})
    for key in keys:
        _enter(values, key, entered.get(key))
    step.facts.pop("lines")
    _write(revision, rules, step)


def _keys_of(section: str, measure: str, revision: Revision) -> tuple[str, ...]:
    if measure and measure not in revision.rules.get("measures", {}):
        raise BadInput("measure", _("There is no such measure."))
    if section not in terms.SECTIONS:
        raise BadInput("section", _("Choose one of: %(words)s."), words=", ".join(terms.SECTIONS))
    return tuple(each.key for each in terms.SECTIONS[section].terms if each.measure or not measure)


def _entry(index: int, line: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    if line["key"] not in keys:
        raise BadInput(f"lines[{index}].key", _("There is no such rule in this section."))
    wanted = terms.REGISTER[line["key"]]
    try:
        value = json.loads(line["value"])
    except (ValueError, RecursionError):
        value = None
    if value is None or not terms.fits(wanted, value):
        must = _("%(name)s: must be %(kind)s.")
        raise BadInput(f"lines[{index}].value", must, name=str(wanted.label), kind=terms.expected(wanted))
    return {"value": value, "source": line["source"], "verified": line["verified"]}


def _enter(values: dict[str, Any], key: str, entered: dict[str, Any] | None) -> None:
    """A note belongs to its value: it goes when that changes."""
    before = values.pop(key, None) or {}
    if entered is None:
        return
    note = {"note": before["note"]} if before.get("note") and before.get("value") == entered["value"] else {}
    values[key] = {**entered, **note}


def _write(revision: Revision, rules: dict[str, Any], step: Step) -> None:
    changes = [change.to_json() for change in differences(revision.rules, rules)]
    revision.rules = rules
    revision.save(update_fields=["rules"])
    step.record(changes=changes, content=fingerprint_of(revision))


def propose(case: Case, step: Step) -> None:
    revision = case.revision
    revision.proposed = fingerprint_of(revision)
    revision.save(update_fields=["proposed"])
    step.record(content=revision.proposed)


def publish(case: Case, step: Step) -> None:
    """The version counts from its first day; the one before it ends the day before. No running case is touched."""
    revision = case.revision
    if earlier := cut_short(revision):
        earlier.valid_to = revision.valid_from - dt.timedelta(days=1)
        earlier.save(update_fields=["valid_to"])
        step.record(ended=earlier.key, ended_on=earlier.valid_to)
    version = _version(revision)
    first, second = (User.objects.get(pk=person) for person in (step.look.last_actor(M.PROPOSE), step.actor))
    make_public(version, first=first, second=second, at=step.now)
    revision.published = version
    revision.save(update_fields=["published"])
    step.record(version=version.key, content=revision.proposed)


def _version(revision: Revision) -> ProgrammeVersion:
    """Under the programme's key and the year it begins; a shipped draft of that key becomes this version."""
    key = taken = f"{revision.programme.key}-{revision.valid_from.year}"
    others = set(published(revision.programme_id).values_list("key", flat=True))
    number = 1
    while key in others:
        number += 1
        key = f"{taken}-{number}"
    facts = {
        "programme": revision.programme,
        "title": revision.named,
        "legal_reference": revision.legal_reference,
        "source": revision.source,
        "authority": revision.base.authority,
        "valid_from": revision.valid_from,
        "valid_to": revision.valid_to,
        "terms": revision.rules,
    }
    return ProgrammeVersion.objects.update_or_create(key=key, defaults=facts)[0]
