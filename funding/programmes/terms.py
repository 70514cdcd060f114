"""Every value a programme version can set, with its type, and what is wrong with a set of them.

    {"values":   {"own_share": {"value": "10/100", "source": "…", "verified": true, "note": "…"}, …},
     "measures": {"2.3": {"label": "…", "values": {"cap": {"value": "80000.00", …}}}, …}}

A value left out or null is "not set by the programme".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.programmes.kinds import KINDS


@dataclass(frozen=True)
class Term:
    """One value. `of_measure`: each measure may set its own; `required`: no version is published without it."""

    key: str
    kind: str
    label: str | Promise
    of_measure: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()


def term(key: str, kind: str, label: str | Promise, **facts: Any) -> Term:
    return Term(key, kind, label, **facts)


# fmt: off
TERMS = (
    #    key                         kind         label
    term("needs_idea",              "bool",      _("An idea must be decided before the application"), required=True),
    term("needs_committee",         "bool",      _("The state committee must approve"), required=True),
    term("applicants",              "texts",     _("Who may apply")),
    term("forwarding",              "text",      _("Forwarding to final recipients")),
    term("funding_kind",            "choice",    _("Kind of funding"), required=True, choices=("fixed", "share", "gap", "full")),
    term("cap",                     "money",     _("Highest grant"), of_measure=True, required=True),
    term("cap_period",              "choice",    _("The highest grant counts for"), of_measure=True, choices=("year", "project")),
    term("cap_shared_with",         "texts",     _("Highest grant shared with measure"), of_measure=True),
    term("duration_years",          "number",    _("Longest duration in calendar years"), of_measure=True),
    term("eligible_costs",          "text",      _("Eligible expenditure"), of_measure=True),
    term("own_share",               "share",     _("Own share"), of_measure=True),
    term("own_share_reduced",       "share",     _("Reduced own share"), of_measure=True),
    term("own_share_reduced_if",    "text",      _("When the reduced own share counts"), of_measure=True),
    term("small_amount_threshold",  "money",     _("Minor limit")),
    term("below_threshold_allowed", "bool",      _("Grants below the minor limit are allowed")),
    term("other_topics_limit",      "share",     _("Highest share of work on other topics")),
    term("shift_tolerance",         "share",     _("Items may exceed the plan by")),
    term("cutoff",                  "cutoff",    _("Application until")),
    term("working_group_days",      "number",    _("Days for the working group")),
    term("idea_answer_days",        "number",    _("Days until the first answer to an idea")),
    term("agenda_days",             "number",    _("Days until an idea is put to the vote")),
    term("deferral_months",         "number",    _("Months after which a deferred idea lapses")),
    term("approval_months",         "number",    _("Months a decision on an idea stays valid")),
    term("invitation",              "length",    _("Notice before a meeting")),
    term("minutes_objection_days",  "number",    _("Days to object to the minutes")),
    term("completeness_days",       "number",    _("Days to hand in what is missing")),
    term("grace_days",              "number",    _("Days of grace after that")),
    term("assessment_days",         "number",    _("Days for the assessment")),
    term("notice_days",             "number",    _("Days for the notice")),
    term("draw_window",             "length",    _("A disbursement must be used within")),
    term("retained_share",          "share",     _("Share kept back until the proof of use")),
    term("report_rhythm",           "choice",    _("Progress reports"), choices=("half_yearly", "yearly", "none")),
    term("report_dates",            "days",      _("Progress reports are due on")),
    term("report_open_days",        "number",    _("Days before the due date when a report opens")),
    term("reminder_days",           "numbers",   _("Days after the due date when a reminder goes out")),
    term("proof_months",            "number",    _("Months for the proof of use")),
    term("interim_proof_months",    "number",    _("Months for the interim proof after the end of the year")),
    term("simple_proof",            "bool",      _("The simplified proof of use is admitted")),
    term("retention_years",         "number",    _("Years the papers must be kept")),
    term("conferences",             "frequency", _("Regional health conferences")),
    term("steering_meetings",       "frequency", _("Meetings of the steering group")),
    term("benches",                 "benches",   _("Benches of the steering group and their seats at least")),
    term("vacancy_blocks",          "bool",      _("A vacant bench blocks the application")),
    term("prior_involvement",       "choice",    _("Earlier involvement of a member"), choices=("allow", "disclose", "exclude")),
)
# fmt: on
REGISTER = {each.key: each for each in TERMS}

FUNDING_KINDS = {
    "fixed": _("fixed sum"),
    "share": _("share of the expenditure"),
    "gap": _("financing gap"),
    "full": _("full funding"),
}


def mistakes(terms: Mapping[str, Any]) -> list[str]:
    """What is wrong with the shape of these terms, a sentence each, naming the value."""
    if set(terms) - {"values", "measures"}:
        return [gettext("Terms hold “values” and “measures” and nothing else.")]
    found = []
    for measure, key, each in _each_value(terms):
        name = f"{measure}: {key}" if measure else key
        if key not in REGISTER:
            found.append(gettext("%(name)s: there is no such value.") % {"name": name})
        elif measure and not REGISTER[key].of_measure:
            found.append(gettext("%(name)s: a measure cannot set this.") % {"name": name})
        elif not isinstance(each, dict) or set(each) - {"value", "source", "verified", "note"}:
            found.append(gettext("%(name)s: holds value, source, verified and note and nothing else.") % {"name": name})
        elif each.get("value") is not None and not _fits(REGISTER[key], each["value"]):
            found.append(gettext("%(name)s: must be %(kind)s.") % {"name": name, "kind": _expected(REGISTER[key])})
    return found


def gaps(terms: Mapping[str, Any]) -> list[str]:
    """Which required values are missing or unverified, a sentence each. Empty: the version may be published."""
    found = []
    for measure, needed in _required(terms):
        each = _lookup(terms, measure, needed.key)
        name = f"{measure}: {needed.label}" if measure else str(needed.label)
        if each.get("value") is None:
            found.append(gettext("%(name)s: missing.") % {"name": name})
        elif not each.get("verified"):
            found.append(gettext("%(name)s: not verified.") % {"name": name})
    return found


def flat(terms: Mapping[str, Any], measure: str | None) -> dict[str, Any]:
    """Every value of the register by its key; a measure's own value before the programme's; null where not set."""
    return {key: _lookup(terms, measure, key).get("value") for key in REGISTER}


def unverified(terms: Mapping[str, Any], measure: str | None) -> list[str]:
    """Keys of the values that are set but not checked against the programme's text."""
    each = ((key, _lookup(terms, measure, key)) for key in REGISTER)
    return [key for key, found in each if found.get("value") is not None and not found.get("verified")]


def _each_value(terms: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, each in terms.get("values", {}).items():
        yield "", key, each
    for measure, facts in terms.get("measures", {}).items():
        for key, each in facts.get("values", {}).items():
            yield measure, key, each


def _required(terms: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    measures = terms.get("measures", {})
    for each in TERMS:
        if each.required and not each.of_measure:
            yield "", each
        elif each.required:
            yield from ((measure, each) for measure in measures)


def _lookup(terms: Mapping[str, Any], measure: str | None, key: str) -> Mapping[str, Any]:
    own = terms["measures"][measure].get("values", {}).get(key) if measure else None
    return own or terms.get("values", {}).get(key) or {}


def _fits(wanted: Term, value: object) -> bool:
    return value in wanted.choices if wanted.kind == "choice" else KINDS[wanted.kind][0](value)


def _expected(wanted: Term) -> str:
    return (
        gettext("one of %(choices)s") % {"choices": ", ".join(wanted.choices)}
        if wanted.kind == "choice"
        else str(KINDS[wanted.kind][1])
    )
