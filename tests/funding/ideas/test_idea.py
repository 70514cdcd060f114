"""An idea's way through working group and steering group, forward and back."""

import pytest

from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def state(case):
    return Case.objects.get(pk=case.pk).state


def cast(vote, voters, choice):
    for voter in voters:
        offer = next(o for o in available(Case.objects.get(pk=vote.pk), by=voter) if o.move.name == "cast")
        fire(vote.pk, "cast", by=voter, seen=offer.seen, choice=choice)


def test_an_idea_is_recommended_voted_on_and_approved(world, idea):
    case = idea("on_agenda")
    vote = case.children.get()
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
    document = case.documents.get()
    assert (document.kind, document.content_id) == ("minutes_extract", event.facts["sha256"])
    assert bytes(document.content.content).startswith(b"%PDF")
    assert state(case) == "recorded"


def test_an_incomplete_idea_is_not_submitted(world, idea):
    case = idea("draft")
    fire(case.pk, "edit", by=world.author, title="Pflegelotsen")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "submit", by=world.author)
    assert caught.value.key == "incomplete"
    assert state(case) == "draft"


def test_a_returned_idea_comes_back_to_its_group(world, idea):
    case = idea("in_working_group")
    fire(case.pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    assert state(case) == "returned"
    fire(case.pk, "resubmit", by=world.author)
    assert state(case) == "in_working_group"


def test_a_deferred_item_waits_at_the_office_until_the_day_named(world, idea):
    case = idea("on_agenda")
    fire(case.children.get().pk, "defer", by=world.chair, deferred_until="2030-03-01", reason="Träger fehlt.")
    assert state(case) == "deferred"
    assert case.deadlines.get(kind="deferred").due_on.isoformat() == "2030-03-01"
    fire(case.pk, "put_on_agenda", by=world.office)
    assert state(case) == "on_agenda"


def test_a_rejected_idea_is_at_its_end(world, vote):
    case = vote()
    cast(case, world.steering, "no")
    assert (state(case), state(case.parent)) == ("rejected", "rejected")


def test_a_withdrawn_idea_ends_the_vote_on_it(world, vote):
    case = vote()
    fire(case.parent_id, "withdraw", by=world.author, reason="Erledigt.")
    assert (state(case), state(case.parent)) == ("aborted", "withdrawn")


def test_a_stranger_sees_nothing(world, idea):
    case = idea("submitted")
    with pytest.raises(Refused) as caught:
        fire(case.pk, "withdraw", by=world.stranger, reason="x")
    assert caught.value.key == "not_found"
