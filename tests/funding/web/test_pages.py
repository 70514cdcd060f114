"""What the pages show to whom."""

import datetime as dt
import re
from collections.abc import Mapping

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client

from funding.decisions.models import Decision
from funding.documents.filing import store
from funding.people.models import User
from funding.web.deadlines import deadline_rows
from tests.funding.ideas.story import consultation_of
from tests.funding.web.conftest import carried, carried_by
from workflows import clock
from workflows.engine import available, fire
from workflows.models import OPEN, Case, Deadline, Task

pytestmark = pytest.mark.django_db
MET, MISSED = Deadline.Status.MET, Deadline.Status.MISSED
SIGNED_OUT = ["/directory/", "/accessibility/", "/privacy/", "/imprint/", "/accounts/login/"]
SIGNED_IN = [
    "/",
    "/tasks/",
    "/cases/",
    "/ideas/new/",
    "/account/",
    "/cases/1/",
    "/cases/1/begin/change/",
    "/documents/1/",
    "/ways/idea-1.bpmn",
]


def text(client, address: str) -> str:
    return client.get(address, follow=True).content.decode()


@pytest.mark.parametrize("address", SIGNED_OUT)
def test_anybody_reads_what_is_public(client, db, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", SIGNED_IN)
def test_everything_else_asks_who_one_is(client, db, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_our_pages_bring_no_script(world, vote, as_person):
    ballot, client = vote(), as_person(world.steering[1])
    addresses = ["/", "/tasks/", "/cases/", f"/cases/{ballot.pk}/", f"/cases/{ballot.pk}/cast/"]
    assert [address for address in addresses if "<script" in text(client, address)] == []


def test_nobody_signs_up_and_who_signs_in_comes_to_the_start_page(client, db):
    get_user_model().objects.create_user("alice@example.org", "Alice Adam", "right-and-long-enough")
    new = {"email": "bob@example.org", "password1": "right-and-long-enough"}
    client.post("/accounts/signup/", new)
    assert list(get_user_model().objects.values_list("name", flat=True)) == ["Alice Adam"]
    EmailAddress.objects.create(user=get_user_model().objects.get(), email="alice@example.org", verified=True)
    answer = client.post("/accounts/login/", {"login": "alice@example.org", "password": "right-and-long-enough"})
    assert (answer.status_code, answer.url) == (302, "/")


def test_what_signing_in_needs_is_called_the_same_everywhere(as_person, stranger):
    person, nobody = as_person(stranger), Client(headers={"accept-language": "en"})
    linked = re.search(r'<a[^>]* href="/accounts/2fa/">([^<]*)</a>', text(person, "/account/"))
    heading = re.search(r"<h1>\s*(.*?)\s*</h1>", text(person, "/accounts/2fa/"))
    assert (linked[1], heading[1]) == ("Two-Factor Authentication", "Two-Factor Authentication")
    assert "Sign in with a security key (passkey)" in text(nobody, "/accounts/login/")
    assert re.search(r"<h2>\s*Security Keys\s*</h2>", text(person, "/accounts/2fa/"))


def test_a_stranger_finds_no_case_no_document_no_task(world, vote, as_person, stranger):
    ballot = vote()
    task = Task.objects.filter(process=ballot).first()
    client = as_person(stranger)
    asked = [f"/cases/{ballot.pk}/", f"/cases/{ballot.pk}/cast/", f"/cases/{ballot.pk}/vote-result/"]
    assert [client.get(address).status_code for address in asked] == [404, 404, 404]
    assert client.post(f"/cases/{ballot.pk}/cast/", {**carried(), "choice": "yes"}).status_code == 404
    assert client.post(f"/tasks/{task.pk}/claim/", carried()).status_code == 404
    assert "Pflegelotsen" not in text(client, "/") + text(client, "/cases/") + text(client, "/tasks/")


def test_the_start_page_shows_what_waits_and_for_whom_one_waits(world, idea, as_person):
    case = idea("submitted")
    office, author = text(as_person(world.office), "/"), text(as_person(world.author), "/")
    assert f'<a class="kern-link" href="/cases/{case.pk}/">Assign the idea to a working group</a>' in office
    assert "Nothing is waiting for you at the moment." in author
    assert "Assign the idea to a working group · Coordination office" in author


@pytest.mark.parametrize(("days", "dates"), [(-1, 0), (0, 1), (1, 1)])
def test_the_next_dates_begin_with_todays_and_lead_to_the_calendar(world, idea, as_person, today_is, days, dates):
    due_on = Task.objects.get(OPEN, process=idea("submitted")).due_on
    today_is((due_on - dt.timedelta(days)).isoformat())
    page = text(as_person(world.office), "/")
    assert page.count('<time class="fw-day"') == dates
    assert page.count('href="/account/calendar/"') == dates


def test_a_task_is_taken_on_and_given_back(world, idea, as_person):
    case, client = idea("submitted"), as_person(world.office)
    task = Task.objects.get(process=case, desk__isnull=False)
    page = text(client, f"/cases/{case.pk}/")
    assert "Take the task on" in page
    client.post(f"/tasks/{task.pk}/claim/", carried(case.seq))
    assert Task.objects.get(pk=task.pk).owner == world.office
    assert "Give the task back" in text(client, f"/cases/{case.pk}/")
    client.post(f"/tasks/{task.pk}/release/", carried(Case.objects.get(pk=case.pk).seq))
    assert Task.objects.get(pk=task.pk).owner is None


def test_several_tasks_are_taken_on_at_once(world, idea, as_person):
    idea("submitted"), idea("recommended")
    client = as_person(world.office)
    tasks = list(Task.objects.filter(desk__role="coordination_office", status="NEW").values_list("pk", flat=True))
    sent = {**carried_by(text(client, "/tasks/")), "act": "claim", "task": tasks}
    client.post("/tasks/", sent)
    assert Task.objects.filter(pk__in=tasks, owner=world.office).count() == len(tasks) == 2


def test_cases_are_found_by_title_and_number_and_come_page_by_page(world, idea, as_person):
    case = idea("submitted")
    client = as_person(world.author)
    found = [text(client, f"/cases/?q={words}") for words in ("lotsen", case.dossier.number, "Zebra")]
    assert [f"/cases/{case.pk}/" in page for page in found] == [True, True, False]
    assert "No case fits." in found[2]


def test_the_way_shows_where_a_case_stands_and_what_it_went_round(world, idea, as_person):
    case = idea("in_working_group")
    fire(consultation_of(case).pk, "send_back", by=world.lead, reason="Es fehlt ein Träger.")
    fire(case.pk, "submit", by=world.author)
    page = text(as_person(world.author), f"/cases/{case.pk}/")
    here = '<li class="here" aria-current="step"><b><span class="kern-sr-only">now here: </span>Working group</b>'
    assert here in page
    assert "once: Returned for revision" in page
    assert "The working group returned the idea for revision. “Es fehlt ein Träger.”" in page
    assert "It is the turn of the lead of the working group: Discuss the idea and recommend." in page


@pytest.mark.parametrize(
    ("status", "closed", "words"),
    [
        (MET, "2026-05-12T22:30Z", "met on 13 May 2026"),
        (MISSED, "2026-07-15T10:00Z", "missed, ended on 15 Jul 2026"),
        (MET, "2026-07-01T10:00Z", "met"),
    ],
)
def test_a_deadline_that_is_over_says_when_it_ended(world, idea, status, closed, words):
    case = idea("submitted")
    case.deadlines.update(status=status, closed_at=dt.datetime.fromisoformat(closed), due_on="2026-06-30")
    rows = deadline_rows(case, inside=True)
    assert [(row["badge"]["words"], row["aside_note"]) for row in rows] == [(words, "due 30 Jun 2026")]


def test_a_refusal_is_explained_before_the_click(world, idea, as_person):
    case = idea("draft")
    fire(case.pk, "edit", by=world.author, title="Nur ein Titel")
    page = as_person(world.author).get(f"/cases/{case.pk}/").context
    missing = "Submit the idea: Still missing: “in three sentences”, “what is missing today”, “for whom”."
    assert (page["hindrances"], page["refusals"], buttons(page, "submit")) == ([missing], [], [])


def test_what_a_voter_cannot_do_now_stays_closed_below_the_card(world, vote, as_person):
    ballot, (chair, voter, *_) = vote(), world.steering
    fire(ballot.pk, "cast", by=voter, seen=card_of(ballot, voter), choice="yes")
    answer = as_person(chair).get(f"/cases/{ballot.pk}/")
    refused = [sentence.partition(":")[0] for sentence in answer.context["refusals"]]
    closed = ["Close the vote and establish the result", "End without a resolution"]
    assert (answer.context["hindrances"], refused) == ([], closed)
    opened = answer.content.decode().partition("<summary>What is not possible now</summary>")[2]
    assert "End without a resolution: Votes have been cast already." in opened.partition("</details>")[0]


def test_who_may_not_vote_yet_is_told_why_openly(world, vote, as_person):
    ballot = vote("session", present=2)
    page = as_person(world.steering[5]).get(f"/cases/{ballot.pk}/").context
    reason = "Your seat is not on the attendance list. Ask the office to add it."
    assert page["hindrances"] == [f"Cast your vote: {reason} (standing orders of the body)"]


def test_a_vote_is_cast_changed_and_counted(world, vote, as_person):
    ballot = vote()
    client, address = as_person(world.steering[1]), f"/cases/{ballot.pk}/cast/"
    page = text(client, address)
    assert "checked" not in page
    client.post(address, {**carried_by(page), "choice": "no"})
    page = text(client, address)
    assert "So far you have voted: <strong>No</strong>." in page
    client.post(address, {**carried_by(page), "choice": "yes"})
    for person in [*world.steering[:1], *world.steering[2:]]:
        other = as_person(person)
        other.post(address, {**carried_by(text(other, address)), "choice": "yes"})
    result = text(client, f"/cases/{ballot.pk}/vote-result/")
    assert "Adopted: Pflegelotsen im Quartier" in result
    assert "7 entitled to vote: 7 yes." in result


def test_who_has_voted_is_told_so_and_may_change_the_vote(world, vote, as_person):
    ballot, (_chair, voter, other, *_) = vote(), world.steering
    fire(ballot.pk, "cast", by=voter, seen=card_of(ballot, voter), choice="yes")
    shown = [as_person(person).get(f"/cases/{ballot.pk}/").context for person in (voter, other)]
    assert [page["done"] for page in shown] == ["Your vote has been cast.", None]
    assert [page["turn"] for page in shown] == [False, True]
    assert [buttons(page, "cast") for page in shown] == [[("Change the vote", False)], [("Cast your vote", True)]]


def test_a_vote_that_is_final_offers_no_change(world, vote, as_person):
    ballot, voter = vote(), world.steering[1]
    fire(ballot.pk, "cast", by=voter, seen=card_of(ballot, voter), choice="yes")
    Decision.objects.filter(pk=ballot.pk).update(orders=ballot.decision.orders | {"ballots_changeable": False})
    page = as_person(voter).get(f"/cases/{ballot.pk}/").context
    assert (page["done"], buttons(page, "cast")) == ("Your vote has been cast.", [])


def card_of(ballot: Case, voter: User) -> str:
    return next(offer.seen for offer in available(ballot, by=voter) if offer.move.name == "cast")


def buttons(page: Mapping, move: str) -> list[tuple[str, bool]]:
    return [(button["text"], button["main"]) for button in page["moves"] if button["href"].endswith(f"/{move}/")]


def test_an_idea_is_written_down_once_however_often_one_clicks(world, as_person):
    client = as_person(world.author)
    sent = {**carried_by(text(client, "/ideas/new/")), "region": world.region.pk, "title": "Vorlesepaten"}
    answers = [client.post("/ideas/new/", sent) for _click in range(2)]
    case = Case.objects.get(title="Vorlesepaten")
    assert [answer.url for answer in answers] == [f"/cases/{case.pk}/"] * 2
    assert (case.state, case.opened_by) == ("draft", world.author)


def test_an_idea_with_a_wrong_entry_is_not_written_down_and_nothing_typed_is_lost(world, as_person):
    client = as_person(world.author)
    hidden = carried_by(text(client, "/ideas/new/"))
    wrong = {"region": world.region.pk, "title": "Vorlesepaten", "total_cost": "zehn", "need": "Kinder sind allein."}
    answer = client.post("/ideas/new/", {**hidden, **wrong})
    page = answer.content.decode()
    assert (answer.status_code, Case.objects.count()) == (422, 0)
    assert "Expected total cost: Enter an amount in figures, for example 2.000,00." in page
    assert "Kinder sind allein." in page


def test_a_document_is_saved_not_shown_and_read_with_its_case(world, vote, as_person, stranger):
    ballot = vote()
    facts = {"kind": "attachment", "content": b"%PDF-1.7 %%EOF", "media_type": "application/pdf", "source": "upload"}
    paper = store(ballot.parent_id, title="Kostenplan für alle", by=None, at=clock.now(), **facts)
    address = f"/documents/{paper.pk}/"
    answer = as_person(world.office).get(address)
    assert answer.content == b"%PDF-1.7 %%EOF"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''Kostenplan%20f%C3%BCr%20alle-v1.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert as_person(world.steering[1]).get(address).status_code == 200
    assert as_person(stranger).get(address).status_code == 404


def test_the_directory_is_searched_and_narrowed(world, as_person):
    page = text(as_person(world.author), "/directory/?q=Demenz&state=NI")
    assert "“Demenz”" in page
    assert "Federal state: Lower Saxony" in page


def test_a_date_of_another_year_names_the_year(world, idea, as_person, today_is):
    today_is(dt.date(2026, 12, 30).isoformat())
    idea("submitted")
    assert "2027" in text(as_person(world.office), "/tasks/")


def test_who_may_not_read_the_vote_is_told_that_another_case_decides(as_person, world, vote):
    idea = vote().parent
    assert "decided in another case" in text(as_person(world.author), f"/cases/{idea.pk}/")
    assert "decided in the case “Decision" in text(as_person(world.office), f"/cases/{idea.pk}/")


def test_the_card_of_a_vote_names_no_paper_that_the_voter_may_not_read(world, vote, idea, as_person):
    case = vote()
    facts = {"media_type": "application/pdf", "by": None, "at": clock.now(), "source": "upload", "kind": "paper"}
    store(idea("draft").pk, title="Foreign", content=b"%PDF 1", about=case.pk, **facts)
    store(case.pk, title="Ours", content=b"%PDF 2", **facts)
    page = as_person(world.steering[1]).get(f"/cases/{case.pk}/cast/")
    assert [paper["text"] for paper in page.context["papers"]] == ["Ours"]
