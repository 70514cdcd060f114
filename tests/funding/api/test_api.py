"""The API: the same engine behind it, everything foreign 404, every refusal a problem detail."""

import base64
import datetime as dt

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from funding.api import views
from funding.api.models import ApiToken
from funding.api.serializers import MoveSerializer
from funding.api.views import Newest
from funding.bodies.appointments import appoint, staff
from funding.decisions.models import Choice
from funding.demo.world import LONG_AGO
from workflows.models import Case, Event, Task

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.now() + dt.timedelta(days=365)


def make(client, case, move, seen, key="k", **data):
    return client.post(
        f"/api/v1/cases/{case.pk}/moves/{move}/", {"seen": str(seen), "data": data}, headers={"Idempotency-Key": key}
    )


def test_who_may_read_sees_the_case_its_history_and_what_may_be_done(world, idea, client_of):
    case = idea("submitted")
    client = client_of(world.office)
    found = client.get(f"/api/v1/cases/{case.pk}/").json()
    assert (found["title"], found["state"], found["seq"]) == (case.title, "submitted", 3)
    assert [e["move"] for e in client.get(f"/api/v1/cases/{case.pk}/events/").json()] == ["submit", "edit", "open"]
    offers = client.get(f"/api/v1/cases/{case.pk}/moves/").json()
    assert [(o["move"], o["refused"] and o["refused"]["key"]) for o in offers] == [
        ("assign", None),
        ("join", None),
        ("put_on_agenda", None),
        ("follow_funding", "not_yours"),
        ("withdraw", "not_yours"),
    ]
    assert offers[0]["inputs"] == [{"name": "group", "kind": "WholeNumber", "required": True}]


@pytest.mark.parametrize(("before", "moves"), [("2", ["open"]), ("9" * 18, ["submit", "edit", "open"])])
def test_the_history_goes_on_where_the_page_before_ended(world, idea, client_of, before, moves):
    case, client = idea("submitted"), client_of(world.office)
    assert [e["move"] for e in client.get(f"/api/v1/cases/{case.pk}/events/?before={before}").json()] == moves
    assert client.get(f"/api/v1/cases/{case.pk}/events/?before=x{before}").status_code == 422


@pytest.mark.parametrize("path", ["", "events/", "moves/", "deadlines/"])
def test_a_foreign_case_does_not_exist(world, idea, client_of, path):
    case, client = idea("submitted"), client_of(world.stranger)
    foreign = client.get(f"/api/v1/cases/{case.pk}/{path}")
    absent = client.get(f"/api/v1/cases/999999999/{path}")
    assert (foreign.status_code, foreign.json()) == (404, absent.json())
    assert client.get("/api/v1/cases/").json()["results"] == []


def test_a_move_is_made_once_however_often_it_is_sent(world, idea, client_of):
    case, client = idea("submitted"), client_of(world.office)
    first = make(client, case, "assign", 3, group=world.group.pk)
    again = make(client, case, "assign", 3, group=world.group.pk)
    assert (first.status_code, first.json()["state"]) == (200, "in_working_group")
    assert again.json() == first.json()
    assert Event.objects.filter(case=case).count() == 4


@pytest.mark.parametrize(
    ("move", "body", "status", "key"),
    [
        ("assign", {"seen": "1", "data": {"group": 1}}, 409, "someone_was_faster"),
        ("assign", {"seen": "3", "data": {}}, 422, "bad_input"),
        ("assign", {"seen": "3", "data": {"group": 10**30}}, 422, "bad_input"),
        ("assign", {"seen": "3", "data": {"group": 1, "by": 1}}, 422, "bad_input"),
        ("assign", {"seen": "3", "data": {"group": "\x00"}}, 422, "bad_input"),
        ("apply", {"seen": "3", "data": {}}, 409, "not_possible_here"),
        ("fly", {"seen": "3"}, 404, "unknown_move"),
        ("assign", {"seen": "3", "data": {}, "extra": 1}, 400, "invalid"),
        ("assign", {"data": {}}, 400, "invalid"),
        ("assign", [1], 400, "invalid"),
    ],
)
def test_a_wrong_request_is_refused_with_a_key_and_a_sentence_and_changes_nothing(
    world, idea, client_of, move, body, status, key
):
    case = idea("submitted")
    answer = client_of(world.office).post(
        f"/api/v1/cases/{case.pk}/moves/{move}/", body, headers={"Idempotency-Key": "k"}
    )
    found = answer.json()
    assert (answer.status_code, found["key"], answer["Content-Type"]) == (status, key, "application/problem+json")
    assert Case.objects.get(pk=case.pk).seq == 3


