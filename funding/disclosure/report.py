"""The access report of one person (Art. 15 GDPR), streamed: as JSON for programs, as HTML for people.

It holds nobody else's data: rows are the person's own, other people's names in them are replaced, and what a row says
of the case alone stays in the case.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.contrib.sessions.models import Session
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from funding.disclosure.columns import AT_ONCE
from funding.disclosure.others import Others
from funding.disclosure.sections import SECTIONS
from funding.disclosure.words import ACCOUNT, COLUMNS
from funding.people.models import User
from workflows import clock

FORMAT = "foerderweg access report 1"
# Art. 15 (1) (a) to (g) GDPR, in the order of the law.
ABOUT = (
    _("Purpose: bodies decide on projects, authorities grant and check money, and both must be able to prove it."),
    _("Legal basis: Art. 6 (1) (e) GDPR with the data protection act of the state."),
    _("Recipients: whoever holds a desk at a place that takes part in a case reads that case."),
    _("Storage: as long as the file is kept; the file's page names the last day and how it was calculated."),
    _("You may ask for correction, erasure or restriction, object, and complain to the data protection authority."),
    _("Source: you, your organisation, or the office that gave you access."),
    _("Of a secret vote only that you took part is stored, never how you voted."),
)
Part = tuple[str, Any, Iterable[dict[str, Any]]]


def parts(person: User) -> Iterator[Part]:
    """Key, title and rows of each section, others' names left out. A query a section, however long it is."""
    others = Others(person)
    yield "person", gettext("Your account"), iter([_account(person)])
    yield "sessions", gettext("Browsers signed in"), _sessions(person)
    for section in SECTIONS:
        yield section.key, section.title, (others.left_out(row) for row in section.rows(person))


def _account(person: User) -> dict[str, Any]:
    names = ("name", "email", "language", "public_id", "joined_at", "last_login", "is_active", "is_staff")
    return {name: getattr(person, name) for name in names}


def _sessions(person: User) -> Iterator[dict[str, Any]]:
    """Whose a session is stands inside it, signed; so all that still count are looked into."""
    for session in Session.objects.filter(expire_date__gt=clock.now()).iterator(chunk_size=AT_ONCE):
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            yield {"until": session.expire_date}


def as_json(person: User) -> Iterator[str]:
    head = {"format": FORMAT, "made_at": clock.now().isoformat(), "about": [str(line) for line in ABOUT]}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "sections": {'
    for number, (key, title, rows) in enumerate(parts(person)):
        yield f'{"," if number else ""}\n{json.dumps(key)}: {{"title": {_json(title)}, "rows": ['
        for index, row in enumerate(rows):
            yield f"{',' if index else ''}\n{_json(row)}"
        yield "]}"
    yield "}}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def as_html(person: User) -> Iterator[str]:
    title = gettext("What is stored about you")
    yield format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title><style>{}</style></head><body>'
        "<h1>{}</h1><p>{}</p><ul>{}</ul>",
        get_language(),
        title,
        STYLE,
        title,
        _shown(clock.now()),
        format_html_join("", "<li>{}</li>", ((line,) for line in ABOUT)),
    )
    for _key, heading, rows in parts(person):
        yield format_html("<h2>{}</h2>", heading)
        yield from _table(iter(rows))
    yield "</body></html>\n"


STYLE = (
    "body{font-family:sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
    "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;"
    "vertical-align:top;white-space:pre-line}"
)


def _table(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    first = next(rows, None)
    if first is None:
        yield format_html("<p>{}</p>", gettext("Nothing is stored."))
        return
    heads = ((COLUMNS.get(name) or ACCOUNT.get(name, name),) for name in first)
    yield format_html(
        "<table><thead><tr>{}</tr></thead><tbody>", format_html_join("", '<th scope="col">{}</th>', heads)
    )
    yield from map(_row, chain([first], rows))
    yield "</tbody></table>"


def _row(row: dict[str, Any]) -> str:
    return format_html("<tr>{}</tr>", format_html_join("", "<td>{}</td>", ((_shown(cell),) for cell in row.values())))


def _shown(value: Any) -> str:
    match value:
        case None | "":
            return "–"
        case bool():
            return gettext("yes") if value else gettext("no")
        case dt.datetime():
            return format_date(localtime(value, clock.BERLIN), "d.m.Y H:i")
        case dt.date():
            return format_date(value, "d.m.Y")
        case dict():
            return "\n".join(f"{name}: {_shown(part)}" for name, part in value.items())
        case list():
            return ", ".join(_shown(part) for part in value)
    return str(value)
