"""Art. 15 GDPR: a person gets everything stored about them, and nothing of anybody else."""

import json
from io import StringIO
from unicodedata import normalize

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.api.models import ApiToken
from funding.decisions.models import Decision
from funding.declarations.models import Declaration
from funding.disclosure.others import Others
from funding.disclosure.report import as_html, as_json
from funding.disclosure.sections import SECTIONS
from funding.disclosure.words import COLUMNS
from funding.people.models import User
from funding.rosters.change.models import SeatChange
from funding.rosters.models import Roster
from funding.rosters.opening import watch_rosters
from notifications.models import Message
from tests.funding.ideas.test_idea import cast
from workflows import clock
from workflows.engine import available, fire
from workflows.models import Bar, Case, Holder

pytestmark = pytest.mark.django_db


def report(person):
    sections = json.loads("".join(as_json(person)))["sections"]
    return {key: section["rows"] for key, section in sections.items()}


@pytest.fixture
def voted(world, vote, remembered):
    """A named vote with an objection in words: a member of the steering group names another in what she writes."""

    @remembered
    def told() -> Case:
        case = vote()
        cast(case, world.steering[:2], "yes")
        cast(case, world.steering[2:3], "no")
        words = f"Mit {world.steering[2].name} ({world.steering[2].email}) abgesprochen."
        fire(case.pk, "object", by=world.steering[1], reason=words, seen=_seen(case, world.steering[1]))
        return Case.objects.get(pk=case.pk)

    return told


def _seen(case, person):
    return next(o.seen for o in available(Case.objects.get(pk=case.pk), by=person) if o.move.name == "object")


def test_a_member_gets_her_account_desk_vote_and_what_she_did_and_wrote(world, voted):
    case, member = voted(), world.steering[1]
    mine = report(member)
    assert (mine["person"][0]["name"], mine["person"][0]["email"]) == (member.name, member.email)
    assert [(desk["role"], desk["place"], desk["rank"]) for desk in mine["desks"]] == [
        ("seat", world.steering_group.name, 0)
    ]
    assert [(row["body"], row["choice"], row["times"]) for row in mine["votes"]] == [
        (world.steering_group.name, "yes", 1)
    ]
    assert [(row["move"], row["file"]) for row in mine["events"]] == [
        ("cast", case.dossier.number),
        ("object", case.dossier.number),
    ]
    assert mine["events"][-1]["words"] == {"reason": "Mit [andere Person] ([andere Person]) abgesprochen."}
    assert {row["kind"] for row in mine["messages"]} >= {"decision.open"}


def test_facts_of_a_message_are_told_once_it_went_out(world, voted):
    """What waits, or was given up because its reader may no longer read the case, names a title they may not know."""
    case, member = voted(), world.steering[1]
    assert {(row["sent_at"], row["facts"]) for row in report(member)["messages"]} == {(None, None)}
    Message.objects.filter(person=member, kind="decision.open").update(sent_at=clock.now(), state="sent")
    facts = {row["kind"]: row["facts"] for row in report(member)["messages"]}
    assert facts.pop("decision.open")["title"] == case.title
    assert set(facts.values()) <= {None}


def test_of_a_case_without_their_part_people_learn_the_file_and_no_title(world, voted):
    case, member = voted(), world.steering[1]
    Bar.objects.create(case=case, person=member, place=world.steering_group.place)
    assert report(member)["barred"] == [{"file": case.dossier.number, "kind": case.lifecycle}]


def test_nobody_elses_name_address_words_or_vote_is_in_it(world, voted):
    voted()
    member = world.steering[1]
    text = "".join(as_json(member)) + "".join(as_html(member))
    others = [(each.name, each.email) for each in User.objects.exclude(pk=member.pk)]
    assert [called for pair in others for called in pair if called in text] == []
    assert '"no"' not in text
    assert member.name in text


def test_what_is_kept_for_signing_in_and_for_programs_is_named_without_its_secret(world, client):
    _row, secret = ApiToken.issue(world.office, "Auswertung", ["read"], clock.now())
    client.force_login(world.office, backend="django.contrib.auth.backends.ModelBackend")
    mine = report(world.office)
    assert [(row["name"], row["scopes"]) for row in mine["tokens"]] == [("Auswertung", ["read"])]
    assert (len(mine["sessions"]), report(world.author)["sessions"]) == (1, [])
    kept = ApiToken.objects.get().hash
    assert [word for word in (secret, kept) if word in "".join(as_json(world.office))] == []


def test_the_number_of_queries_does_not_grow_with_what_is_stored(world, idea):
    idea("submitted")
    few = _queries(world.office)
    for _turn in range(3):
        idea("in_working_group")
    assert (
        _queries(world.office) == few == len(SECTIONS) + 7
    )  # the others' names, the terms held, the sessions, the clock for report, sessions, cases and deeds


def _queries(person):
    with CaptureQueriesContext(connection) as seen:
        "".join(as_json(person))
    return len([query for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]])


def test_every_table_that_points_to_people_is_in_the_report():
    known = {(section.model.lower(), column) for section in SECTIONS for column in section.by}
    pointing = {
        (f.model._meta.label_lower, f.name)
        for model in apps.get_models()
        for f in model._meta.local_fields
        if f.is_relation and f.related_model is User and not model._meta.label.startswith("viewflow.")
    }
    assert pointing - known == set()


