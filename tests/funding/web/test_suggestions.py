"""Anybody hands in an idea without an account; nothing of it is a case before the address is confirmed."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from funding.disclosure.sections import SECTIONS
from funding.ideas.models import Idea
from funding.retention.reckoning import class_of
from funding.suggestions.intake import confirm, erase_unconfirmed, take_in, waiting
from funding.suggestions.models import HandedIn, Suggestion
from funding.web import suggestions as page
from notifications.delivery import deliver_due
from notifications.models import Message
from tests.funding.asking import refusal, state, wrong
from workflows import clock
from workflows.engine import fire
from workflows.models import Case, Desk, Dossier

pytestmark = pytest.mark.django_db
SENT = {
    "title": "Bürgerbus zur Praxis",
    "problem": "Ohne Auto kommt man nicht hin.",
    "goal": "Jede Woche fährt ein Bus.",
    "name": "Erna Meier",
    "email": "erna@example.org",
}


@pytest.fixture(autouse=True)
def open_region(world):
    world.region.takes_ideas = True
    world.region.save(update_fields=["takes_ideas"])
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def confirmed(world):
    """What became of an idea whose address was confirmed."""

    def brought(**other) -> Suggestion:
        sent = take_in(world.region, language="de", **SENT | other)
        return Suggestion.objects.get(pk=confirm(token_of(sent)).pk)

    return brought


def token_of(sent):
    return re.search(r"/hand-in/confirm/([^/]+)/", Message.objects.get(about=f"handed in {sent.secret}").link)[1]


def hand_in(region, client=None, *, waited=True, monkeypatch=None, **other):
    client = client or Client()
    url = reverse("hand_in", args=[region.pk])
    shown = client.get(url).context["form"].initial["shown"]
    monkeypatch.setattr(page, "LEAST_SECONDS", -1 if waited else 60)
    return client.post(url, {**SENT, "consent": "on", "website": "", "shown": shown, **other})


def test_an_idea_waits_until_its_address_is_confirmed_and_then_goes_to_the_regions_office(world, monkeypatch):
    answer = hand_in(world.region, monkeypatch=monkeypatch)
    assert (answer.status_code, answer.url) == (302, reverse("handed_in"))
    sent = HandedIn.objects.get()
    assert (Case.objects.count(), Dossier.objects.count()) == (0, 0)
    link = Message.objects.get(kind="suggestion.confirm").link
    looked = Client().get(link)
    assert (looked.status_code, HandedIn.objects.count()) == (200, 1)
    assert Client().post(link).status_code == 200
    case = Suggestion.objects.get()
    assert (case.state, case.title, case.sender) == ("confirmed", sent.title, sent.name)
    assert (HandedIn.objects.count(), Client().post(link).status_code, Client().get(link).status_code) == (0, 404, 404)
    told = Message.objects.filter(kind="suggestion.arrived").values_list("person_id", flat=True)
    assert list(told) == [world.office.pk]
    assert Suggestion.objects.count() == 1


def test_only_the_regions_office_reads_it(world, confirmed):
    case = confirmed()
    others = [world.stranger, world.author, world.lead, world.chair, world.case_worker, world.applicant]
    assert {refusal(case, "decline", by=who, reason="x") for who in others} == {"not_found"}
    assert refusal(case, "confirm", by=world.office) == "not_possible_here"


def test_accepted_it_is_a_draft_of_the_office_that_names_who_had_it(world, confirmed):
    case = confirmed()
    assert refusal(case, "accept", by=world.stranger) == "not_found"
    fire(case.pk, "accept", by=world.office)
    idea, case = Idea.objects.get(), Suggestion.objects.get()
    assert (idea.state, idea.opened_by, idea.source, idea.origin) == ("draft", world.office, "public", "Erna Meier")
    assert (idea.title, idea.need, idea.summary) == (SENT["title"], SENT["problem"], SENT["goal"])
    assert (case.state, case.became, case.email, case.sender) == ("accepted", idea, "", "Erna Meier")


def test_or_of_the_lead_of_a_working_group(world, confirmed):
    case, group = confirmed(), world.group
    assert wrong(case, "accept", by=world.office, group=world.steering_group.pk) == "group"
    fire(case.pk, "accept", by=world.office, group=group.pk)
    assert Idea.objects.get().opened_by == world.lead
    assert Message.objects.get(kind="suggestion.taken_up").person_id == world.lead.pk


def test_declined_the_sender_hears_the_reason_and_is_forgotten(world, confirmed):
    case = confirmed()
    assert wrong(case, "decline", by=world.office) == "reason"
    fire(case.pk, "decline", by=world.office, reason="Das gibt es schon.")
    case = Suggestion.objects.get()
    assert (case.state, case.sender, case.email, Idea.objects.count()) == ("declined", "", "", 0)
    told = Message.objects.get(kind="suggestion.declined")
    assert (told.address, told.context["reason"]) == ("erna@example.org", "Das gibt es schon.")


def test_withdrawn_nothing_of_what_was_written_is_left(world, confirmed):
    case = confirmed()
    assert refusal(case, "withdraw", by=world.stranger) == "not_found"
    fire(case.pk, "withdraw", by=world.office)
    case = Suggestion.objects.get()
    assert {case.sender, case.email, case.problem, case.goal} == {""}
    assert (case.state, case.title, case.dossier.title) == ("withdrawn", "–", "–")
    assert SENT["title"] not in str(list(Message.objects.values_list("context", flat=True)))


def test_what_nobody_confirms_is_deleted_with_its_mail(world, today_is):
    sent = take_in(world.region, language="de", **SENT)
    token = token_of(sent)
    today_is(sent.erase_on.isoformat())
    assert (erase_unconfirmed(), waiting(token)) == (0, sent)
    today_is((sent.erase_on + dt.timedelta(days=1)).isoformat())
    assert (waiting(token), confirm(token)) == (None, None)
    assert (erase_unconfirmed(), HandedIn.objects.count(), Message.objects.count()) == (1, 0, 0)


def test_a_forged_link_confirms_nothing(world):
    take_in(world.region, language="de", **SENT)
    assert Client().post(reverse("hand_in_confirm", args=["x" * 40])).status_code == 404
    assert (HandedIn.objects.count(), Case.objects.count()) == (1, 0)


def test_a_region_that_takes_none_has_no_such_page(world, monkeypatch):
    token = token_of(take_in(world.region, language="de", **SENT))
    world.region.takes_ideas = False
    world.region.save(update_fields=["takes_ideas"])
    assert Client().get(reverse("hand_in", args=[world.region.pk])).status_code == 404
    assert confirm(token) is None
    assert world.region.name not in Client().get(reverse("hand_in_regions")).content.decode()


@pytest.mark.parametrize("field", ["title", "problem", "goal", "name", "email", "consent"])
def test_everything_is_asked_for(world, monkeypatch, field):
    answer = hand_in(world.region, monkeypatch=monkeypatch, **{field: ""})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_machines_are_kept_out_quietly(world, monkeypatch):
    trapped = hand_in(world.region, monkeypatch=monkeypatch, website="https://spam.example")
    assert (trapped.status_code, HandedIn.objects.count()) == (302, 0)
    hasty = hand_in(world.region, monkeypatch=monkeypatch, waited=False)
    assert (hasty.status_code, HandedIn.objects.count()) == (422, 0)
    assert hand_in(world.region, monkeypatch=monkeypatch, shown="forged").status_code == 422
    assert hand_in(world.region, monkeypatch=monkeypatch, problem="x" * 3001).status_code == 422


def test_the_fourth_mail_of_a_day_to_an_address_is_not_sent_and_nobody_learns_it(world, monkeypatch):
    answers = [hand_in(world.region, monkeypatch=monkeypatch, email=f"{name}@example.org") for name in ("erna",) * 4]
    assert {(each.status_code, each.url) for each in answers} == {(302, reverse("handed_in"))}
    assert (HandedIn.objects.count(), Message.objects.count()) == (3, 3)


def test_the_eleventh_from_a_connection_within_an_hour_is_refused(world, monkeypatch):
    answers = [
        hand_in(world.region, monkeypatch=monkeypatch, email=f"e{number}@example.org").status_code
        for number in range(11)
    ]
    assert answers == [302] * 10 + [429]


def test_a_connection_is_counted_whatever_address_of_its_own_it_takes(world, monkeypatch):
    answers = [
        hand_in(
            world.region,
            Client(REMOTE_ADDR=f"2001:db8:1:1::{number:x}"),
            monkeypatch=monkeypatch,
            email=f"erna{number}@example.org",
        ).status_code
        for number in range(1, 12)
    ]
    assert answers == [302] * 10 + [429]


@pytest.mark.parametrize("field", ["title", "problem", "goal", "name"])
def test_what_no_letter_can_show_is_refused_at_its_field(world, monkeypatch, field):
    answer = hand_in(world.region, monkeypatch=monkeypatch, **{field: "Bus\x1b[31m"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not HandedIn.objects.exists()


def test_where_the_office_is_gone_nothing_is_lost_and_the_page_is_closed(world, monkeypatch):
    token = token_of(take_in(world.region, language="de", **SENT))
    Desk.objects.filter(role="coordination_office", place=world.region.place).update(role="former_office")
    answer = Client().post(f"/hand-in/confirm/{token}/")
    assert (answer.status_code, answer.context["later"], HandedIn.objects.count()) == (409, True, 1)
    assert Client().get(reverse("hand_in", args=[world.region.pk])).status_code == 404


def test_a_mail_to_a_stranger_that_keeps_killing_its_worker_is_given_up_with_its_address(world):
    take_in(world.region, language="de", **SENT)
    Message.objects.update(attempts=40)
    deliver_due()
    assert Message.objects.values_list("state", "address").get() == ("undelivered", "")


def test_an_address_that_is_known_gets_the_same_answer(world, monkeypatch):
    known = hand_in(world.region, monkeypatch=monkeypatch, email=world.office.email)
    other = hand_in(world.region, monkeypatch=monkeypatch)
    assert (known.status_code, known.url, known.content) == (other.status_code, other.url, other.content)


def test_hostile_text_stays_text_and_no_mail_to_an_unconfirmed_address_quotes_it(world, confirmed, as_person):
    hostile = "<script>alert(1)</script> {{ name }} https://spam.example"
    case = confirmed(title=hostile, name=hostile[:100], problem=hostile)
    shown = as_person(world.office).get(f"/cases/{case.pk}/").content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    take_in(world.region, language="de", **SENT | {"title": hostile, "name": hostile[:100]})
    ask = Message.objects.filter(kind="suggestion.confirm").latest("pk")
    assert "spam" not in str(ask.context)


@pytest.mark.django_db(transaction=True)
def test_the_mail_reaches_who_has_no_account_and_the_address_is_kept_no_longer(world):
    take_in(world.region, language="en", **SENT)
    assert deliver_due() == 1
    sent = Message.objects.get()
    assert (sent.state, sent.address) == ("sent", "")
    assert mail.outbox[-1].to == ["erna@example.org"]
    assert "Hello," in mail.outbox[-1].body
    assert "/hand-in/confirm/" in mail.outbox[-1].body


def test_who_is_known_by_the_same_address_reads_it_in_the_report_on_their_data(world, confirmed):
    confirmed(email=world.author.email)
    take_in(world.region, language="de", **SENT | {"email": world.author.email})
    by_key = {each.key: each for each in SECTIONS}
    for key in ("suggestions", "handed_in"):
        assert [row["title"] for row in by_key[key].rows(world.author)] == [SENT["title"]]
        assert list(by_key[key].rows(world.lead)) == []


def test_its_file_is_kept_like_that_of_an_idea_not_pursued(world, confirmed):
    case = confirmed()
    assert class_of([Case.objects.get(pk=case.pk)])[0] == "idea"
    assert state(case) == "confirmed"
    assert clock.today() < case.deadlines.get(kind="confirmed").due_on


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pages_are_there_in_both_languages(world, language):
    client = Client(headers={"accept-language": language})
    for url in (reverse("hand_in_regions"), reverse("hand_in", args=[world.region.pk]), reverse("handed_in")):
        answer = client.get(url)
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()