def test_who_may_read_but_not_act_is_told_who_may(world, idea, client_of):
    case = idea("submitted")
    answer = make(client_of(world.author), case, "assign", 3, group=1)
    assert (answer.status_code, answer.json()["key"]) == (403, "not_yours")


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "\x00",
        "[" * 100_000,
        '{"a": "' + "x" * 1_100_000 + '"}',
        '{"seen": "3", "data": {"group": NaN}}',
        '{"seen": "3", "data": {"\\ud800": 1}}',
        "",
    ],
)
def test_malformed_json_is_refused(world, idea, client_of, body):
    case = idea("submitted")
    answer = client_of(world.office).post(
        f"/api/v1/cases/{case.pk}/moves/assign/",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": "k"},
    )
    assert answer.status_code in (400, 422)


def test_the_inbox_names_what_waits(world, idea, client_of):
    case = idea("submitted")
    page = client_of(world.office).get("/api/v1/tasks/").json()
    assert [(row["case"]["id"], row["claimed_by"]) for row in page["rows"]] == [(case.pk, None)]
    assert page["next"] is None


def test_a_ballot_is_cast(world, vote, client_of):
    case, client = vote(), client_of(world.steering[2])
    offer = next(o for o in client.get(f"/api/v1/cases/{case.pk}/moves/").json() if o["move"] == "cast")
    answer = client.post(
        f"/api/v1/cases/{case.pk}/ballot/",
        {"seen": offer["seen"], "choice": "yes"},
        headers={"Idempotency-Key": "b"},
    )
    assert (answer.status_code, list(Choice.objects.values_list("choice", flat=True))) == (200, ["yes"])


def test_who_votes_for_two_seats_says_for_which_and_corrects_only_that_one(world, vote, client_of):
    """The second voter is also the deputy for the third seat, whose holder has not voted yet."""
    appoint(world.steering_group.seats.get(number=3), world.steering[1], dt.date(2021, 1, 1), rank=1)
    case, client = vote(), client_of(world.steering[1])

    def offered(task=""):
        offers = client.get(f"/api/v1/cases/{case.pk}/moves/?task={task}").json()
        return next(offer for offer in offers if offer["move"] == "cast")

    def cast(key, choice, **sent):
        headers = {"Idempotency-Key": key}
        return client.post(f"/api/v1/cases/{case.pk}/ballot/", {"choice": choice, **sent}, headers=headers)

    first = offered()
    assert cast("a", "yes", seen=first["seen"]).json()["key"] == "which_task"
    assert cast("b", "yes", seen=first["seen"], task=first["task"]).status_code == 200
    other = offered()
    assert cast("c", "no", seen=first["seen"], task=other["task"]).json()["key"] == "someone_was_faster"
    assert cast("d", "no", seen=offered(first["task"])["seen"], task=first["task"]).status_code == 200
    assert list(Choice.objects.values_list("seat__number", "choice")) == [(2, "no")]


def test_received_is_what_has_arrived_whole(world, idea, client_of, monkeypatch):
    """A body that is filled after midnight is late, whenever its request was opened."""
    case, times = idea("submitted"), []
    monkeypatch.setattr(MoveSerializer, "is_valid", noting(times, MoveSerializer.is_valid))
    monkeypatch.setattr(views.clock, "now", noting(times, views.clock.now))
    make(client_of(world.office), case, "assign", case.seq, group=world.group.pk)
    assert times[:2] == ["is_valid", "now"]


def noting(times, does):
    def noted(*args, **options):
        times.append(does.__name__)
        return does(*args, **options)

    return noted


def test_a_token_reads_or_moves_as_its_scopes_say_until_it_expires(world, idea, client_of):
    case = idea("submitted")
    reader = client_of(world.office, "read")
    assert reader.get(f"/api/v1/cases/{case.pk}/").status_code == 200
    assert make(reader, case, "assign", 3, group=world.group.pk).status_code == 403
    ApiToken.objects.update(expires_at=timezone.now())
    assert reader.get(f"/api/v1/cases/{case.pk}/").status_code == 401
    assert APIClient().get("/api/v1/tasks/").status_code == 401


