"""What is stored about one person, and where: a section for every table that points to people (Art. 15 GDPR).

A test walks all models: one that points to people and is in no section fails it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, F, Func, JSONField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.people.models import User

AT_ONCE = 500  # rows fetched from the server's cursor at a time
Column = str | Callable[[User], Any]


@dataclass(frozen=True)
class Section:
    """`by`: the columns of the table that point to the person, or hold their address. `columns`: name → what of a row
    concerns them, as a path or as an expression made for the person. Nothing else of the row is disclosed. `inside`:
    the columns are lists of {"person", …}."""

    key: str
    title: str | Promise
    model: str
    by: tuple[str, ...]
    columns: Mapping[str, Column]
    by_address: bool = False
    inside: bool = False
    only: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, person: User) -> Iterator[dict[str, Any]]:
        """One query, streamed."""
        meant: Any = person.email if self.by_address else person.pk
        if self.inside:
            theirs = reduce(or_, (Q(**{f"{column}__contains": [{"person": meant}]}) for column in self.by))
            return self._of(person, theirs)
        return self._of(person, reduce(or_, (Q(**{column: meant}) for column in self.by)))

    def _of(self, person: User, theirs: Q) -> Iterator[dict[str, Any]]:
        found = apps.get_model(self.model).objects.filter(theirs, **self.only).order_by("pk")
        wanted = {f"_{name}": F(each) if isinstance(each, str) else each(person) for name, each in self.columns.items()}
        for row in found.values(**wanted).iterator(chunk_size=AT_ONCE):
            yield {name: row[f"_{name}"] for name in self.columns}


def _place(path: str) -> Callable[[User], Any]:
    """What the place of a desk is called; a seat is called by its body."""

    def named(_person: User) -> Any:
        names = (("Region", "name"), ("Organisation", "name"), ("Body", "name"), ("Seat", "body__name"))
        of = [
            Subquery(apps.get_model("funding", model).objects.filter(place=OuterRef(path)).values(name)[:1])
            for model, name in names
        ]
        return Coalesce(*of, output_field=CharField())

    return named


def _own_words(person: User) -> Any:
    """What was said, where the person said it and not somebody for them."""
    words = apps.get_model("workflows.EventWords").objects.filter(case=OuterRef("case"), seq=OuterRef("seq"))
    return Case(When(actor=person.pk, then=Subquery(words.values("words")[:1])), output_field=JSONField())


def _named_choice(_person: User) -> Any:
    """Of a named vote; a secret one keeps no trace of whose it is."""
    choices = apps.get_model("funding.Choice").objects.filter(decision=OuterRef("decision"), seat=OuterRef("seat"))
    return Subquery(choices.values("choice")[:1])


def _own_entry(column: str, name: str) -> Callable[[User], Any]:
    """Of a list of {"person", …}: what the person's own first entry holds by this name."""

    def found(person: User) -> Any:
        path = Value(f"$[*] ? (@.person == {int(person.pk)}).{name}")
        return Func(
            F(column), path, template="jsonb_path_query_first(%(expressions)s::jsonpath)", output_field=JSONField()
        )

    return found


def _is_me(column: str) -> Callable[[User], Any]:
    return lambda person: Q(**{column: person.pk})


