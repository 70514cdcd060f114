"""An idea's way through working group and steering group, forward and back."""

import pytest

from notifications.models import Message
from tests.funding.applications.story import vote_of
from tests.funding.asking import refusal, state
from tests.funding.ideas.story import consultation_of
from workflows.deadlines import sweep_deadlines
from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db


def cast(vote, voters, choice):
    for voter in voters:
        offer = next(o for o in available(Case.objects.get(pk=vote.pk), by=voter) if o.move.name == "cast")
        fire(vote.pk, "cast", by=voter, seen=offer.seen, choice=choice)


def test_an_idea_is_recommended_voted_on_and_approved(world, idea):
    case = idea("on_agenda")
    vote = vote_of(case)
    assert (vote.lifecycle, vote.state) == ("decision", "prepared")
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering[:6], "yes")
    assert state(vote) == "open"
    cast(vote, world.steering[6:], "no")
    assert (state(vote), state(case)) == ("adopted", "approved_for_application")
    result = Case.objects.get(pk=vote.pk).decision.result
    assert (result["outcome"], result["yes"], result["no"]) == ("adopted", 6, 1)
    assert len(result["steps"]) > 3


def test_the_minutes_extract_is_filed_with_its_fingerprint(world, vote):
    case = vote()
    cast(case, world.steering, "yes")
    event = fire(case.pk, "record", by=world.office, resolution="Die Steuerungsgruppe stimmt zu.")
    document = case.documents.get(kind="minutes_extract")
    assert (document.kind, document.content_id) == ("minutes_extract", event.facts["sha256"])
    assert bytes(document.content.content).startswith(b"%PDF")
    assert state(case) == "recorded"


def test_an_idea_is_approved_with_the_conditions_that_were_voted_on(world, idea):
    case = idea("recommended")
    with pytest.raises(BadInput) as caught:
        fire(case.pk, "put_on_agenda", by=world.office, proposal="approve_with_conditions")
    assert caught.value.field == "conditions"
    conditions = "Die Kommune stellt die Räume."
    fire(case.pk, "put_on_agenda", by=world.office, proposal="approve_with_conditions", conditions=conditions)
    vote = vote_of(case)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering, "yes")
    assert (state(case), vote.decision.conditions) == ("approved_with_conditions", conditions)
    fire(case.pk, "apply", by=world.office)
    assert state(case) == "in_application"


def test_an_incomplete_idea_is_not_submitted(world, idea):
    case = idea("draft")
    fire(case.pk, "edit", by=world.author, title="Pflegelotsen")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "submit", by=world.author)
    assert caught.value.key == "incomplete"
    assert state(case) == "draft"


def test_a_returned_idea_comes_back_to_its_group(world, idea):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    assert state(case) == "returned"
    fire(case.pk, "submit", by=world.author)
    assert state(case) == "in_working_group"


def test_a_deferred_item_waits_at_the_office_until_the_day_named(world, idea):
    case = idea("on_agenda")
    fire(
        vote_of(case).pk,
        "leave",
        by=world.chair,
        outcome="deferred",
        deferred_until="2030-03-01",
        reason="Träger fehlt.",
    )
    assert state(case) == "deferred"
    assert case.deadlines.get(kind="deferral").due_on.isoformat() == "2030-03-01"
    fire(case.pk, "put_on_agenda", by=world.office)
    assert state(case) == "on_agenda"
    assert not case.deadlines.filter(kind="deferral", closed_at=None).exists()


def test_a_deferred_item_outlives_its_day_and_lapses_the_programmes_months_after_it(world, idea, today_is):
    today_is("2024-01-10")
    case = idea("on_agenda")
    fire(
        vote_of(case).pk,
        "leave",
        by=world.chair,
        outcome="deferred",
        deferred_until="2024-03-15",
        reason="Träger fehlt.",
    )
    sweep_deadlines()
    today_is("2024-03-16")
    sweep_deadlines()
    told = Message.objects.filter(kind="task.late", about=f"case {case.pk}")
    assert (state(case), [message.person for message in told]) == ("deferred", [world.office])
    assert case.deadlines.get(kind="deferred").due_on.isoformat() == "2025-03-17"  # the 15th is a Saturday
    today_is("2025-03-18")
    sweep_deadlines()
    assert state(case) == "lapsed"


