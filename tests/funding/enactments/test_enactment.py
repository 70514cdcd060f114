"""A fact of law is entered by one person with its source and released by another. What counts is never overwritten
silently: the event of the release says what stood there before."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from funding.data.loading import load_law
from funding.enactments.models import Enactment
from funding.enactments.naming import title_of
from funding.enactments.opening import open_enactment, watch_law
from funding.ideas.opening import open_idea
from funding.law.kinds import KINDS, in_words
from funding.law.models import LawEntry
from funding.law.queries import UnknownLaw, base_rates, entry, law
from funding.law.rules import RULES
from funding.regions.models import Organisation, Region
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from tests.funding.enactments.conftest import HOLIDAY, RATE, RULE
from workflows.engine import fire
from workflows.models import Case, Event, Holiday, Task
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db
NEW_YEAR = dt.date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _in_january(world, today_is) -> None:
    today_is("2026-01-12")


def both_case_workers(world) -> list[int]:
    """Two case workers sit at the desk."""
    return sorted([world.case_worker.pk, world.checker.pk])


def event(case, move: str) -> dict:
    return Event.objects.filter(case=case, move=move).latest("seq").facts


def told(case, kind: str) -> list[int]:
    return sorted(Message.objects.filter(kind=kind, about=f"case {case.pk}").values_list("person", flat=True))


def elsewhere(world) -> Organisation:
    """Another authority with a case worker and a second signatory of its own."""
    other = Organisation.objects.create(name="Andere Behörde", kind="authority", state="NI", calendar="NI")
    staff("case_worker", other.place, world.office, dt.date(2021, 1, 1))
    staff("approver", other.place, world.lead, dt.date(2021, 1, 1))
    return other


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


# The base rate the clock asks for


def test_the_clock_asks_each_authority_for_a_base_rate_that_is_missing(world):
    other = elsewhere(world)
    assert (watch_law(), watch_law()) == (2, 0)
    mine, theirs = Enactment.objects.order_by("pk")
    assert {mine.authority, theirs.authority} == {world.authority, other}
    assert (mine.title, mine.valid_from, mine.opened_by) == (title_of(mine), NEW_YEAR, None)
    assert "01.01.2026" in mine.title
    task = Task.objects.get(process=Enactment.objects.get(authority=world.authority).pk)
    assert (task.desk.role, task.due_on) == ("case_worker", dt.date(2026, 1, 26))


def test_nothing_is_asked_for_that_is_known_or_lies_ahead(world, enactment, today_is):
    today_is("2025-12-31")
    assert watch_law() == 0
    today_is("2026-01-12")
    enactment("released")
    assert watch_law() == 0


def test_what_is_missing_is_not_discarded(world):
    watch_law()
    assert refusal(Enactment.objects.get(), "discard", by=world.case_worker) == "is_awaited"


def test_where_one_authority_has_entered_it_the_others_need_not(world, enactment):
    other = elsewhere(world)
    watch_law()
    theirs, mine = (Enactment.objects.get(authority=each) for each in (other, world.authority))
    assert refusal(theirs, "settle", by=world.office) == "not_yours"
    fire(mine.pk, "enter", by=world.case_worker, **RATE)
    fire(mine.pk, "propose", by=world.case_worker)
    fire(mine.pk, "release", by=world.approver)
    assert (watch_law(), state(theirs), state(mine)) == (1, "discarded", "in_force")
    assert told(theirs, "enactment.entered_elsewhere") == [world.office.pk]
    assert watch_law() == 0


# Holidays


@pytest.fixture
def running(world, enactment) -> Case:
    """A draft, whose fortnight ends on 26 January."""
    return enactment("draft", "rule", **RULE)


def due(case) -> dt.date:
    return case.deadlines.get(closed_at=None).due_on


def test_a_holiday_counts_the_running_days_anew_and_each_case_says_so(world, enactment, running):
    case = enactment("released", "holiday", **{**HOLIDAY, "valid_from": "2026-01-26"})
    assert (state(case), due(running)) == ("counting", dt.date(2026, 1, 26))
    assert (watch_law(), state(case), due(running)) == (2, "in_force", dt.date(2026, 1, 27))
    assert event(running, "deadline.recount")["counted_again"] == [
        {"kind": "draft", "before": "2026-01-26", "counted": "2026-01-27", "moved": True}
    ]
    assert event(case, "note_count") == {"cases": 1, "failed": []}
    assert told(case, "enactment.counted") == both_case_workers(world)


def test_a_day_that_has_passed_is_not_counted_anew(world, enactment, running, today_is):
    today_is("2026-01-27")
    enactment("released", "holiday", **{**HOLIDAY, "valid_from": "2026-01-26"})
    watch_law()
    assert (due(running), Event.objects.filter(move="deadline.recount").count()) == (dt.date(2026, 1, 26), 0)


def test_a_holiday_is_taken_out_again_and_the_days_move_back(world, enactment, running):
    day = {**HOLIDAY, "valid_from": "2026-01-26"}
    enactment("released", "holiday", **day)
    watch_law()
    case = enactment("released", "holiday", **{**day, "taken_out": True, "source": "Nds. GVBl. 4/2026"})
    watch_law()
    assert (Holiday.objects.count(), due(running)) == (0, dt.date(2026, 1, 26))
    assert event(case, "release")["before"] == {"value": "Tag der Befreiung", "source": ""}
    again = enactment("draft", "holiday", **{**day, "taken_out": True})
    assert refusal(again, "propose", by=world.case_worker) == "nothing_changes"


def test_counting_ends_only_once_it_is_done(world, enactment):
    from workflows.lifecycle import CLOCK  # noqa: PLC0415

    case = enactment("released", "holiday")
    assert refusal(case, "note_count", by=CLOCK) == "still_counting"


def test_a_holiday_at_one_seat_counts_there_every_year_in_what_runs_and_in_what_begins(world, enactment, running):
    local = {
        "organisation": world.authority.pk,
        "valid_from": "2026-01-26",
        "named": "Stadtpatron",
        "source": "Ortsrecht",
    }
    watch_law()
    case = enactment("released", "local_holiday", **local)
    watch_law()
    assert (state(case), due(running)) == ("in_force", dt.date(2026, 1, 27))
    assert Case.objects.get(pk=running.pk).calendar == f"{world.authority.calendar} 01-26"
    assert event(running, "deadline.recount")["calendar"] == f"{world.authority.calendar} 01-26"
    world.authority.refresh_from_db()
    assert world.authority.local_holidays == ["01-26"]
    enactment("released", "local_holiday", **{**local, "taken_out": True})
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 26),
        world.authority.calendar,
    )


def at_this_seat(world, day: str, **more: object) -> dict:
    return {
        "organisation": world.authority.pk,
        "valid_from": day,
        "named": "Stadtpatron",
        "source": "Ortsrecht",
        **more,
    }


def test_two_days_of_one_seat_released_before_they_are_counted_move_its_cases_on(world, enactment, running):
    """The one proposed first is released last."""
    watch_law()
    last = enactment("proposed", "local_holiday", **at_this_seat(world, "2026-01-27"))
    first = enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    fire(last.pk, "release", by=world.approver)
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 28),
        f"{world.authority.calendar} 01-26 01-27",
    )
    assert [state(each) for each in (first, last)] == ["in_force", "in_force"]


def test_a_day_taken_out_within_the_hour_leaves_the_cases_as_they_were(world, enactment, running):
    watch_law()
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26", taken_out=True))
    watch_law()
    assert (due(running), Case.objects.get(pk=running.pk).calendar) == (
        dt.date(2026, 1, 26),
        world.authority.calendar,
    )


def test_a_region_with_days_of_its_own_gets_the_day_of_its_leads_seat(world, enactment, idea):
    Region.objects.filter(pk=world.region.pk).update(lead=world.authority, local_holidays=["06-24"])
    case, state_of_it = idea("submitted"), world.region.calendar
    Case.objects.filter(pk=case.pk).update(calendar=f"{state_of_it} 06-24")
    enactment("released", "local_holiday", **at_this_seat(world, "2026-01-26"))
    watch_law()
    assert Case.objects.get(pk=case.pk).calendar == f"{state_of_it} 01-26 06-24"
