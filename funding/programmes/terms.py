"""Every value a programme version can set, with its type, and what is wrong with a set of them.

    {"values":   {"own_share": {"value": "10/100", "source": "…", "verified": true, "note": "…"}, …},
     "measures": {"2.3": {"label": "…", "values": {"cap": {"value": "80000.00", …}}}, …}}

A value left out or null is "not set by the programme".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from funding.programmes.kinds import KINDS, LONGEST, is_period
from funding.regions.models import Organisation

FUNDING_KINDS = {
    "fixed": _("fixed sum"),
    "share": _("share of the expenditure"),
    "gap": _("financing gap"),
}
RHYTHMS = {"half_yearly": _("half-yearly"), "yearly": _("yearly"), "none": _("none")}
PERIODS = {"year": _("a calendar year"), "project": _("the whole project")}
MATERIAL = {"sum": _("sum"), "partner": _("partner or final recipient"), "goal": _("goals"), "term": _("term")}
FIRMNESS = {"promised": _("promised"), "signed": _("signed in a letter of intent or agreement")}
ORGANISATIONS = dict(Organisation.Kind.choices)
INVOLVEMENT = {"allow": _("is allowed"), "disclose": _("must be disclosed"), "exclude": _("excludes from the vote")}


@dataclass(frozen=True)
class Term:
    """One value. `measure`: each measure may set its own; `must`: where a version to publish has to set it; `unit`: of
    a period, which has a longest length."""

    key: str
    kind: str
    label: str | Promise
    measure: bool = False
    must: Literal["", "version", "measure"] = ""
    choices: Mapping[str, str | Promise] = field(default_factory=dict)
    unit: str = ""


# fmt: off
TERMS = (
    #    key                        kind         label
    Term("needs_idea",              "bool",      _("An idea must be decided first"), measure=True, must="version"),
    Term("needs_committee",         "bool",      _("The state committee must approve"), measure=True, must="version"),
    Term("applicants",              "texts",     _("Who may apply")),
    Term("partner_commitments",     "choice",    _("Commitments of partners must be"), measure=True, choices=FIRMNESS),
    Term("applicant_kinds",         "texts",     _("Kinds of organisation that may apply"), choices=ORGANISATIONS),
    Term("forwarding",              "text",      _("Forwarding to final recipients")),
    Term("forwarding_proof_weeks",  "number",    _("Weeks from the proof of a final recipient to the recipient's own"),
         unit="weeks"),
    Term("funding_kind",            "choice",    _("Kind of funding"), must="version", choices=FUNDING_KINDS),
    Term("cap",                     "money",     _("Highest grant"), measure=True, must="measure"),
    Term("cap_period",              "choice",    _("The highest grant counts for"), measure=True, choices=PERIODS),
    Term("cap_shared_with",         "texts",     _("Highest grant shared with measure"), measure=True),
    Term("duration_years",          "number",    _("Longest duration in calendar years"), measure=True, unit="years"),
    Term("eligible_costs",          "text",      _("Eligible expenditure"), measure=True),
    Term("own_share",               "share",     _("Own share"), measure=True),
    Term("own_share_reduced",       "share",     _("Reduced own share"), measure=True),
    Term("own_share_reduced_if",    "text",      _("When the reduced own share counts"), measure=True),
    Term("small_amount_threshold",  "money",     _("Minor limit")),
    Term("below_threshold_allowed", "bool",      _("Grants below the minor limit are allowed")),
    Term("other_topics_limit",      "share",     _("Highest share of work on other topics")),
    Term("shift_tolerance",         "share",     _("Items may exceed the plan by")),
    Term("cutoff",                  "cutoff",    _("Application until")),
    Term("working_group_days",      "number",    _("Days for the working group"), unit="days"),
    Term("idea_answer_days",        "number",    _("Days until the first answer to an idea"), unit="days"),
    Term("agenda_days",             "number",    _("Days until an idea is put to the vote"), unit="days"),
    Term("deferral_months",         "number",    _("Months after which a deferred idea lapses"), unit="months"),
    Term("approval_months",         "number",    _("Months a decision on an idea stays valid"), unit="months"),
    Term("material_changes",        "texts",     _("A change of this needs a new resolution"), choices=MATERIAL),
    Term("material_sum",            "share",     _("A sum may change without a new resolution by")),
    Term("author_may_ask",          "bool",      _("The author may ask the body once after a refusal by the group")),
    Term("invitation_weeks",        "number",    _("Weeks from the invitation to the meeting"), unit="weeks"),
    Term("minutes_objection_days",  "number",    _("Days to object to the minutes"), unit="days"),
    Term("completeness_days",       "number",    _("Days to hand in what is missing"), unit="days"),
    Term("grace_days",              "number",    _("Days of grace after that"), unit="days"),
    Term("assessment_days",         "number",    _("Days for the assessment"), unit="days"),
    Term("expert_votes",            "number",    _("Expert votes before the assessment is finished")),
    Term("revision_days",           "number",    _("Days to revise what the committee returned"), unit="days"),
    Term("notice_days",             "number",    _("Days for the notice"), unit="days"),
    Term("draw_window",             "length",    _("A disbursement must be used within")),
    Term("retained_share",          "share",     _("Share kept back until the proof of use")),
    Term("report_rhythm",           "choice",    _("Progress reports"), choices=RHYTHMS),
    Term("report_dates",            "days",      _("Progress reports are due on")),
    Term("report_open_days",        "number",    _("Days before the due date when a report opens"), unit="days"),
    Term("reminder_days",           "numbers",   _("Days after the due date when a reminder goes out"), unit="days"),
    Term("proof_months",            "number",    _("Months for the proof of use"), unit="months"),
    Term("interim_proof_months",    "number",    _("Months for the interim proof after the end of the year"),
         unit="months"),
    Term("simple_proof",            "bool",      _("The simplified proof of use is admitted")),
    Term("retention_years",         "number",    _("Years the papers must be kept"), unit="years"),
    Term("conferences",             "frequency", _("Regional health conferences")),
    Term("steering_meetings",       "frequency", _("Meetings of the steering group")),
    Term("benches",                 "benches",   _("Benches of the steering group and their seats at least")),
    Term("bench_cap",               "share",     _("Highest share of one bench in the seats")),
    Term("vacancy_blocks",          "bool",      _("A vacant bench blocks the application")),
    Term("prior_involvement",       "choice",    _("Earlier involvement of a member"), choices=INVOLVEMENT),
)
# fmt: on
REGISTER = {each.key: each for each in TERMS}


@dataclass(frozen=True)
class Section:
    """Rules that are read and entered together."""

    label: str | Promise
    terms: tuple[Term, ...]


def _section(label: Promise, keys: str) -> Section:
    return Section(label, tuple(REGISTER[key] for key in keys.split()))


SECTIONS = {
    "way": _section(
        _("Way to the grant"),
        "needs_idea needs_committee applicants applicant_kinds partner_commitments forwarding"
        " material_changes material_sum",
    ),
    "money": _section(
        _("Kind and amount of the grant"),
        "funding_kind cap cap_period cap_shared_with duration_years eligible_costs own_share own_share_reduced"
        " own_share_reduced_if small_amount_threshold below_threshold_allowed other_topics_limit shift_tolerance",
    ),
    "dates": _section(
        _("Days and periods of the procedure"),
        "cutoff working_group_days idea_answer_days agenda_days deferral_months approval_months author_may_ask"
        " invitation_weeks minutes_objection_days completeness_days grace_days assessment_days expert_votes"
        " revision_days notice_days",
    ),
    "after": _section(
        _("Payment, reports and proof of use"),
        "draw_window retained_share report_rhythm report_dates report_open_days reminder_days proof_months"
        " interim_proof_months simple_proof forwarding_proof_weeks retention_years",
    ),
    "region": _section(
        _("Bodies of the region"), "conferences steering_meetings benches bench_cap vacancy_blocks prior_involvement"
    ),
}


def mistakes(terms: Mapping[str, Any]) -> list[str]:
    """What is wrong with the shape of these terms, a sentence each, naming the value."""
    if set(terms) - {"values", "measures"}:
        return [gettext("Terms hold “values” and “measures” and nothing else.")]
    found = [gettext("%(name)s: must be an object.") % {"name": name} for name in _misshapen(terms)]
    if found:
        return found
    for measure, key, each in _each_value(terms):
        name = f"{measure}: {key}" if measure else key
        if key not in REGISTER:
            found.append(gettext("%(name)s: there is no such value.") % {"name": name})
        elif measure and not REGISTER[key].measure:
            found.append(gettext("%(name)s: a measure cannot set this.") % {"name": name})
        elif not isinstance(each, dict) or set(each) - {"value", "source", "verified", "note"}:
            found.append(gettext("%(name)s: holds value, source, verified and note and nothing else.") % {"name": name})
        elif each.get("value") is not None and not fits(REGISTER[key], each["value"]):
            found.append(gettext("%(name)s: must be %(kind)s.") % {"name": name, "kind": expected(REGISTER[key])})
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


def _misshapen(terms: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name, part in terms.items() if not isinstance(part, dict))
    measures = terms.get("measures")
    for name, facts in measures.items() if isinstance(measures, dict) else ():
        if not isinstance(facts, dict) or not isinstance(facts.get("values", {}), dict):
            yield name


def _each_value(terms: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, each in terms.get("values", {}).items():
        yield "", key, each
    for measure, facts in terms.get("measures", {}).items():
        for key, each in facts.get("values", {}).items():
            yield measure, key, each


def _required(terms: Mapping[str, Any]) -> Iterator[tuple[str, Term]]:
    measures = sorted(terms.get("measures", {}))
    for each in TERMS:
        if each.must == "version":
            yield "", each
        elif each.must == "measure":
            yield from ((measure, each) for measure in measures)


def _lookup(terms: Mapping[str, Any], measure: str | None, key: str) -> Mapping[str, Any]:
    own = terms["measures"][measure].get("values", {}).get(key) if measure else None
    return own or terms.get("values", {}).get(key) or {}


def fits(wanted: Term, value: object) -> bool:
    if wanted.kind == "choice":
        return isinstance(value, str) and value in wanted.choices
    if not KINDS[wanted.kind][0](value):
        return False
    if wanted.unit:
        return all(is_period(wanted.unit, each) for each in (value if wanted.kind == "numbers" else [value]))
    return not wanted.choices or set(value) <= set(wanted.choices)


def expected(wanted: Term) -> str:
    """What a value of this rule looks like."""
    if wanted.choices:
        return gettext("one of %(choices)s") % {"choices": ", ".join(wanted.choices)}
    if wanted.unit:
        words = gettext("%(kind)s and up to %(most)s")
        return words % {"kind": KINDS[wanted.kind][1], "most": LONGEST[wanted.unit]}
    return str(KINDS[wanted.kind][1])
