"""Until the notice is sent the recipient learns nothing of it: not the letter, not the sum, not the collection."""

import datetime as dt
import json

import pytest

from funding.disclosure.report import as_json
from funding.reclaims.models import Reclaim
from tests.funding.asking import refusal, state, told
from tests.funding.awards.story import REMEDY
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import pay
from workflows import clock
from workflows.engine import fire
from workflows.models import Case, Holder
from workflows.reading import desks_of, events_of, may_read, shown_number, with_shown_number

pytestmark = pytest.mark.django_db


def read_by(person, *cases):
    return [may_read(case, person.pk, clock.today()) for case in cases]


def parts(case):
    """The reclaim, its notice, its collection."""
    return case, below(case, "notice"), below(case, "collection")


def letters_read(case, client, person):
    client.force_login(person)
    found = [paper for each in parts(case) for paper in each.documents.filter(kind="reclaim_notice")]
    return [client.get(f"/documents/{paper.pk}/").status_code for paper in found]


def test_issued_it_is_read_in_the_office_alone(world, reclaim, client):
    case = reclaim("issued")
    assert [read_by(person, *parts(case)) for person in (world.signatory, world.case_worker, world.stranger)] == [
        [True, False, False], [True] * 3, [False] * 3,
    ]  # fmt: skip
    assert [letters_read(case, client, person) for person in (world.signatory, world.case_worker)] == [[404], [200]]
    held = world.signatory.desks_held.values_list("desk__role", "desk__place")
    assert {event.move for event in events_of(case, held)} == {"open", "answer"}
    assert not may_read(below(case, "reclaim_ruling"), world.signatory.pk, clock.today())


def kinds_reported(person):
    sections = json.loads("".join(as_json(person)))["sections"]
    cases = {row["kind"] for row in sections["cases"]["rows"]}
    return cases, {(row["kind"], row["move"]) for row in sections["events"]["rows"]}


@pytest.mark.parametrize("to", ["in_preparation", "signed", "issued"])
def test_the_report_to_who_answered_has_their_answer_and_nothing_of_the_notice_that_began_by_it(world, reclaim, to):
    case = reclaim(to)
    begun = below(case, "reclaim_ruling")
    assert (begun.opened_by, read_by(world.signatory, begun)) == (world.signatory, [False])
    cases, events = kinds_reported(world.signatory)
    assert ("reclaim", "answer") in events
    assert [kind for kind in (*cases, *(kind for kind, _move in events)) if kind == "reclaim_ruling"] == []


def test_who_has_left_the_desk_keeps_their_deeds_in_the_report_and_no_state_of_the_case(world, reclaim):
    reclaim("signed")
    asked, before = kinds_reported(world.case_worker)
    assert "reclaim" in asked
    assert ("reclaim_ruling", "sign") in before
    Holder.objects.filter(person=world.case_worker).update(until_on=clock.today() - dt.timedelta(days=1))
    cases, events = kinds_reported(world.case_worker)
    assert "reclaim" not in cases
    assert {move for _kind, move in before - events} == {"open"}


def test_what_it_says_is_read_on_the_page_once_it_is_sent(world, reclaim, client):
    case = reclaim("in_preparation")
    let(case, "draft", by=world.case_worker, drafted="3210.00", reasons="x", pay_by="2025-08-15", **REMEDY)
    let(case, "sign", by=world.case_worker)
    let(case, "issue", by=world.approver)
    before = shown_to(client, world.signatory, case)
    assert ("3.210,00" in before, "5.000,00" in before, "Erlassen am" in before) == (False, True, False)
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-10")
    after = shown_to(client, world.signatory, case)
    assert ("3.210,00" in after, "5.000,00" in after, "Erlassen am" in after) == (True, False, True)


def test_called_back_it_stays_there_with_what_has_been_paid(world, reclaim, client):
    case = reclaim("issued")
    pay(world, case, "1000.00", "2025-06-10")
    let(case, "reopen", by=world.approver, reason="Ein Tippfehler.")
    assert (below(case, "notice").state, below(case, "collection").state) == ("moot", "under_reserve")
    assert read_by(world.signatory, *parts(case)) == [True, False, False]
    assert (letters_read(case, client, world.signatory), told("reclaim.payment")) == ([404], set())


def test_sent_the_recipient_reads_the_letter_and_with_the_first_payment_the_collection(world, reclaim, client):
    case = reclaim("sent")
    assert (read_by(world.signatory, *parts(case)), letters_read(case, client, world.signatory)) == (
        [True, True, False], [200],
    )  # fmt: skip
    pay(world, case, "1000.00", "2025-06-11")
    assert (read_by(world.signatory, *parts(case)), told("reclaim.payment")) == ([True] * 3, {world.signatory.pk})
    assert (read_by(world.stranger, *parts(case)), state(below(case, "collection"))) == ([False] * 3, "under_reserve")


