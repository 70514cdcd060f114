"""Who reads what, role by role, along the whole way of a project."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from funding import roles
from funding.bodies.appointments import appoint, staff
from funding.demo.world import LONG_AGO
from funding.documents.models import Document
from funding.people.models import User
from funding.rights.reading import READS
from notifications.models import Message
from tests.funding.moments import moments
from workflows import clock
from workflows.models import Case, Task
from workflows.reading import may_read, readable_cases

pytestmark = pytest.mark.django_db
OF_A_CASE = ("", "events/", "deadlines/", "moves/", "documents/")

LINK = re.compile(r'href="/cases/([0-9]+)/')

# Author and lead of the working group; of the steering group a member, chair and clerk; the coordination office
# and the process support of the region;
# the applicant's two; of the committee a member, chair and clerk; the authority's three; a stranger.
MATRIX = {
    "idea in draft":                "x. ... .. .. ... ... .",
    "idea in the working group":    "xx xxx xx .. ... ... .",
    "consultation of the group":    "xx xxx xx .. ... ... .",
    "idea that is voted on":        "xx xxx xx .. ... ... .",
    "vote of the steering group":   ".. xxx xx .. ... ... .",
    "idea that may be applied for": "xx xxx xx xx ... ... .",
    "challenge of the resolution":  ".. .xx .. .. ... ... .",
    "offer to another region":      ".. ... xx .. ... ... .",
    "statement in draft":           ".. ... xx .. ... ... .",
    "statement that is voted on":   ".. xxx xx .. ... ... .",
    "statement fed back":           ".x xxx xx .. ... ... .",
    "statement's file in retention": ".. ... xx .. ... ... .",
    "application in draft":         ".. ... xx xx ... ... .",
    "application in assessment":    ".. ... xx xx ... xxx .",
    "examination of it":            ".. ... xx xx ... xxx .",
    "application that is voted on": ".. ... xx xx xxx xxx .",
    "vote of the committee":        ".. ... .. .. xxx xxx .",
    "expertise":                    ".. ... .. .. ... xxx .",
    "approval":                     ".. ... .. .. ... xxx .",
    "ruling":                       ".. ... .. .. ... xxx .",
    "award not sent yet":           ".. ... .. .. ... xxx .",
    "award":                        ".. ... .. xx ... xxx .",
    "request for payment in draft": ".. ... .. xx ... ... .",
    "request for payment":          ".. ... .. xx ... xxx .",
    "change request in draft":      ".. ... .. xx ... ... .",
    "change request":               ".. ... .. xx ... xxx .",
    "change request voted on":      ".. ... .. xx xxx xxx .",
    "vote on a change request":     ".. ... .. .. xxx xxx .",
    "decision on the change request": ".. ... .. .. ... xxx .",
    "change notice not sent yet":   ".. ... .. .. ... xxx .",
    "change notice":                ".. ... .. xx ... xxx .",
    "notification in draft":        ".. ... .. xx ... ... .",
    "notification":                 ".. ... .. xx ... xxx .",
    "commitment":                   ".. ... .. xx ... xxx .",
    "forwarding in draft":          ".. ... .. xx ... ... .",
    "forwarding":                   ".. ... .. xx ... xxx .",
    "progress report":              ".. ... xx xx ... xxx .",
    "proof of use":                 ".. ... xx xx ... xxx .",
    "hearing before a revocation":  ".. ... .. xx ... xxx .",
    "decision on a revocation":     ".. ... .. .. ... xxx .",
    "notice of revocation not sent yet": ".. ... .. .. ... xxx .",
    "collection before the notice is sent": ".. ... .. .. ... xxx .",
    "notice of revocation":         ".. ... .. xx ... xxx .",
    "meeting in preparation":       ".. .xx .. .. ... ... .",
    "meeting invited to":           ".. xxx .. .. ... ... .",
    "minutes in draft":             ".. .xx .. .. ... ... .",
    "minutes with the members":     ".. xxx .. .. ... ... .",
    "revision in draft":            ".. ... .. .. ... xxx .",
}  # fmt: skip

PARTS = ("author", "WL", "SM", "SC", "CO", "CO", "PS", "AO", "AS", "FM", "FC", "PO", "PO", "PO", "PO", "stranger")

AS_READ = {
    "vote of the steering group": "decision of the steering group",
    "vote of the committee": "decision of the committee",
    "vote on a change request": "decision of the committee", "challenge of the resolution": "challenge",
    "offer to another region": "transfer", "statement's file in retention": "retention",
    "award not sent yet": "award",
    "request for payment in draft": "disbursement", "request for payment": "disbursement",
    "change request in draft": "change", "change request": "change", "change request voted on": "change",
    "decision on the change request": "change ruling", "change notice not sent yet": "change notice",
    "change notice": "change notice",
    "notification in draft": "notification", "progress report": "report", "proof of use": "report",
    "hearing before a revocation": "reclaim", "decision on a revocation": "reclaim ruling",
    "notice of revocation not sent yet": "reclaim", "collection before the notice is sent": "reclaim",
    "notice of revocation": "reclaim", "meeting in preparation": "meeting of the steering group",
    "meeting invited to": "meeting of the steering group", "minutes in draft": "minutes of the steering group",
    "minutes with the members": "minutes of the steering group",
}  # fmt: skip

AS_READ |= {moment: moment.split()[0] for moment in MATRIX if moment not in AS_READ}


@pytest.fixture
def cast_of(world) -> dict[str, User]:
    """A person for each role who has no other."""
    county, authority = world.region.lead.place, world.authority.place
    desks = {
        "lead": (roles.WORKING_GROUP_LEAD, world.group.place),
        "steering chair": (roles.CHAIR, world.steering_group.place),
        "steering clerk": (roles.CLERK, world.steering_group.place),
        "office": (roles.COORDINATION_OFFICE, world.region.place),
        "process support": (roles.PROCESS_SUPPORT, world.region.place),
        "applicant": (roles.APPLICANT, county),
        "signatory": (roles.SIGNATORY, county),
        "committee chair": (roles.CHAIR, world.committee.place),
        "committee clerk": (roles.CLERK, world.committee.place),
        "case worker": (roles.CASE_WORKER, authority),
        "approver": (roles.APPROVER, authority),
        "cashier": (roles.CASHIER, authority),
    }
    people = {name: User.objects.create(email=f"{name.replace(' ', '.')}@x.example", name=name) for name in desks}
    for name, (role, place) in desks.items():
        staff(role.key, place, people[name], LONG_AGO)
    people |= {"author": world.author, "stranger": world.stranger}
    for name, body in (("steering member", world.steering_group), ("committee member", world.committee)):
        people[name] = User.objects.create(email=f"{name.replace(' ', '.')}@x.example", name=name)
        appoint(body.seats.get(number=2), people[name], LONG_AGO, rank=1)
    return people


@pytest.fixture
def whole_way(world, idea, today_is) -> Callable[[], Iterator[tuple[str, Case]]]:
    return lambda: moments(world, idea, today_is)


@pytest.fixture
def marks(cast_of) -> Callable[[Case], str]:
    """A row of the matrix."""
    groups = (
        ("author", "lead"),
        ("steering member", "steering chair", "steering clerk"),
        ("office", "process support"),
        ("applicant", "signatory"),
        ("committee member", "committee chair", "committee clerk"),
        ("case worker", "approver", "cashier"),
        ("stranger",),
    )

    def row(case: Case) -> str:
        today = clock.today()
        return " ".join("".join(".x"[may_read(case, cast_of[name].pk, today)] for name in group) for group in groups)

    return row


def test_each_role_reads_what_the_matrix_says_and_nothing_else(whole_way, marks):
    assert {moment: marks(case) for moment, case in whole_way()} == MATRIX


def test_the_sum_of_it_is_what_the_table_of_roles_says_may_be_read():
    found = {what: set() for what in READS}
    for moment, row in MATRIX.items():
        found[AS_READ[moment]] |= {part for part, mark in zip(PARTS, row.replace(" ", ""), strict=True) if mark == "x"}
    said = {what: set(parts) for what, parts in READS.items()}
    assert {what: parts - {"author", "stranger"} for what, parts in found.items()} == said


def test_who_is_told_or_waited_for_may_read(whole_way, cast_of):
    for _moment, _case in whole_way():
        told = [(message.about, message.person_id) for message in Message.objects.all()]
        seen = {person: set(readable_cases(person)) for person in User.objects.all()}
        readable = {(f"case {case.pk}", person.pk) for person, cases in seen.items() for case in cases}
        assert [row for row in told if row not in readable] == []
        waiting = Task.objects.exclude(desk=None).select_related("desk", "process")
        assert [task for task in waiting if task.desk.place not in task.process.readers] == []


@pytest.mark.parametrize("name", ["lead", "office", "committee member", "applicant"])
def test_every_door_shows_the_same_cases(whole_way, cast_of, name):
    for _moment, _case in whole_way():
        pass
    cases = set(Case.objects.values_list("pk", flat=True))
    client = Client()
    client.force_login(cast_of[name])
    mine = {case.pk for case in readable_cases(cast_of[name])}
    assert {row["id"] for row in client.get("/api/v1/cases/").json()["results"]} == mine
    for path in ("/cases/%s/", *(f"/api/v1/cases/%s/{part}" for part in OF_A_CASE)):
        assert {pk for pk in cases if client.get(path % pk).status_code == 200} == mine
    papers = dict(Document.objects.values_list("pk", "case_id"))
    for path in ("/documents/%s/", "/api/v1/documents/%s/"):
        found = {pk for pk in papers if client.get(path % pk).status_code == 200}
        assert found == {pk for pk, case in papers.items() if case in mine}
    pages = "".join(client.get(f"/cases/{pk}/").content.decode() for pk in mine)
    assert {int(number) for number in LINK.findall(pages)} - mine == set()
    assert {int(number) for number in LINK.findall(client.get("/cases/").content.decode())} == mine


def test_who_opened_a_case_from_a_desk_reads_it_as_long_as_they_hold_the_desk(world, award):
    case = award("issued")
    assert (case.opened_by, may_read(case, world.approver.pk, clock.today())) == (world.approver, True)
    world.approver.desks_held.all().delete()
    assert not may_read(case, world.approver.pk, clock.today())
