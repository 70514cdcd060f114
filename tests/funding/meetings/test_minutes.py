"""Minutes: written, read by the members, objected to, signed by two persons, published in part."""

import datetime as dt

import pytest

from funding.bodies.appointments import staff
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO, build_world
from funding.meetings.minutes.models import Minutes
from funding.roles import CHAIR
from tests.funding.applications.story import vote_of
from tests.funding.asking import persons_told, refusal, state
from tests.funding.below import below
from tests.funding.documents.test_letters import text_of
from workflows.deadlines import sweep_deadlines
from workflows.engine import available, fire
from workflows.models import Case, Task

pytestmark = pytest.mark.django_db


def by_member(case, member, move, **data):
    offer = next(o for o in available(Case.objects.get(pk=case.pk), by=member) if o.move.name == move)
    return fire(case.pk, move, by=member, seen=offer.seen, **data)


def letter(case, kind):
    return text_of(bytes(case.documents.filter(kind=kind).latest("pk").content.content))


def test_minutes_go_their_whole_way(world, minutes):
    case = minutes("published_extract")
    assert (state(case), case.approved_on) == ("published_extract", dt.date(2024, 7, 11))
    assert sorted(case.documents.values_list("kind", "version")) == [
        ("minutes", 1), ("minutes", 2), ("public_extract", 1),
    ]  # fmt: skip
    assert persons_told("minutes.circulated", case) == set(world.steering)
    assert persons_told("minutes.approved", case) == set(world.steering)
    whole, extract = letter(case, "minutes"), letter(case, "public_extract")
    assert ("Personalie" in whole, "Bericht der Arbeitsgruppe" in whole) == (True, True)
    assert ("Personalie" in extract, "Bericht der Arbeitsgruppe" in extract) == (False, True)
    assert (world.office.name in whole, world.chair.name in whole) == (True, True)


def test_each_free_item_is_written_on_before_the_members_read(world, minutes):
    case = minutes()
    assert refusal(case, "circulate", by=world.office) == "items_not_noted"
    assert refusal(case, "note", by=world.office, agenda_item=999_999, course="x") == "bad_input"
    assert refusal(case, "circulate", by=world.chair) == "not_yours"


@pytest.mark.parametrize("recorded", [True, False])
def test_the_draft_lists_what_was_resolved_with_its_result(world, idea, meeting, seats, recorded):
    above = idea("on_agenda")
    vote = vote_of(above)
    Decision.objects.filter(pk=vote.pk).update(conditions="Der Eigenanteil ist zugesagt.")
    held = meeting("opened", items=())
    fire(vote.pk, "open_vote", by=world.office, procedure="session")
    for member in world.steering[:5]:
        fire(vote.pk, "cast", by=member, choice="yes")
    if state(vote) == "open":
        fire(vote.pk, "close", by=world.chair)
    if recorded:
        fire(vote.pk, "record", by=world.office, resolution="Das Vorhaben wird weiterverfolgt.")
    fire(held.pk, "close", by=world.chair)
    case = below(held, "minutes")
    fire(case.pk, "circulate", by=world.office)
    draft = letter(case, "minutes")
    said = ["Maßgaben: Der Eigenanteil ist zugesagt.", "Beschluss: angenommen.", "Ja: 5, Nein: 0, Enthaltungen: 0."]
    if recorded:
        said.insert(0, "Beschlussvorschlag: Das Vorhaben wird weiterverfolgt.")
    assert [line for line in draft.splitlines() if line.startswith(("Besch", "Maß", "Ja:"))][-len(said) :] == said


def test_a_vote_that_was_not_opened_needs_a_word_too(world, idea, minutes):
    idea("on_agenda")
    case = minutes(items=())
    assert refusal(case, "circulate", by=world.office) == "items_not_noted"
    item = case.sitting.items.get()
    fire(case.pk, "note", by=world.office, agenda_item=item.pk, course="Wegen der Zeit nicht beraten.")
    fire(case.pk, "circulate", by=world.office)
    assert state(case) == "minutes_circulated"


