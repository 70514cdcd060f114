"""A fact of law is entered by one person with its source and released by another. What counts is never overwritten
silently: the event of the release says what stood there before."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from funding.data.loading import load_law
from funding.enactments.models import Enactment
from funding.enactments.opening import open_enactment
from funding.ideas.opening import open_idea
from funding.law.kinds import KINDS, in_words
from funding.law.models import LawEntry
from funding.law.queries import UnknownLaw, base_rates, entry, law
from funding.law.rules import RULES
from tests.funding.asking import refusal, state, wrong
from tests.funding.enactments.conftest import HOLIDAY, NEW_YEAR, RATE, RULE, both_case_workers, event, told
from workflows.engine import fire
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db


def test_a_base_rate_counts_once_two_persons_have_entered_and_released_it(world, enactment):
    case = enactment("proposed")
    with pytest.raises(UnknownLaw):
        law("DE", "base_rate", NEW_YEAR)
    fire(case.pk, "release", by=world.approver)
    found = entry("DE", "base_rate", NEW_YEAR)
    assert (state(case), found.value, found.source, found.verified) == ("in_force", "1.27", RATE["source"], True)
    said = event(case, "release")
    assert (said["value"], said["valid_from"], said["source"], said["before"]) == (
        "1.27",
        "2026-01-01",
        RATE["source"],
        None,
    )
    assert told(case, "enactment.proposed") == [world.approver.pk]
    assert told(case, "enactment.released") == both_case_workers(world)


def test_the_next_half_year_is_unknown_until_somebody_enters_it(world, enactment):
    """The rate of the first half-year is never carried on into the second."""
    enactment("released")
    assert base_rates(NEW_YEAR, dt.date(2026, 6, 30)) == [{"from": "2026-01-01", "rate": "1.27"}]
    with pytest.raises(UnknownLaw):
        base_rates(NEW_YEAR, dt.date(2026, 7, 1))


def test_a_rate_corrected_long_after_counts_for_its_half_year_and_no_longer(world, enactment):
    enactment("released", **{**RATE, "valid_from": "2017-01-01", "value": "-0,50"})
    assert [law("DE", "base_rate", dt.date(*day)) for day in ((2016, 12, 31), (2017, 6, 30), (2017, 7, 1))] == [
        "-0.88",
        "-0.50",
        "-0.88",
    ]


def test_a_correction_says_what_stood_there_before(world, enactment):
    enactment("released")
    case = enactment("released", **{**RATE, "value": "1.72", "source": "Bundesbank, Berichtigung"})
    before = {"value": "1.27", "source": RATE["source"]}
    assert (law("DE", "base_rate", NEW_YEAR), event(case, "release")["before"]) == ("1.72", before)
    assert LawEntry.objects.filter(key="base_rate", valid_from__gte=NEW_YEAR).count() == 2


def test_what_counts_already_is_not_proposed_again(world, enactment):
    enactment("released")
    again = enactment("draft", **{**RATE, "source": "Anderswo"})
    assert refusal(again, "propose", by=world.case_worker) == "nothing_changes"


def test_nothing_is_proposed_before_it_is_entered(world, enactment):
    assert refusal(enactment("begun"), "propose", by=world.case_worker) == "nothing_entered"


def test_who_entered_or_proposed_it_does_not_release_it(world, enactment):
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))
    assert refusal(enactment("proposed"), "release", by=world.case_worker) == "four_eyes"


def test_of_two_proposals_for_one_day_the_second_is_proposed_anew(world, enactment):
    first, second = enactment("proposed"), enactment("proposed", **{**RATE, "value": "1.30"})
    fire(first.pk, "release", by=world.approver)
    assert refusal(second, "release", by=world.approver) == "changed_since"
    fire(second.pk, "return", by=world.approver, reason="Inzwischen gilt ein anderer Wert.")
    fire(second.pk, "propose", by=world.case_worker)
    fire(second.pk, "release", by=world.approver)
    assert event(second, "release")["before"] == {"value": "1.27", "source": RATE["source"]}


@pytest.mark.parametrize(
    ("kind", "entered", "field"),
    [
        ("base_rate", {**RATE, "value": "127"}, "value"),
        ("base_rate", {**RATE, "value": "15,01"}, "value"),
        ("base_rate", {**RATE, "value": "1,275"}, "value"),
        ("base_rate", {**RATE, "value": ""}, "value"),
        ("base_rate", {**RATE, "valid_from": "2026-02-01"}, "valid_from"),
        ("base_rate", {**RATE, "valid_from": "2026-07-01"}, "valid_from"),
        ("base_rate", {**RATE, "source": ""}, "source"),
        ("base_rate", {**RATE, "jurisdiction": "BY"}, "jurisdiction"),
        ("base_rate", {**RATE, "taken_out": True}, "taken_out"),
        ("rule", {**RULE, "value": "Petition"}, "value"),
        ("rule", {**RULE, "rule": "base_rate"}, "rule"),
        ("rule", {**RULE, "rule": "appeal_months", "value": "0"}, "value"),
        ("rule", {**RULE, "jurisdiction": ""}, "jurisdiction"),
        ("rule", {**RULE, "named": "x"}, "named"),
        ("holiday", {**HOLIDAY, "jurisdiction": "DE"}, "jurisdiction"),
        ("holiday", {**HOLIDAY, "valid_from": "2026-05-01"}, "valid_from"),
        ("holiday", {**HOLIDAY, "valid_from": "2026-05-09"}, "valid_from"),
        ("holiday", {**HOLIDAY, "named": ""}, "named"),
        ("local_holiday", {"organisation": 0, "valid_from": "2026-08-08", "named": "x", "source": "x"}, "organisation"),
    ],
)
def test_what_is_implausible_is_refused_at_its_field(world, enactment, kind, entered, field):
    assert wrong(enactment("begun", kind), "enter", by=world.case_worker, **entered) == field


def test_a_base_rate_below_zero_can_be_entered(world, enactment):
    enactment("released", **{**RATE, "value": "-0,88"})
    assert law("DE", "base_rate", NEW_YEAR) == "-0.88"


def test_a_rule_of_a_state_counts_there_from_its_day(world, enactment):
    load_law()
    case = enactment("released", "rule")
    assert (state(case), law("BY", "remedy_type", NEW_YEAR)) == ("in_force", "action")
    with pytest.raises(UnknownLaw):
        law("BY", "remedy_type", dt.date(2025, 12, 31))


def test_every_rule_can_be_entered_and_every_shipped_value_is_plausible():
    load_law()
    assert set(KINDS) == set(RULES)
    known = LawEntry.objects.filter(value__isnull=False).exclude(key="remedy_type")
    read = {each.pk: KINDS[each.key].read(str(in_words(each.key, each.value))) for each in known}
    assert read == {each.pk: each.value for each in known}
    assert [KINDS["remedy_type"].read(word) for word in ("Klage", "objection", "")] == ["action", "objection", None]


TYPED = {
    "shift_fiction_day": {"ja": True, "Nein": False, "yes": True, "no": False},
    "remedy_type": {"Widerspruch": "objection", "Klage": "action"},
    "conditions_municipal": {"ANBest-Gk": "ANBest-Gk"},
    "conditions_private": {"ANBest-P": "ANBest-P"},
    "interest_margin": {"5": "5", "2,50": "2.50"},
}


@pytest.mark.parametrize("rule", sorted(set(KINDS) - {"base_rate"}))
def test_what_was_typed_of_a_rule_counts_once_it_is_released(world, enactment, rule):
    least = KINDS[rule].least
    for text, value in TYPED.get(rule, {str(least): least}).items():
        case = enactment("released", "rule", **{**RULE, "rule": rule, "value": text})
        found = entry("BY", rule, NEW_YEAR)
        assert (state(case), found.value, found.verified) == ("in_force", value, True)
        again = enactment("draft", "rule", **{**RULE, "rule": rule, "value": text})
        assert refusal(again, "propose", by=world.case_worker) == "nothing_changes"
        found.delete()


def test_what_cannot_be_read_ends_nothing_that_counted_before(world, enactment):
    load_law()
    before = law("DE", "shift_fiction_day", NEW_YEAR)
    case = enactment("proposed", "rule", **{**RULE, "jurisdiction": "DE", "rule": "shift_fiction_day", "value": "nein"})
    Enactment.objects.filter(pk=case.pk).update(value="False")
    assert wrong(case, "release", by=world.approver) == "value"
    assert (state(case), law("DE", "shift_fiction_day", NEW_YEAR)) == ("proposed", before)


def test_it_goes_back_and_forth_before_it_is_released_and_can_be_given_up(world, enactment):
    case = enactment("proposed")
    fire(case.pk, "take_back", by=world.case_worker)
    fire(case.pk, "propose", by=world.case_worker)
    fire(case.pk, "return", by=world.approver, reason="Die Quelle fehlt.")
    assert told(case, "enactment.returned") == both_case_workers(world)
    fire(case.pk, "discard", by=world.case_worker)
    assert (state(case), LawEntry.objects.get(key="base_rate", valid_from=NEW_YEAR).value) == ("discarded", None)


@pytest.mark.parametrize(
    ("at", "move", "by", "data"),
    [
        ("begun", "enter", "approver", RATE),
        ("draft", "propose", "approver", {}),
        ("proposed", "take_back", "approver", {}),
        ("proposed", "return", "case_worker", {"reason": "x"}),
        ("proposed", "release", "case_worker", {}),
        ("draft", "discard", "approver", {}),
        ("draft", "settle", "case_worker", {}),
    ],
)
def test_each_move_is_one_desks(world, enactment, at, move, by, data):
    assert refusal(enactment(at), move, by=getattr(world, by), **data) == "not_yours"


def test_only_a_case_worker_of_the_authority_begins_one(world):
    with pytest.raises(Refused) as caught:
        open_enactment(world.authority, by=world.approver, kind="rule")
    assert caught.value.key == "not_yours"
    with pytest.raises(BadInput) as wrong_kind:
        open_enactment(world.authority, by=world.case_worker, kind="decree")
    assert wrong_kind.value.field == "kind"


def test_the_same_click_twice_begins_one(world):
    facts = {"by": world.case_worker, "kind": "rule", "key": "k" * 32}
    first, again = (open_enactment(world.authority, **facts) for _time in range(2))
    assert (first.pk, Enactment.objects.count()) == (again.pk, 1)


def test_a_key_that_has_opened_another_case_opens_none(world):
    open_idea(world.region, by=world.case_worker, title="x", key="k" * 32)
    with pytest.raises(Refused) as caught:
        open_enactment(world.authority, by=world.case_worker, kind="rule", key="k" * 32)
    assert caught.value.key == "key_used_otherwise"
