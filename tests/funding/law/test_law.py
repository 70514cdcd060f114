from datetime import date

import pytest
from django.utils.translation import override

from funding.data.loading import load_law
from funding.law.models import LawEntry
from funding.law.queries import UnknownLaw, base_rates, entry, law
from funding.law.rules import RULES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shipped_law():
    load_law()


@pytest.mark.parametrize("state", ["NI", "RP", "BY", "BW", "HE"])
def test_a_notice_of_2024_counts_as_received_on_the_third_day_and_one_of_2025_on_the_fourth(state):
    assert law(state, "fiction_days", date(2024, 12, 31)) == 3
    assert law(state, "fiction_days", date(2025, 1, 1)) == 4


@pytest.mark.parametrize(
    ("state", "verified"), [("NI", True), ("RP", True), ("BY", False), ("BW", False), ("HE", False)]
)
def test_the_fourth_day_is_marked_as_unverified_where_a_state_has_a_procedure_act_of_its_own(state, verified):
    assert entry(state, "fiction_days", date(2026, 1, 1)).verified is verified


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        (date(2016, 7, 1), "-0.88"),
        (date(2022, 12, 31), "-0.88"),
        (date(2023, 1, 1), "1.62"),
        (date(2023, 7, 1), "3.12"),
        (date(2024, 1, 1), "3.62"),
        (date(2024, 7, 1), "3.37"),
        (date(2025, 1, 1), "2.27"),
        (date(2025, 12, 31), "1.27"),
    ],
)
def test_the_base_rate_is_that_of_the_day(on, rate):
    assert law("NI", "base_rate", on) == rate


def test_no_base_rate_is_made_up_after_the_last_one_entered():
    with pytest.raises(UnknownLaw) as refused:
        law("NI", "base_rate", date(2026, 1, 1))

    with override("en"):
        assert (
            str(refused.value)
            == "No value of “Base rate, per cent a year” has been entered for Lower Saxony on Jan. 1, 2026."
        )


def test_interest_gets_the_rate_in_force_on_the_first_day_and_every_change_until_the_last():
    assert base_rates(date(2024, 8, 15), date(2025, 7, 1)) == [
        {"from": "2024-07-01", "rate": "3.37"},
        {"from": "2025-01-01", "rate": "2.27"},
        {"from": "2025-07-01", "rate": "1.27"},
    ]


@pytest.mark.parametrize(
    ("first", "last"), [(date(2016, 6, 30), date(2016, 8, 1)), (date(2025, 12, 1), date(2026, 1, 1))]
)
def test_interest_is_refused_for_a_period_without_a_base_rate(first, last):
    with pytest.raises(UnknownLaw):
        base_rates(first, last)


def test_against_a_notice_in_lower_saxony_one_goes_to_court_directly():
    assert law("NI", "remedy_type", date(2026, 5, 1)) == "action"


@pytest.mark.parametrize("state", ["BY", "HE", "TH"])
def test_where_nobody_has_entered_the_remedy_it_is_unknown(state):
    with pytest.raises(UnknownLaw):
        law(state, "remedy_type", date(2026, 5, 1))


def test_a_states_own_rule_counts_before_a_younger_federal_one():
    LawEntry.objects.create(jurisdiction="NI", key="appeal_months", valid_from=date(2020, 1, 1), value=2)
    LawEntry.objects.create(jurisdiction="DE", key="appeal_months", valid_from=date(2024, 1, 1), value=3)

    assert law("NI", "appeal_months", date(2025, 1, 1)) == 2
    assert law("NI", "appeal_months", date(2019, 12, 31)) == 1
    assert law("BW", "appeal_months", date(2025, 1, 1)) == 3


def test_asking_the_law_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        law("NI", "fiction_days", date(2025, 1, 1))
    with django_assert_num_queries(1):
        base_rates(date(2023, 1, 1), date(2025, 7, 1))


def test_every_shipped_rule_of_law_has_a_name_in_words():
    assert set(LawEntry.objects.values_list("key", flat=True)) == set(RULES)


def test_a_newer_release_fills_in_what_nobody_has_entered_and_keeps_what_somebody_has():
    shipped = {"jurisdiction": "DE", "key": "base_rate"}
    LawEntry.objects.filter(**shipped, valid_from="2025-07-01").update(value=None, source="")
    LawEntry.objects.filter(**shipped, valid_from="2025-01-01").update(value="2.22", source="Bundesbank, Berichtigung")

    load_law()

    filled, kept = (LawEntry.objects.get(**shipped, valid_from=day) for day in ("2025-07-01", "2025-01-01"))
    assert (filled.value, filled.verified) == ("1.27", True)
    assert filled.source.startswith("bundesbank.de")
    assert (kept.value, kept.source) == ("2.22", "Bundesbank, Berichtigung")