def test_members_object_within_the_period_and_are_answered_before_the_signature(world, minutes, today_is):
    case = minutes("minutes_circulated")
    assert (case.objections_until, case.deadlines.get(kind="minutes_circulated").due_on) == (
        dt.date(2024, 7, 10), dt.date(2024, 7, 10),
    )  # fmt: skip
    member = world.steering[2]
    by_member(case, member, "object", objection_text="Punkt 1 ist verkürzt.")
    by_member(case, world.steering[3], "agree")
    done = Task.objects.filter(process=case, finished__isnull=False, outcome__in=["objected", "agreed"])
    assert (done.count(), persons_told("minutes.objected", case)) == (2, {world.office})
    today_is("2024-07-11")
    assert refusal(case, "agree", by=world.steering[4]) == "objections_over"
    sweep_deadlines()
    assert (state(case), persons_told("minutes.to_sign", case)) == ("minutes_to_sign", {world.office})
    assert refusal(case, "sign", by=world.office) == "objection_open"
    objection = case.objections.get()
    answered = {"by": world.office, "objection": objection.pk, "answer_text": "Ergänzt.", "upheld": True}
    fire(case.pk, "answer", **answered)
    assert (persons_told("minutes.objection_answered", case), refusal(case, "answer", **answered)) == (
        {member},
        "bad_input",
    )
    assert refusal(case, "sign", by=world.office) == "not_corrected"
    item = case.sitting.items.first()
    more = {"agenda_item": item.pk, "course": "Ausführlich beraten.", "reason": "Einwendung."}
    fire(case.pk, "correct", by=world.office, **more)
    fire(case.pk, "sign", by=world.office)
    fire(case.pk, "approve", by=world.chair)
    whole = letter(case, "minutes")
    assert ("Ausführlich beraten." in whole, "Punkt 1 ist verkürzt." in whole, "Abgeholfen" in whole) == (True,) * 3


def test_two_persons_sign(world, minutes):
    staff(CHAIR.key, world.steering_group.place, world.office, LONG_AGO)
    case = minutes("minutes_signed")
    assert refusal(case, "approve", by=world.office) == "four_eyes"
    fire(case.pk, "send_back", by=world.chair, reason="Punkt 2 fehlt.")
    assert (state(case), persons_told("minutes.sent_back", case)) == ("minutes_to_sign", {world.office})


@pytest.mark.parametrize("at", ["minutes_approved", "published_extract"])
def test_what_is_found_wrong_afterwards_is_signed_anew_by_two(world, minutes, at):
    case = minutes(at)
    item = case.sitting.items.first()
    fire(case.pk, "correct", by=world.office, agenda_item=item.pk, course="Richtig ist …", reason="Hörfehler.")
    assert state(case) == "minutes_to_sign"
    fire(case.pk, "sign", by=world.office)
    fire(case.pk, "approve", by=world.chair)
    assert case.documents.filter(kind="minutes").count() == 3


def test_strangers_see_no_minutes_and_members_only_once_they_are_sent(world, minutes):
    case = minutes()
    assert refusal(case, "agree", by=world.steering[2]) == "not_found"
    for by in (world.stranger, world.lead, build_world("Birkental").office):
        assert refusal(case, "circulate", by=by) == "not_found"


def test_of_a_meeting_without_quorum_minutes_are_taken_too(world, meeting):
    found = meeting("opened", there=2)
    fire(found.pk, "state_no_quorum", by=world.chair)
    case = found.children.get(lifecycle="minutes").minutes
    fire(case.pk, "circulate", by=world.office)
    assert state(case) == "minutes_circulated"


def test_where_the_standing_orders_are_silent_the_programmes_days_to_object_count(world, minutes):
    case = minutes()
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "minutes_objection_days": 21})
    for item in case.sitting.items.filter(matter=None):
        fire(case.pk, "note", by=world.office, agenda_item=item.pk, course="Zur Kenntnis genommen.")
    fire(case.pk, "circulate", by=world.office)
    assert Minutes.objects.get(pk=case.pk).objections_until == dt.date(2024, 7, 17)


@pytest.mark.parametrize("state_then", ["minutes_signed", "minutes_approved", "published_extract"])
def test_signed_minutes_are_signed_anew_where_the_attendance_was_wrong(world, minutes, seats, state_then, today_is):
    found = minutes(state_then)
    today_is("2024-07-20")
    forgotten = {"by": world.office, "seat": seats[5], "what": "came", "at": "10:00", "reason": "War da."}
    fire(found.parent_id, "correct", **forgotten)
    assert (state(found), Minutes.objects.get(pk=found.pk).approved_on) == ("minutes_to_sign", None)
    fire(found.pk, "sign", by=world.office)
    fire(found.pk, "approve", by=world.chair)
    assert world.steering[5].name in letter(found, "minutes")