def test_a_person_switched_off_is_out_at_once(world, idea, client_of):
    client = client_of(world.office)
    world.office.is_active = False
    world.office.save()
    assert client.get("/api/v1/tasks/").status_code == 401


def test_the_secret_is_kept_as_a_hash_only(world):
    row, secret = ApiToken.issue(world.office, "test", ["read"], NEXT_YEAR)
    assert secret not in str(ApiToken.objects.filter(pk=row.pk).values().get())


def test_the_committed_schema_is_the_one_the_code_describes(tmp_path):
    fresh = tmp_path / "openapi.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, lang="en", file=str(fresh))
    assert fresh.read_text() == (settings.ROOT / "docs" / "openapi.yaml").read_text()


@pytest.mark.parametrize(
    "position",
    ["p=abc", "p=%00", "p=2024-01-01", "p=2024-13-45T00:00:00Z", "p=2024-01-01T00:00", "p=2024-01-01T00:00:00-23:59"],
)
@pytest.mark.parametrize("door", ["cases", "law"])
def test_a_bookmark_that_is_none_of_ours_leads_nowhere(world, client_of, door, position):
    cursor = base64.b64encode(position.encode()).decode()
    answer = client_of(world.author).get(f"/api/v1/{door}/", {"cursor": cursor})
    assert (answer.status_code, answer.json()["key"]) == (404, "not_found")


def test_pages_of_cases_follow_each_other(world, idea, client_of, monkeypatch):
    monkeypatch.setattr(Newest, "page_size", 1)
    cases = [idea("draft").pk, idea("draft").pk]
    first = client_of(world.author).get("/api/v1/cases/").json()
    second = client_of(world.author).get(first["next"]).json()
    assert [row["id"] for page in (first, second) for row in page["results"]] == cases[::-1]


def test_a_submission_reaches_the_door_by_the_products_clock(world, application, client_of):
    case = application("internally_released")
    declared = {"not_started": True, "financing_secured": True, "subsidy_facts_known": True}
    assert make(client_of(world.signatory), case, "submit", case.seq, **declared).status_code == 200
    case.refresh_from_db(fields=["received_at"])
    assert case.received_at.date() == dt.date(2024, 6, 3)


def test_a_token_is_issued_for_a_person_and_shown_once(world, capsys):
    call_command("api_token", world.office.email.upper(), name="Excel", days=30)
    secret = capsys.readouterr().out.strip()
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert client.get("/api/v1/tasks/").status_code == 200
    for wrong in (["nobody@example.org"], [world.office.email, "--days", "0"]):
        with pytest.raises(CommandError):
            call_command("api_token", *wrong)


def test_whom_a_case_waits_for_is_reminded_once_a_day_and_by_nobody_foreign(world, idea, client_of):
    address = f"/api/v1/cases/{idea('submitted').pk}/remind/"
    author = client_of(world.author)
    assert author.post(address).json() == {"told": 1}
    again = author.post(address)
    assert (again.status_code, again.json()["key"]) == (409, "reminded_today")
    assert client_of(world.steering[1]).post(address).status_code == 404


def test_a_task_is_handed_to_a_colleague_once(world, idea, client_of):
    case = idea("submitted")
    task, new = Task.objects.get(process=case.pk, status="NEW"), world.lead
    staff("coordination_office", world.region.place, new, LONG_AGO)
    address, sent = f"/api/v1/tasks/{task.pk}/delegate/", {"to": new.pk, "seen": case.seq}
    office = client_of(world.office)

    def post(client, key, **wanted):
        return client.post(address, {**sent, **wanted}, headers={"Idempotency-Key": key})

    assert post(client_of(world.steering[1]), "k").status_code == 404
    assert post(office, "a", to=2**31 - 1).json()["key"] == "no_such_person"
    assert post(office, "o", to=world.author.pk).json()["key"] == "not_at_that_desk"
    assert post(office, "b").json()["move"] == post(office, "b").json()["move"] == "task.delegate"
    assert Task.objects.get(pk=task.pk).owner == new