FILE = "dossier__number"
SECTIONS = (
    Section(
        "addresses",
        _("E-mail addresses"),
        "account.EmailAddress",
        ("user",),
        {"email": "email", "verified": "verified", "primary": "primary"},
    ),
    Section(
        "second_factors",
        _("Second factors to sign in"),
        "mfa.Authenticator",
        ("user",),
        {"kind": "type", "created_at": "created_at", "used_at": "last_used_at"},
    ),
    Section(
        "attempts",
        _("Failed attempts to sign in"),
        "axes.AccessAttempt",
        ("username",),
        {"at": "attempt_time", "ip_address": "ip_address", "browser": "user_agent", "failures": "failures_since_start"},
        by_address=True,
    ),
    Section(
        "failures",
        _("Lock-outs"),
        "axes.AccessFailureLog",
        ("username",),
        {"at": "attempt_time", "ip_address": "ip_address", "browser": "user_agent", "locked_out": "locked_out"},
        by_address=True,
    ),
    Section(
        "sign_ins",
        _("Signing in"),
        "axes.AccessLog",
        ("username",),
        {"at": "attempt_time", "ip_address": "ip_address", "browser": "user_agent", "signed_out_at": "logout_time"},
        by_address=True,
    ),
    Section(
        "tokens",
        _("Keys to the programming interface"),
        "funding.ApiToken",
        ("person",),
        {
            "name": "name",
            "scopes": "scopes",
            "created_at": "created_at",
            "until": "expires_at",
            "revoked_at": "revoked_at",
        },
    ),
    Section(
        "calendars",
        _("Calendar addresses"),
        "funding.CalendarLink",
        ("person",),
        {"created_at": "created_at", "revoked_at": "revoked_at"},
    ),
    Section(
        "affiliations",
        _("Employers and offices"),
        "funding.Affiliation",
        ("person",),
        {"kind": "kind", "organisation": "name", "from": "from_on", "until": "until_on"},
    ),
    Section(
        "desks",
        _("Desks and seats"),
        "workflows.Holder",
        ("person",),
        {"role": "desk__role", "place": _place("desk__place"), "rank": "rank", "from": "from_on", "until": "until_on"},
    ),
    Section(
        "cases",
        _("Cases opened"),
        "workflows.Case",
        ("opened_by",),
        {"file": FILE, "kind": "lifecycle", "title": "title", "state": "state", "at": "created"},
    ),
    Section(
        "events",
        _("What you did, or somebody did for you"),
        "workflows.Event",
        ("actor", "acted_for"),
        {
            "at": "at",
            "file": f"case__{FILE}",
            "kind": "case__lifecycle",
            "move": "move",
            "done_by_you": _is_me("actor"),
            "done_for_you": _is_me("acted_for"),
            "words": _own_words,
        },
    ),
    Section(
        "tasks",
        _("Tasks"),
        "workflows.Task",
        ("owner", "done_by"),
        {
            "at": "created",
            "file": f"process__{FILE}",
            "kind": "process__lifecycle",
            "state": "status",
            "due_on": "due_on",
            "yours": _is_me("owner"),
            "done_by_you": _is_me("done_by"),
            "outcome": "outcome",
        },
    ),
    Section(
        "requests",
        _("Requests of the last 30 days"),
        "workflows.RequestKey",
        ("actor",),
        {"at": "at", "key": "key", "file": f"case__{FILE}"},
    ),
    Section(
        "barred",
        _("Cases you do not take part in because of a conflict"),
        "workflows.Bar",
        ("person",),
        {"file": "case__dossier__number", "title": "case__title"},
    ),
    Section(
        "inspections",
        _("Access for inspections"),
        "workflows.Inspection",
        ("reader", "asked_by", "second", "ended_by"),
        {
            "at": "asked_at",
            "from": "begins_at",
            "until": "ends_at",
            "yours": _is_me("reader"),
            "asked_by_you": _is_me("asked_by"),
            "granted_by_you": _is_me("second"),
            "ended_by_you": _is_me("ended_by"),
        },
    ),
    Section(
        "looks",
        _("What you have read by inspections"),
        "workflows.Reading",
        ("inspection__reader",),
        {"at": "at", "kind": "door", "file": f"case__{FILE}"},
    ),
    Section(
        "attendance",
        _("Attendance at meetings"),
        "funding.Attendance",
        ("person",),
        {
            "at": "at",
            "meeting": "meeting__title",
            "seat": "seat__number",
            "kind": "kind",
            "as_deputy": "deputy",
            "by_video": "by_video",
        },
    ),
    Section(
        "attendance_entered",
        _("Attendance you have entered"),
        "funding.Attendance",
        ("entered_by",),
        {"entered_at": "entered_at", "meeting": "meeting__title", "kind": "kind"},
    ),
    Section(
        "objections",
        _("Objections to minutes"),
        "funding.Objection",
        ("person",),
        {"at": "at", "minutes": "minutes__title", "text": "text", "upheld": "upheld"},
    ),
    Section(
        "bodies_to_lead",
        _("Bodies you were named to lead"),
        "funding.Mandate",
        ("lead",),
        {"body": "named", "from": "day", "file": FILE},
    ),
    Section(
        "elections",
        _("Elections in which you were proposed"),
        "funding.Motion",
        ("candidate",),
        {"body": "body__name", "rank": "rank", "from": "from_on", "until": "until_on", "file": FILE},
    ),
    Section(
        "votes",
        _("Votes"),
        "funding.Participation",
        ("person",),
        {
            "at": "at",
            "body": "decision__body__name",
            "question": "decision__question",
            "seat": "seat__number",
            "times": "number",
            "choice": _named_choice,
        },
    ),
    Section(
        "conflicts",
        _("Conflicts of interest"),
        "funding.Decision",
        ("conflicts",),
        {
            "body": "body__name",
            "question": "question",
            "file": FILE,
            "outcome": _own_entry("conflicts", "outcome"),
        },
        inside=True,
    ),
    Section(
        "involved",
        _("Votes before which your earlier involvement was noted"),
        "funding.Decision",
        ("involved",),
        {"body": "body__name", "question": "question", "file": FILE},
        inside=True,
    ),
    Section(
        "documents",
        _("Documents filed"),
        "funding.Document",
        ("added_by",),
        {"at": "added_at", "file": f"case__{FILE}", "title": "title", "version": "version", "media_type": "media_type"},
    ),
    Section("proofs", _("Proofs of use checked"), "funding.Award", ("checked_by",), {"file": FILE, "title": "title"}),
    Section(
        "programmes",
        _("Programme versions published"),
        "funding.ProgrammeVersion",
        ("published_by_first", "published_by_second"),
        {"title": "title", "at": "published_at"},
    ),
    Section(
        "visits",
        _("Cases you have looked at"),
        "funding.Visit",
        ("person",),
        {"file": f"case__{FILE}", "kind": "case__lifecycle", "entry": "seq"},
    ),
    Section(
        "messages",
        _("Messages to you"),
        "notifications.Message",
        ("person",),
        {
            "at": "due_at",
            "kind": "kind",
            "about": "about",
            "facts": "context",
            "state": "state",
            "sent_at": "sent_at",
            "error": "last_error",
        },
    ),
    Section(
        "mails",
        _("Mails delivered in the demonstration"),
        "notifications.DeliveredMail",
        ("to_address",),
        {"at": "at", "subject": "subject", "text": "body"},
        by_address=True,
    ),
    Section(
        "handed_in",
        _("Ideas you handed in and have not confirmed"),
        "funding.HandedIn",
        ("email",),
        {"at": "consented_at", "title": "title", "name": "name", "email": "email", "words": "problem", "text": "goal"},
        by_address=True,
    ),
    Section(
        "suggestions",
        _("Ideas you handed in without an account"),
        "funding.Suggestion",
        ("email",),
        {
            "at": "consented_at",
            "title": "title",
            "name": "sender",
            "email": "email",
            "words": "problem",
            "text": "goal",
        },
        by_address=True,
    ),
    Section(
        "preferences",
        _("How you want to be told"),
        "notifications.Preference",
        ("person",),
        {"kind": "kind", "way": "way"},
    ),
    Section(
        "hours",
        _("Quiet hours"),
        "notifications.Hours",
        ("person",),
        {"from": "quiet_from", "until": "quiet_until", "digest_at": "digest_at"},
    ),
)
# fmt: off
COLUMNS = {
    "about": _("about"), "at": _("when"), "body": _("body"), "browser": _("browser"), "choice": _("your vote"),
    "created_at": _("created"), "digest_at": _("daily mail at"), "done_by_you": _("done by you"),
    "done_for_you": _("done for you"), "due_on": _("due on"), "email": _("e-mail address"),
    "entry": _("read up to entry"),
    "error": _("error"), "facts": _("facts"), "failures": _("failures"), "file": _("file"), "from": _("from"),
    "ip_address": _("network address"), "key": _("key"), "kind": _("kind"), "locked_out": _("locked out"),
    "media_type": _("file format"), "move": _("step"), "name": _("name"), "organisation": _("organisation"),
    "outcome": _("outcome"), "place": _("place"), "primary": _("main address"), "question": _("question"),
    "rank": _("rank"), "revoked_at": _("revoked"), "role": _("part"), "scopes": _("may"), "seat": _("seat"),
    "sent_at": _("sent"), "signed_out_at": _("signed out"), "state": _("state"), "subject": _("subject"),
    "asked_by_you": _("asked for by you"), "ended_by_you": _("ended by you"), "granted_by_you": _("granted by you"),
    "as_deputy": _("as a deputy"), "by_video": _("by video"), "entered_at": _("entered"),
    "meeting": _("meeting"), "minutes": _("minutes"),
    "upheld": _("upheld"),
    "text": _("text"), "times": _("times"), "title": _("title"), "until": _("until"), "used_at": _("last used"),
    "verified": _("confirmed"), "version": _("version"), "way": _("way"), "words": _("what you wrote"),
    "yours": _("yours"),
}
# fmt: on