def test_final_the_recipient_is_told_of_each_payment(world, reclaim):
    case = reclaim("final")
    assert read_by(world.signatory, *parts(case)) == [True] * 3
    let(case, "note_payment", by=world.case_worker, amount="1000.00", value_date="2025-07-12")
    assert told("reclaim.payment") == {world.signatory.pk}


@pytest.fixture
def reckoned(world, reclaim):
    """The interest is reckoned by a notice that is not sent; the day to pay of the first notice was 2025-07-31."""
    case = reclaim("final")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-07-12")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    return case


def shown_to(client, person, money):
    """What the pages, the history and the API say of the collection."""
    client.force_login(person)
    page = client.get(f"/cases/{money.pk}/").content.decode()
    answers = [client.get(f"/api/v1/cases/{money.pk}/{part}/").content.decode() for part in ("events", "deadlines")]
    return " ".join([page, *answers, client.get("/inbox/").content.decode()])


def test_of_a_notice_of_interest_not_sent_the_recipient_learns_neither_the_sum_nor_the_day(world, reckoned, client):
    money = below(reckoned, "collection")
    interest = str(Reclaim.objects.get().interest)
    signs = (interest, interest.replace(".", ","), "2025-12-01", "01.12.2025", "1. Dezember 2025", "reckon_interest")
    seen = {
        person: shown_to(client, person, money) + shown_to(client, person, reckoned)
        for person in (world.signatory, world.case_worker)
    }
    assert [sign for sign in signs if sign in seen[world.signatory]] == []
    assert [sign for sign in ("2025-12-01", "reckon_interest") if sign not in seen[world.case_worker]] == []


def test_taken_back_it_comes_to_nothing_and_nobody_outside_learns_of_it(world, reckoned, client):
    day = Reclaim.objects.get().pay_by
    let(reckoned, "propose_relief", by=world.case_worker, relief="interest", reason="Falscher Tag.")
    let(reckoned, "take_back_interest", by=world.approver)
    money = below(reckoned, "collection")
    assert (below(money, "notice").state, told("notice.taken_back"), told("reclaim.interest_taken_back")) == (
        "moot", set(), set(),
    )  # fmt: skip
    assert read_by(world.signatory, below(money, "notice")) == [False]
    assert Reclaim.objects.get().pay_by < day
    assert "2025-12-01" not in shown_to(client, world.signatory, money)


def test_one_that_was_sent_is_read_annulled_and_the_recipient_told(world, reckoned, client):
    money = below(reckoned, "collection")
    posted = {"channel": "formal", "posted_on": clock.today().isoformat()}
    fire(below(money, "notice").pk, "dispatch", by=world.case_worker, **posted)
    page = shown_to(client, world.signatory, money)
    assert ("Festgesetzte Zinsen" in page, "01.12.2025" in page) == (True, True)
    let(reckoned, "propose_relief", by=world.case_worker, relief="interest", reason="Falscher Tag.")
    let(reckoned, "take_back_interest", by=world.approver)
    assert (below(money, "notice").state, told("reclaim.interest_taken_back")) == ("annulled", {world.signatory.pk})


def test_outsiders_count_only_what_they_see(world, reckoned):
    """Between the payment and the proposal interest was reckoned: for the recipient one follows the other."""
    let(reckoned, "propose_relief", by=world.case_worker, relief="interest", reason="Falscher Tag.")
    money = below(reckoned, "collection")

    def numbers(person, **more):
        return [event.number for event in events_of(money, desks_of(person.pk, clock.today()), **more)]

    assert numbers(world.case_worker) == list(range(money.seq, 0, -1))
    assert numbers(world.signatory) == list(range(money.seq - 1, 0, -1))
    assert numbers(world.signatory, before=3, limit=1) == [2]
    assert shown_number(money, inside=False) == with_shown_number(Case.objects).get(pk=money.pk).shown == money.seq - 1


def test_what_outsiders_have_looked_at_is_not_stale_by_what_they_do_not_see(world, reclaim):
    """The interest was reckoned, which the recipient does not learn; for the office the case has moved on."""
    case = reclaim("final")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date="2025-07-12")
    money = below(case, "collection")
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")

    old = {"seen": money.seq, "amount": "1.00", "value_date": "2025-07-12"}
    assert refusal(money, "note_payment", by=world.case_worker, **old) == "someone_was_faster"
    assert shown_number(Case.objects.get(pk=money.pk), inside=False) == money.seq
