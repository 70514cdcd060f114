"""Tells a story from the records it leaves behind: who, what, when, which document, which mail, how long it took."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.documents.models import Document
from notifications.delivery import deliver_due
from notifications.models import DeliveredMail
from workflows.lifecycle import CLOCK
from workflows.models import Event
from workflows.survey import BERLIN


@dataclass
class Narrator:
    """Call it after each act with the seconds it took; what is new in the records since then is told."""

    write: Callable[[str], Any]
    day: dt.date | None = None
    told: dict[type[Model], int] = field(default_factory=dict)

    def __call__(self, seconds: float) -> None:
        deliver_due()
        for number, event in enumerate(self._new(Event, "case", "actor")):
            self._begin_day(event.at.astimezone(BERLIN).date())
            self.write(_event_line(event, seconds if number == 0 else None))
        for line in self._enclosures():
            self.write(f"             {line}")

    def _begin_day(self, day: dt.date) -> None:
        if day != self.day:
            self.day = day
            self.write(f"\n{date_format(day, 'l, j. F Y')}")

    def _enclosures(self) -> Iterator[str]:
        for document in self._new(Document):
            yield _("Document (%(kind)s): %(title)s, version %(version)s, SHA-256 %(hash)s…") % {
                "kind": document.kind,
                "title": document.title,
                "version": document.version,
                "hash": document.content_id[:12],
            }
        for mail in self._new(DeliveredMail):
            yield _("Mail to %(name)s: %(subject)s") % {"name": mail.to_name, "subject": mail.subject}

    def _new(self, model: type[Model], *related: str) -> list[Any]:
        found = list(model.objects.filter(pk__gt=self.told.get(model, 0)).select_related(*related).order_by("pk"))
        if found:
            self.told[model] = found[-1].pk
        return found


def _event_line(event: Event, seconds: float | None) -> str:
    table = event.case.table
    row = table.find(event.move)
    state = table.stay_in[event.to_state].state
    who = event.actor.name if event.actor else str(CLOCK.label)
    time = event.at.astimezone(BERLIN).strftime("%H:%M")
    took = "" if seconds is None else f"  ({seconds * 1000:.0f} ms)"
    what = row.label if row else _("Begin") if event.move == "open" else event.move
    return f"  {time}  {who:<16}  {table.label}: {what} → {getattr(state, 'label', state)}{took}"
