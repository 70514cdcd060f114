import pytest
from django.utils.translation import override

from funding.programmes import terms
from funding.programmes.kinds import KINDS


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def a_value(key: str, value: object) -> dict[str, object]:
    return {"values": {key: {"value": value, "verified": True}}}


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("needs_idea", False),
        ("forwarding", "to final recipients"),
        ("applicants", ["counties"]),
        ("cap", "80000.00"),
        ("own_share", "10/100"),
        ("own_share", "1/1"),
        ("proof_months", 6),
        ("reminder_days", [1, 14, 28]),
        ("cutoff", "09-15 preceding year"),
        ("cutoff", "03-31 same year"),
        ("report_dates", ["07-31", "01-31"]),
        ("draw_window", {"weeks": 6}),
        ("conferences", {"at_least": 2, "in": "version"}),
        ("benches", {"doctors": 1}),
        ("funding_kind", "gap"),
        ("cap", None),
    ],
)
def test_a_right_value_is_accepted(key, right):
    assert terms.mistakes(a_value(key, right)) == []


@pytest.mark.parametrize(
    ("key", "wrong", "sentence"),
    [
        ("needs_idea", 1, "needs_idea: must be true or false."),
        ("forwarding", " ", "forwarding: must be a text."),
        ("applicants", [], "applicants: must be a list of texts."),
        ("cap", "80000", "cap: must be an amount with two decimal places, like 80000.00."),
        ("cap", 80000, "cap: must be an amount with two decimal places, like 80000.00."),
        ("cap", "-1.00", "cap: must be an amount with two decimal places, like 80000.00."),
        ("own_share", "11/10", "own_share: must be a fraction between 0 and 1, like 10/100."),
        ("own_share", "1/0", "own_share: must be a fraction between 0 and 1, like 10/100."),
        ("proof_months", 0, "proof_months: must be a whole number above 0 and up to 120."),
        ("proof_months", True, "proof_months: must be a whole number above 0 and up to 120."),
        ("reminder_days", [1, "2"], "reminder_days: must be a list of whole numbers above 0 and up to 3650."),
        ("proof_months", 121, "proof_months: must be a whole number above 0 and up to 120."),
        ("proof_months", -6, "proof_months: must be a whole number above 0 and up to 120."),
        ("retention_years", 9999, "retention_years: must be a whole number above 0 and up to 30."),
        ("invitation_weeks", 0, "invitation_weeks: must be a whole number above 0 and up to 520."),
        ("reminder_days", [1, 3651], "reminder_days: must be a list of whole numbers above 0 and up to 3650."),
        (
            "draw_window",
            {"months": 0},
            'draw_window: must be one length, like {"weeks": 2}.',
        ),
        (
            "draw_window",
            {"years": 31},
            'draw_window: must be one length, like {"weeks": 2}.',
        ),
        ("cutoff", "15.09.", "cutoff: must be a day and its year, like “09-15 preceding year”."),
        ("cutoff", "02-29 same year", "cutoff: must be a day and its year, like “09-15 preceding year”."),
        ("report_dates", ["W01-1"], "report_dates: must be a list of days, like 07-31."),
        ("report_dates", ["13-01"], "report_dates: must be a list of days, like 07-31."),
        (
            "draw_window",
            {"months": 2, "weeks": 6},
            'draw_window: must be one length, like {"weeks": 2}.',
        ),
        ("conferences", {"at_least": 1}, 'conferences: must be a frequency, like {"at_least": 1, "in": "year"}.'),
        ("benches", {"doctors": 0}, 'benches: must be benches with their seats, like {"doctors": 1}.'),
        ("funding_kind", "loan", "funding_kind: must be one of fixed, share, gap."),
        ("favourite_colour", "blue", "favourite_colour: there is no such value."),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(key, wrong, sentence):
    assert terms.mistakes(a_value(key, wrong)) == [sentence]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"value": {}}, "Terms hold “values” and “measures” and nothing else."),
        (
            {"measures": {"2.3": {"values": {"cutoff": {"value": "09-15 same year"}}}}},
            "2.3: cutoff: a measure cannot set this.",
        ),
        ({"values": {"cap": "80000.00"}}, "cap: holds value, source, verified and note and nothing else."),
        ({"values": {"cap": {"amount": "1.00"}}}, "cap: holds value, source, verified and note and nothing else."),
        ({"values": ["cap"]}, "values: must be an object."),
        ({"values": {}, "measures": {"2.3": []}}, "2.3: must be an object."),
    ],
)
def test_a_wrong_shape_is_named(given, sentence):
    assert terms.mistakes(given) == [sentence]


def test_a_measures_own_value_comes_before_the_programmes():
    given = {
        "values": {"own_share": {"value": "10/100"}, "proof_months": {"value": 6, "verified": True}},
        "measures": {"a": {"values": {"own_share": {"value": "5/100"}}}, "b": {}},
    }

    assert terms.flat(given, "a")["own_share"] == "5/100"
    assert terms.flat(given, "b")["own_share"] == "10/100"
    assert terms.flat(given, None)["own_share"] == "10/100"
    assert terms.unverified(given, "a") == ["own_share"]


def test_every_value_is_there_and_null_where_the_programme_sets_none():
    assert terms.flat({}, None) == dict.fromkeys(terms.REGISTER)


def test_every_value_of_the_register_has_a_known_kind_and_a_key_of_its_own():
    assert {each.kind for each in terms.TERMS} - {"choice"} == set(KINDS)
    assert len(terms.REGISTER) == len(terms.TERMS)


def test_every_value_of_the_register_stands_in_one_section_of_the_pages():
    shown = [term.key for section in terms.SECTIONS.values() for term in section.terms]
    assert sorted(shown) == sorted(terms.REGISTER)
