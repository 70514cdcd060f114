"""Whoever changes history is found out: by the chain, or by what was anchored outside."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from workflows import audit
from workflows.chain import chained
from workflows.engine import fire
from workflows.lifecycle import CLOCK
from workflows.models import Case, Event, EventWords

REWRITE = """UPDATE workflows_event SET {column} = {value} WHERE case_id = %s AND seq = %s"""


def tamper(*statements):
    """As a superuser who switches the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        for sql, values in statements:
            cursor.execute(sql, values)
        cursor.execute("SET session_replication_role = origin; SET CONSTRAINTS ALL DEFERRED")


def found(anchors=None):
    return [(f.case, f.seq, f.what) for f in audit.Audit(anchors or {}).findings()]


def anchored():
    seen = audit.Audit()
    assert list(seen.findings()) == []
    return {case: (seq, head) for case, seq, head in seen.heads}


@pytest.fixture
def told(thing, people):
    """Four events: open, submit, send_back with words, submit."""
    case = thing()
    fire(case.pk, "submit", by=people.anna)
    fire(case.pk, "send_back", by=people.lena, reason="Mrs Meier is ill")
    fire(case.pk, "submit", by=people.anna)
    thing()
    return case.pk


@pytest.mark.django_db
class TestChain:
    def test_an_honest_history_has_no_contradiction(self, told):
        seen = audit.Audit()
        assert list(seen.findings()) == []
        assert (seen.cases, seen.events) == (2, 5)

    @pytest.mark.parametrize(
        ("column", "value"),
        [("actor_id", "NULL"), ("move", "'park'"), ("facts", "'{\"a\": 1}'"), ("at", "at + interval '1 s'")],
    )
    def test_a_changed_column_is_found(self, told, column, value):
        tamper((REWRITE.format(column=column, value=value), [told, 2]))
        assert found() == [(told, 2, audit.COLUMNS_DIFFER)]

    def test_a_changed_state_is_found(self, told):
        tamper((REWRITE.format(column="to_state", value="'done'"), [told, 2]))
        assert found() == [(told, 2, audit.COLUMNS_DIFFER), (told, 3, audit.STATES_BROKEN)]

    def test_a_changed_body_is_found(self, told):
        body = Event.objects.get(case=told, seq=2).body.replace('"submit"', '"submyt"')
        tamper(("UPDATE workflows_event SET body = %s, move = 'submyt' WHERE case_id = %s AND seq = 2", [body, told]))
        assert found() == [(told, 2, audit.HASH_WRONG)]

    def test_a_changed_body_with_its_hash_breaks_the_next(self, told):
        first, second = Event.objects.filter(case=told).order_by("seq")[:2]
        body = second.body.replace('"submit"', '"submyt"')
        sql = "UPDATE workflows_event SET body = %s, move = 'submyt', hash = %s WHERE case_id = %s AND seq = 2"
        tamper((sql, [body, chained(first.hash, body), told]))
        assert found() == [(told, 3, audit.HASH_WRONG)]

    @pytest.mark.parametrize("value", ["''", "'[]'", "'{}'", "'{'"])
    def test_a_body_that_cannot_be_read_is_found(self, told, value):
        tamper((REWRITE.format(column="body", value=value), [told, 2]))
        assert found() == [(told, 2, audit.HASH_WRONG), (told, 2, audit.BODY_UNREADABLE)]

    def test_an_unknown_format_is_found(self, told):
        tamper((REWRITE.format(column="format", value="2"), [told, 2]))
        assert found() == [(told, 2, audit.BODY_UNREADABLE)]

    def test_an_event_removed_from_the_middle_is_found(self, told):
        tamper(("DELETE FROM workflows_event WHERE case_id = %s AND seq = 3", [told]))
        assert found() == [(told, 4, audit.GAP), (told, 4, audit.STATES_BROKEN), (told, 4, audit.HASH_WRONG)]

    def test_the_removed_beginning_is_found(self, told):
        tamper(("DELETE FROM workflows_event WHERE case_id = %s AND seq = 1", [told]))
        assert found() == [
            (told, 2, audit.FIRST_MISSING),
            (told, 2, audit.GAP),
            (told, 2, audit.STATES_BROKEN),
            (told, 2, audit.HASH_WRONG),
        ]

    def test_an_event_put_in_is_found(self, told):
        kept = "case_id, move, from_state, to_state, at, facts, format, body, hash"
        again = f"INSERT INTO workflows_event (seq, {kept}) SELECT 5, {kept} FROM workflows_event"
        tamper((f"{again} WHERE case_id = %s AND seq = 4", [told]))
        assert found() == [
            (told, 5, audit.STATES_BROKEN),
            (told, 5, audit.HASH_WRONG),
            (told, 5, audit.COLUMNS_DIFFER),
            (told, None, audit.HEAD_DIFFERS),
        ]

    def test_two_swapped_events_are_found(self, told):
        sql = "UPDATE workflows_event SET seq = {} WHERE case_id = %s AND seq = {}"
        tamper(*[(sql.format(new, old), [told]) for new, old in ((99, 2), (2, 4), (4, 99))])
        assert found() == [
            (told, 2, audit.HASH_WRONG),
            (told, 2, audit.COLUMNS_DIFFER),
            (told, 3, audit.HASH_WRONG),
            (told, 4, audit.HASH_WRONG),
            (told, 4, audit.COLUMNS_DIFFER),
            (told, None, audit.HEAD_DIFFERS),
        ]

    def test_a_state_set_by_hand_is_found(self, told):
        tamper(("UPDATE workflows_case SET state = 'done' WHERE id = %s", [told]))
        assert found() == [(told, None, audit.STATE_DIFFERS)]

    def test_changed_words_are_found_and_erased_ones_are_not(self, told):
        tamper(('UPDATE workflows_eventwords SET words = \'{"reason": "No"}\' WHERE case_id = %s', [told]))
        assert found() == [(told, 3, audit.WORDS_DIFFER)]
        EventWords.objects.all().delete()
        assert found() == []

    def test_words_put_in_are_found(self, told):
        EventWords.objects.create(case_id=told, seq=2, salt="x", words={"reason": "No"})
        assert found() == [(told, 2, audit.WORDS_PUT_IN)]

    def test_a_history_without_its_case_and_a_case_without_its_history_are_found(self, told):
        other = Case.objects.exclude(pk=told).get().pk
        tamper(
            ("DELETE FROM workflows_case WHERE id = %s", [other]),
            ("DELETE FROM workflows_event WHERE case_id = %s", [told]),
        )
        assert found() == [(told, None, audit.NO_HISTORY), (other, None, audit.NO_CASE)]