def test_where_the_programme_is_silent_a_deferred_item_never_lapses(world, idea):
    case = idea("on_agenda")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "deferral_months": None})
    fire(
        vote_of(case).pk,
        "leave",
        by=world.chair,
        outcome="deferred",
        deferred_until="2030-03-01",
        reason="Träger fehlt.",
    )
    assert [row.kind for row in case.deadlines.filter(closed_at=None)] == ["deferral"]


def test_an_approval_that_ran_out_is_voted_on_again(world, idea, today_is):
    today_is("2024-01-10")
    case = idea("on_agenda")
    fire(vote_of(case).pk, "open_vote", by=world.office, procedure="circular")
    cast(vote_of(case), world.steering, "yes")
    today_is("2026-01-12")  # the last day: the 10th is a Saturday
    sweep_deadlines()
    assert refusal(case, "put_on_agenda", by=world.office) == "not_possible_here"
    today_is("2026-01-13")
    assert refusal(case, "apply", by=world.office) == "resolution_expired"
    sweep_deadlines()
    told = Message.objects.filter(kind="idea.expired", about=f"case {case.pk}")
    assert (state(case), {message.person for message in told}) == ("expired", {world.author, world.office})
    fire(case.pk, "put_on_agenda", by=world.office)
    assert (state(case), case.children.filter(lifecycle="decision").count()) == ("on_agenda", 2)


def test_a_parked_idea_may_be_voted_on_again(world, application):
    application = application("draft")
    fire(application.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    fire(application.parent_id, "put_on_agenda", by=world.office)
    assert state(application.parent) == "on_agenda"


def test_a_draft_whose_resolution_ran_out_is_withdrawn_and_the_idea_voted_on_again(world, application, today_is):
    application = application("draft")
    today_is("2026-07-01")
    fire(application.pk, "withdraw", by=world.signatory, reason="Der Beschluss ist abgelaufen.")
    assert refusal(application.parent, "apply", by=world.office) == "resolution_expired"
    fire(application.parent_id, "put_on_agenda", by=world.office)
    vote = application.parent.children.filter(lifecycle="decision").latest("pk")
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering, "yes")
    fire(application.parent_id, "apply", by=world.office)
    assert state(application.parent) == "in_application"


def test_a_rejected_idea_is_at_its_end(world, vote):
    case = vote()
    cast(case, world.steering, "no")
    assert (state(case), state(case.parent)) == ("rejected", "rejected")


def test_a_withdrawn_idea_ends_the_vote_on_it(world, vote):
    case = vote()
    fire(case.parent_id, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(case), state(case.parent)) == ("aborted", "withdrawn")


def test_the_lead_withdraws_what_the_group_has_and_the_author_is_told(world, idea):
    case = idea("in_working_group")
    fire(case.pk, "withdraw", by=world.lead, reason="Gibt es schon.")
    told = Message.objects.filter(kind="idea.withdrawn", about=f"case {case.pk}")
    assert (state(case), [message.person for message in told]) == ("withdrawn", [world.author])


def test_a_draft_is_its_authors_alone_to_withdraw(world, idea):
    case = idea("draft")
    assert [refusal(case, "withdraw", by=who, reason="x") for who in (world.office, world.lead)] == ["not_found"] * 2
    fire(case.pk, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(case), Message.objects.filter(kind="idea.withdrawn").count()) == ("withdrawn", 0)


def test_a_stranger_sees_nothing(world, idea):
    case = idea("submitted")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "withdraw", by=world.stranger, reason="x")
    assert caught.value.key == "not_found"


def test_whoever_had_a_withdrawn_idea_on_the_table_is_told(world, idea):
    case = idea("on_agenda")
    vote = vote_of(case)
    fire(case.pk, "withdraw", by=world.author, reason="Erledigt.")
    told = {(message.kind, message.person) for message in Message.objects.filter(kind__endswith=".gone")}
    assert told == {
        *(("idea.gone", who) for who in (world.office, world.lead)),
        *(("decision.gone", who) for who in (world.office, world.chair)),
    }
    assert state(vote) == "aborted"


def test_of_a_draft_that_is_withdrawn_nobody_hears(world, idea):
    fire(idea("draft").pk, "withdraw", by=world.author, reason="Doch nicht.")
    assert not Message.objects.filter(kind="idea.gone").exists()
