"""An auditor's pages, an administrator's emergency, and what nobody finds by either."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from funding.documents.filing import store
from funding.documents.models import Document
from funding.ideas.opening import open_idea
from funding.people.models import User
from notifications.models import Message
from tests.funding.applications.story import cast, examination_of, vote_of
from tests.funding.web.conftest import carried
from workflows import clock
from workflows.engine import fire
from workflows.inspections import Inspection, Reading
from workflows.models import Bar, Case
from workflows.reading import events_of, readable_cases

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="/inspections/[0-9]+/cases/([0-9]+)/"')
WHY = "Prüfung des Landesrechnungshofs"


@pytest.fixture
def auditor(world):
    return User.objects.create(email="rechnungshof@x.example", name="Runa Hof")


@pytest.fixture
def administrator(world):
    return User.objects.create(email="betrieb@x.example", name="Adam Min", is_staff=True)


@pytest.fixture
def lent(world, auditor, as_person):
    """Access to what the authority reads, asked for and granted on the pages."""

    def lend(first=None, second=None, **more):
        first, second = first or world.case_worker, second or world.approver
        client = as_person(first)
        desk = re.search(r'<option value="([0-9]+)"', client.get("/inspections/new/").content.decode())[1]
        today = clock.today()
        days = {"first_day": today.isoformat(), "last_day": (today + dt.timedelta(days=30)).isoformat()}
        sent = {**carried(), "desk": desk, "email": auditor.email.upper(), "reason": WHY, **days, **more}
        assert client.post("/inspections/new/", sent).status_code == 302
        access = Inspection.objects.latest("pk")
        assert as_person(second).post(f"/inspections/{access.pk}/grant/").status_code == 302
        return Inspection.objects.get(pk=access.pk)

    return lend


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_auditor_reads_what_the_authority_reads_and_no_more(world, application, lent, auditor, as_person):
    case, access = application("ready"), lent()
    other = bring_other_draft(world)
    mine = {each.pk for each in readable_cases(world.case_worker)}
    client = as_person(auditor)
    assert set(map(int, LINK.findall(page(client, f"/inspections/{access.pk}/")))) == mine
    found = {pk for pk in Case.objects.values_list("pk", flat=True) if opens(client, access, pk)}
    assert (found, case.pk in found, other.pk in found) == (mine, True, False)


def bring_other_draft(world):
    return open_idea(world.region, by=world.author, title="Geheim", invented=True)


def opens(client, access, pk):
    return client.get(f"/inspections/{access.pk}/cases/{pk}/").status_code == 200


def test_the_usual_doors_stay_shut(world, application, lent, auditor, as_person):
    case, client = application("ready"), as_person(auditor)
    lent()
    paths = [
        f"/cases/{case.pk}/",
        f"/cases/{case.pk}/assess/",
        f"/cases/{case.pk}/readings/",
        f"/api/v1/cases/{case.pk}/",
    ]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert client.post(f"/cases/{case.pk}/withdraw/", {**carried(case.seq), "reason": "X"}).status_code == 404
    assert client.get("/api/v1/cases/").json()["results"] == []


def test_no_page_of_an_inspection_offers_anything_but_its_end(world, application, lent, auditor, as_person):
    case, access = application("ready"), lent()
    client = as_person(auditor)
    pages = [
        f"/inspections/{access.pk}/",
        f"/inspections/{access.pk}/log/",
        f"/inspections/{access.pk}/cases/{case.pk}/",
    ]
    forms = [re.findall(r'<form[^>]*action="(/inspections[^"]*|/cases[^"]*)"', page(client, path)) for path in pages]
    assert forms == [[f"/inspections/{access.pk}/end/"], [], []]


def test_the_assessment_is_read_as_the_authority_reads_it(world, application, lent, auditor, as_person):
    case, access = examination_of(application("ready")), lent()
    inside = [
        e
        for e in events_of(case, [("case_worker", world.authority.place)])
        if case.table.find(e.move) and case.table.find(e.move).inside
    ]
    assert inside
    words = [text for event in inside for text in event.words.values() if text]
    shown = page(as_person(auditor), f"/inspections/{access.pk}/cases/{case.pk}/")
    assert [text for text in words if text not in shown] == []


def test_access_of_a_region_shows_nothing_of_what_the_authority_keeps_inside(
    world, application, lent, auditor, as_person, administrator
):
    case = examination_of(application("ready"))
    access = lent(first=world.office, second=administrator)
    inside = [
        e
        for e in events_of(case, [("case_worker", world.authority.place)])
        if case.table.find(e.move) and case.table.find(e.move).inside
    ]
    words = [text for event in inside for text in event.words.values() if len(text) > 3]
    client = as_person(auditor)
    shown = page(client, f"/inspections/{access.pk}/cases/{case.pk}/") + page(client, f"/inspections/{access.pk}/log/")
    assert [text for text in words if text in shown] == []


def test_of_a_secret_vote_neither_page_nor_log_names_anybody(world, idea, lent, auditor, as_person, administrator):
    vote, seats = vote_of(idea("on_agenda")), world.steering_group.seats.order_by("number")
    demanded = {"ballot": "secret", "demanded_by": [seat.pk for seat in seats[:4]]}
    fire(vote.pk, "open_vote", by=world.office, procedure="circular", **demanded)
    cast(vote, world.steering)
    access = lent(first=world.office, second=administrator)
    client = as_person(auditor)
    found = "".join(page(client, f"/inspections/{access.pk}/{path}") for path in ("log/", f"cases/{vote.pk}/"))
    assert [person.name for person in world.steering[1:] if person.name in found] == []


def test_a_paper_is_read_by_its_case_and_not_otherwise(world, application, lent, auditor, as_person):
    case, access = application("ready"), lent()
    own = Document.objects.filter(case=case).first()
    secret = bring_other_draft(world)
    foreign = store(secret.pk, kind="attachment", title="Notiz", content=b"x", media_type="text/plain",
                    by=world.author.pk, at=clock.now(), source="upload")  # fmt: skip
    client = as_person(auditor)
    answers = [client.get(f"/inspections/{access.pk}/documents/{each.pk}/").status_code for each in (own, foreign)]
    assert answers == [200, 404]
    assert list(Reading.objects.filter(door="document").values_list("item", "case")) == [(own.pk, case.pk)]


def test_each_look_is_logged_before_anything_is_shown(world, application, lent, auditor, as_person):
    case, access = application("ready"), lent()
    client = as_person(auditor)
    for path in ("", "log/", f"cases/{case.pk}/", f"cases/{case.pk + 1000}/"):
        client.get(f"/inspections/{access.pk}/{path}")
    assert list(Reading.objects.order_by("pk").values_list("door", "case", "inspection__reader")) == [
        ("list", None, auditor.pk),
        ("log", None, auditor.pk),
        ("case", case.pk, auditor.pk),
    ]


def test_whose_case_it_is_sees_who_has_looked(world, application, lent, auditor, as_person, stranger):
    case, access = application("ready"), lent()
    assert "Who has looked at this case" not in page(as_person(world.applicant), f"/cases/{case.pk}/")
    page(as_person(auditor), f"/inspections/{access.pk}/cases/{case.pk}/")
    for person in (world.applicant, world.office, world.case_worker):
        assert f'href="/cases/{case.pk}/readings/"' in page(as_person(person), f"/cases/{case.pk}/")
        assert "Runa Hof" in page(as_person(person), f"/cases/{case.pk}/readings/")
    assert as_person(stranger).get(f"/cases/{case.pk}/readings/").status_code == 404
    assert case.title in page(as_person(world.approver), f"/inspections/{access.pk}/")


def test_an_inspection_is_nobody_elses(world, application, lent, auditor, as_person, stranger):
    case, access = application("ready"), lent()
    for person in (stranger, world.applicant, world.case_worker, world.office):
        client = as_person(person)
        paths = ["log/", f"cases/{case.pk}/", f"cases/{case.pk}/vote-result/", "documents/1/"]
        assert [client.get(f"/inspections/{access.pk}/{path}").status_code for path in paths] == [404] * 4
    assert as_person(stranger).get(f"/inspections/{access.pk}/").status_code == 404
    assert as_person(stranger).post(f"/inspections/{access.pk}/grant/").status_code == 404
    assert as_person(stranger).post(f"/inspections/{access.pk}/end/").status_code == 404
    assert as_person(stranger).post(f"/inspections/{access.pk}/steal/").status_code == 404
    assert "Runa Hof" not in page(as_person(stranger), "/inspections/")


def test_after_the_last_day_every_door_is_shut(world, application, lent, auditor, as_person, today_is):
    case, access = application("ready"), lent()
    today_is((access.ends_at + dt.timedelta(hours=12)).date().isoformat())
    client = as_person(auditor)
    paths = ["log/", f"cases/{case.pk}/", "documents/1/"]
    assert [client.get(f"/inspections/{access.pk}/{path}").status_code for path in paths] == [404] * 3
    assert "ended" in page(client, f"/inspections/{access.pk}/")


def renamed(case):
    """It moves on after it was looked at."""
    Case.objects.filter(pk=case.pk).update(title="Pflegelotsen, neuer Zuschnitt")
    return "neuer Zuschnitt"


def test_once_it_is_over_its_reader_reads_of_a_look_the_day_the_kind_and_the_file(
    world, application, lent, auditor, as_person, today_is
):
    case, access = application("ready"), lent()
    of_it, title = f"/inspections/{access.pk}/", renamed(case)
    assert title in page(as_person(auditor), f"{of_it}cases/{case.pk}/")
    today_is((access.ends_at + dt.timedelta(hours=12)).date().isoformat())
    seen = page(as_person(auditor), of_it)
    assert (title in seen, f"Case · {case.dossier.number}" in seen) == (False, True)
    assert title in page(as_person(world.approver), of_it)


def test_after_an_emergency_the_administrator_reads_the_file_and_the_office_the_title(
    world, application, administrator, as_person
):
    case, client = application("ready"), as_person(administrator)
    client.post("/inspections/emergency/", {**carried(), "number": str(case.pk), "reason": "Seite stürzt ab"})
    opened = Inspection.objects.get()
    of_it, title = f"/inspections/{opened.pk}/", renamed(case)
    assert title in page(client, of_it)
    client.post(f"{of_it}end/")
    for address in (of_it, "/inspections/"):
        seen = page(client, address)
        assert (title in seen, case.dossier.number in seen) == (False, True)
    assert title in page(as_person(world.office), of_it)


def test_it_is_ended_on_its_page(world, application, lent, auditor, as_person):
    case, access = application("ready"), lent()
    as_person(world.approver).post(f"/inspections/{access.pk}/end/")
    assert as_person(auditor).get(f"/inspections/{access.pk}/cases/{case.pk}/").status_code == 404


def test_the_first_person_reads_why_they_cannot_grant_it_too(world, application, lent, as_person):
    access = lent(second=world.case_worker)
    assert access.granted_at is None
    assert "open for reading" not in page(as_person(world.case_worker), f"/inspections/{access.pk}/")
    assert "Grant as the second person" in page(as_person(world.approver), f"/inspections/{access.pk}/")


def test_who_has_no_office_gives_no_access(world, as_person, stranger):
    people = (stranger, world.applicant, world.lead, world.author)
    assert [as_person(person).get("/inspections/new/").status_code for person in people] == [404] * 4
    assert [as_person(person).get("/inspections/emergency/").status_code for person in people] == [404] * 4


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "nobody@x.example"}, "Nobody signs in with this address."),
        ({"file": "X-99"}, "There is no such file, or you may not see it."),
        ({"reason": ""}, "Fill in this field."),
        ({"desk": "999999"}, "Select a valid choice."),
        ({"first_day": "2031-01-02", "last_day": "2031-01-01"}, "Enter a first and a last day"),
    ],
)
def test_what_is_wrong_is_said_beside_it(world, auditor, as_person, sent, said):
    client = as_person(world.case_worker)
    desk = re.search(r'<option value="([0-9]+)"', client.get("/inspections/new/").content.decode())[1]
    given = {"desk": desk, "email": auditor.email, "reason": WHY, "first_day": "2031-01-01", "last_day": "2031-01-02"}
    answer = client.post("/inspections/new/", {**carried(), **given, **sent})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Inspection.objects.count() == 0


def test_it_is_narrowed_to_a_file_and_to_a_programme(world, application, lent, auditor, as_person):
    case = application("ready")
    in_the_file = set(readable_cases(world.case_worker).filter(dossier=case.dossier).values_list("pk", flat=True))
    for more in ({"file": case.dossier.number}, {"programme": case.terms["programme"]}):
        access = lent(**more)
        found = set(map(int, LINK.findall(page(as_person(auditor), f"/inspections/{access.pk}/"))))
        assert found == in_the_file
    other = lent(programme="generic")
    assert LINK.findall(page(as_person(auditor), f"/inspections/{other.pk}/")) == []


def test_an_administrator_opens_a_case_in_an_emergency_and_its_office_learns_why(
    world, application, administrator, as_person
):
    case, client = application("ready"), as_person(administrator)
    assert client.get(f"/cases/{case.pk}/").status_code == 404
    sent = {**carried(), "number": str(case.pk), "reason": "Seite stürzt ab"}
    answer = client.post("/inspections/emergency/", sent, follow=True)
    opened = Inspection.objects.get()
    assert answer.redirect_chain == [(f"/inspections/{opened.pk}/cases/{case.pk}/", 302)]
    assert case.title in answer.content.decode()
    assert [each.person for each in Message.objects.filter(kind="inspection.emergency")] == [world.office]
    seen = page(as_person(world.office), f"/inspections/{opened.pk}/")
    assert ("Seite stürzt ab" in seen, "Adam Min" in seen, case.title in seen) == (True, True, True)
    assert "emergency" in page(as_person(world.applicant), f"/cases/{case.pk}/readings/")


def test_an_administrator_finds_no_case_by_a_wrong_number(world, administrator, as_person):
    for number in ("999999", "x", "0", ""):
        answer = as_person(administrator).post(
            "/inspections/emergency/", {**carried(), "number": number, "reason": "X"}
        )
        assert answer.status_code == 422
    assert Inspection.objects.count() == 0


@pytest.mark.parametrize("many", [1, 50])
def test_lists_ask_the_database_equally_often(world, application, lent, auditor, as_person, many):
    case, access = application("ready"), lent()
    days = {name: getattr(access, name) for name in ("begins_at", "ends_at", "asked_at", "granted_at")}
    for _number in range(many - 1):
        two = {"asked_by": world.case_worker, "second": world.approver}
        Inspection.objects.create(reader=auditor, desk=access.desk, reason=WHY, **two, **days)
        Reading.objects.create(inspection=access, door="case", case=case, at=clock.now())
    reader, office = as_person(auditor), as_person(world.case_worker)
    of_it = f"/inspections/{access.pk}/"
    asked = [(office, "/inspections/"), (office, of_it), (reader, of_it), (reader, f"{of_it}log/")]
    page(reader, "/inspections/")
    assert [queries(*each) for each in (*asked, (reader, f"{of_it}cases/{case.pk}/"))] == [5, 8, 9, 10, 14]


def queries(client, address):
    with CaptureQueriesContext(connection) as made:
        page(client, address)
    return len(made)


def test_every_address_of_an_inspection_is_asked_for_here():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and "inspect" in name}
    assert names == {
        "inspections", "inspection", "inspection_new", "inspection_act", "inspected_case", "inspected_log",
        "inspected_document", "inspected_result",
    }  # fmt: skip


def test_a_paper_on_a_question_from_which_the_auditor_is_excluded_is_not_read(
    world, application, lent, auditor, as_person
):
    case, access = application("ready"), lent()
    facts = {"kind": "paper", "title": "Vorlage", "media_type": "application/pdf", "by": None, "source": "upload"}
    paper = store(case.pk, content=b"%PDF", at=clock.now(), about=case.parent_id, **facts)
    address = f"/inspections/{access.pk}/documents/{paper.pk}/"
    assert as_person(auditor).get(address).status_code == 200
    Bar.objects.create(case=case.parent, person=auditor, place=world.region.place)
    assert as_person(auditor).get(address).status_code == 404
