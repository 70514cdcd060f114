"""A statement whose body's resolution falls: before it is sent it goes back, afterwards the office hears of it."""

import pytest

from funding.statements.opening import open_statement
from notifications.models import Message
from tests.funding.applications.story import cast, vote_of
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("sent", "after", "move"), [(False, "draft", "follow_fall"), (True, "sent", "hear_of_fall")])
def test_a_statement_follows_the_fall_or_hears_of_it(world, today_is, sent, after, move):
    today_is("2024-06-03")
    statement = open_statement(world.steering_group, by=world.office, title="Fahrdienste", group=world.group)
    written = {"title": "Fahrdienste", "wording": "Wir bitten um Hilfe.", "addressee": "Ministerium"}
    address = {"street": "Am Deich 4", "postcode": "99990", "town": "Musterstadt"}
    fire(statement.pk, "edit", by=world.office, **written, **address)
    fire(statement.pk, "put_on_agenda", by=world.office)
    vote = vote_of(statement)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering)
    if sent:
        fire(statement.pk, "send", by=world.office, answer_by="2024-09-02")
    seat, today = Case.objects.get(pk=vote.pk).decision.electorate[1]["seat"], clock.today().isoformat()
    fire(vote.pk, "challenge", by=world.office, seat=seat, received_on=today, fault="procedure", reason="x")
    challenge = vote.children.get()
    fire(challenge.pk, "examine", by=world.office, found=True, decisive=True, finding="Nicht geladen.")
    fire(challenge.pk, "decide", by=world.chair, reason="x")
    if sent:
        fire(challenge.pk, "give_up", by=world.chair, reason="x")
    followed = Case.objects.get(pk=statement.pk)
    assert (followed.state, followed.events.filter(move=move).count()) == (after, 1)
    assert Message.objects.filter(kind="statement.resolution_fell").count() == 1