def test_every_column_has_a_word_for_people():
    assert {name for section in SECTIONS for name in section.columns} == set(COLUMNS)


def test_a_name_is_replaced_as_a_whole_and_only_as_a_whole(db):
    me = User.objects.create_user("ida@example.org", "Ida Ost")
    User.objects.create_user("o.z@example.org", "Dr. Otto Zell")
    User.objects.create_user("otto@example.org", "Otto")
    others = Others(me)
    said = "Ida Ost, Dr. Otto Zell, Otto, Ottos Haus und o.z@example.org"
    assert others.left_out({"a": [said, 3]}) == {
        "a": ["Ida Ost, [andere Person], [andere Person], Ottos Haus und [andere Person]", 3]
    }


def test_people_take_their_own_data_from_their_account_and_strangers_nothing(world, client):
    client.force_login(world.author, backend="django.contrib.auth.backends.ModelBackend")
    english = {"accept-language": "en"}
    page = client.get("/account/data/", headers=english).content.decode()
    assert ("/account/data/json/" in page, "/account/data/html/" in page) == (True, True)
    data = client.get("/account/data/json/", headers=english)
    assert data["Content-Disposition"] == 'attachment; filename="foerderweg.json"'
    sections = json.loads(data.getvalue())["sections"]
    assert sections["person"]["rows"][0]["email"] == world.author.email
    read = client.get("/account/data/html/", headers=english).getvalue().decode()
    assert ("<h1>What is stored about you</h1>" in read, world.author.name in read) == (True, True)
    client.logout()
    for part in ("", "html/", "json/"):
        assert client.get(f"/account/data/{part}").status_code == 302


def test_hostile_text_stays_text(world):
    User.objects.filter(pk=world.author.pk).update(name="<script>x</script>")
    assert "<script>" not in "".join(as_html(User.objects.get(pk=world.author.pk)))


def test_the_command_writes_a_file_only_its_owner_reads_and_overwrites_none(world, tmp_path):
    file = tmp_path / "auskunft.html"
    call_command("access_report", world.author.email, file, format="html", stdout=StringIO())
    assert (file.stat().st_mode & 0o777, world.author.name in file.read_text("utf-8")) == (0o600, True)
    with pytest.raises(CommandError):
        call_command("access_report", world.author.email, file)
    with pytest.raises(CommandError):
        call_command("access_report", "nobody@example.org", tmp_path / "x")


def test_a_declared_conflict_and_a_noted_involvement_are_disclosed_to_who_they_are_about(world, vote):
    case, member = vote(), world.steering[1]
    fire(case.pk, "declare_conflict", by=member, reason="Meine Firma bietet an.")
    involved = [{"person": member.pk, "seat": 0, "body": "Fördergremium"}]
    Decision.objects.filter(pk=case.pk).update(involved=involved)
    mine, others = report(member), report(world.steering[2])
    asked = {"body": world.steering_group.name, "question": case.decision.question, "file": case.dossier.number}
    assert (mine["conflicts"], mine["involved"]) == ([{**asked, "outcome": "declared"}], [asked])
    assert (others["conflicts"], others["involved"]) == ([], [])


def test_why_a_conflict_was_declared_and_what_was_entered_about_ones_seats_is_disclosed(world, vote):
    case, member = vote(), world.steering[1]
    fire(case.pk, "declare_conflict", by=member, reason="Meine Firma bietet an.")
    watch_rosters()
    roster = Roster.objects.get(body=world.steering_group)
    term = Holder.objects.get(person=member, desk__place=Declaration.objects.get().seat.place)
    given = {"holder": term.pk, "last_day": "2030-06-30", "reason": "Umzug."}
    fire(roster.pk, "end_term", by=world.office, **given)
    mine, others = report(member), report(world.steering[2])
    declared, change = Declaration.objects.get(), SeatChange.objects.get()
    body = world.steering_group.name
    assert mine["declarations"] == [
        {"body": body, "question": case.decision.question, "file": case.dossier.number, "seat": declared.seat.number,
         "reason": "Meine Firma bietet an.", "state": declared.state},
    ]  # fmt: skip
    assert mine["seat_changes"] == [
        {"body": body, "kind": "end_term", "facts": change.entered, "reason": "Umzug.", "state": "proposed"}
    ]
    assert (others["declarations"], others["seat_changes"]) == ([], [])


@pytest.mark.parametrize(
    "written",
    [
        "JÖRG VON STRASS",
        "jörg von straß",
        "Jörg  von\tStraß",
        "Jörg von\nStraß",
        "Jo\u0308rg von Straß",
        "J.Strass@Example.ORG",
    ],
)
def test_a_name_is_found_however_it_is_capitalised_spaced_and_composed(db, written):
    me = User.objects.create_user("ida@example.org", "Ida Ost")
    User.objects.create_user("j.strass@example.org", "Jörg von Straß")
    User.objects.create_user("ida.zwei@example.org", "IDA OST")
    said = f"„{written}“ und {written}e,  {written}. Ida Ost schrieb es."
    kept = f"„[andere Person]“ und {normalize('NFC', written)}e,  [andere Person]. Ida Ost schrieb es."
    assert Others(me).left_out(said) == kept