@pytest.mark.django_db
class TestAnchors:
    def cut(self, case):
        """The end and the case's row, so that what is left is a chain in itself."""
        third = Event.objects.get(case=case, seq=3)
        tamper(
            ("DELETE FROM workflows_event WHERE case_id = %s AND seq = 4", [case]),
            ("UPDATE workflows_case SET seq = 3, state = %s, head_hash = %s WHERE id = %s",
             [third.to_state, third.hash, case]),
        )  # fmt: skip

    def test_a_cut_end_is_found_by_anchors_only(self, told):
        anchors = anchored()
        self.cut(told)
        assert (found(), found(anchors)) == ([], [(told, 4, audit.ANCHOR_GONE)])

    def test_what_grew_again_after_a_cut_is_found_by_anchors_only(self, told, people):
        anchors = anchored()
        self.cut(told)
        fire(told, "withdraw", by=people.anna)
        assert (found(), found(anchors)) == ([], [(told, 4, audit.ANCHOR_DIFFERS)])

    def test_a_removed_case_is_found_by_anchors_only(self, told):
        anchors = anchored()
        tables = ("workflows_task", "workflows_deadline", "workflows_event", "workflows_eventwords")
        tamper(
            *[(f"DELETE FROM {t} WHERE {'process' if 'task' in t else 'case'}_id = %s", [told]) for t in tables],
            ("DELETE FROM workflows_case WHERE id = %s", [told]),
        )
        assert (found(), found(anchors)) == ([], [(told, 4, audit.ANCHOR_GONE)])

    def test_what_came_after_the_anchors_is_no_contradiction(self, told, people, thing):
        anchors = anchored()
        fire(told, "withdraw", by=people.anna)
        thing()
        assert found(anchors) == []

    def test_anchors_come_back_as_they_were_written(self, told):
        seen = audit.Audit()
        list(seen.findings())
        file = io.StringIO()
        total = audit.write_anchors(seen.heads, file)
        assert file.getvalue().splitlines()[-1] == f"all {total}"
        assert audit.read_anchors(io.StringIO(file.getvalue())) == anchored()
        for broken in ("", "x\n", file.getvalue()[:-80], file.getvalue().replace(f"{told} 4", f"{told} 3")):
            with pytest.raises(ValueError, match=r"."):
                audit.read_anchors(io.StringIO(broken))


@pytest.mark.django_db
def test_erased_words_are_gone_and_the_chain_says_so(told, people):
    event = audit.erase_words(Case.objects.get(pk=told), by=people.otto)
    assert (event.move, event.actor_id, event.facts) == ("words.erase", people.otto.pk, {"erased": 1})
    assert (EventWords.objects.count(), found()) == (0, [])
    assert audit.erase_words(Case.objects.get(pk=told), by=CLOCK) is None
    assert Event.objects.filter(case=told).count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_found_and_what_it_promises(told, tmp_path, capsys):
    anchors = tmp_path / "anchors.txt"
    call_command("verify_audit", write_anchors=anchors)
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("2 ")
    assert "--anchors" in out
    call_command("verify_audit", anchors=anchors)
    tamper((REWRITE.format(column="move", value="'park'"), [told, 2]))
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", anchors=anchors)
    assert (ended.value.code, f"{told}/2: " in capsys.readouterr().out) == (1, True)
    anchors.write_text("nothing")
    with pytest.raises(CommandError):
        call_command("verify_audit", anchors=anchors)


@pytest.mark.django_db
def test_the_command_erases_only_when_told_so_and_names_who_answers_for_it(told, people, capsys):
    with translation.override("en"):
        call_command("erase_words", told, by="otto@example.org")
        assert (EventWords.objects.count(), "words of 1 entry would be erased" in capsys.readouterr().out) == (1, True)
        call_command("erase_words", told, by="Otto@example.org", yes=True)
        assert capsys.readouterr().out.splitlines()[0] == "Erased. Entry 5 of the history says so."
        call_command("erase_words", told, by="otto@example.org", yes=True)
        assert capsys.readouterr().out == "There was nothing to erase.\n"
    assert (EventWords.objects.count(), Event.objects.get(case=told, seq=5).actor, found()) == (0, people.otto, [])


@pytest.mark.django_db
@pytest.mark.parametrize(("case", "by"), [(10**30, "otto@example.org"), (None, "nobody@example.org")])
def test_without_a_case_or_somebody_who_answers_nothing_is_erased(told, case, by):
    with pytest.raises(CommandError):
        call_command("erase_words", case or told, by=by, yes=True)
    assert EventWords.objects.count() == 1
