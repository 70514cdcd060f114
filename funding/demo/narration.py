"""Tells a story from the records it leaves behind: who, what, when, which document, which mail, how long it took."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from funding.documents import attaching
from funding.documents.models import Document
from funding.web.content import LETTERS
from notifications.delivery import deliver_due
from notifications.models import DeliveredMail
from workflows import clock
from workflows.calculators.steps import Step
from workflows.clock import BERLIN
from workflows.models import Deadline, Event
from workflows.wording import render_steps

DAY = "l, j. F Y"
KINDS = {**LETTERS, **attaching.KINDS}


@dataclass
class Narrator:
    """Call it after each act with the seconds it took; what is new in the records since then is told."""

    write: Callable[[str], Any]
    day: dt.date | None = None
    told: dict[type[Model], int] = field(default_factory=dict)

    def __call__(self, seconds: float) -> None:
        deliver_due()
        took = f"  ({seconds * 1000:.0f} ms)"
        events, enclosures = self._new(Event, "case", "actor"), [*self._enclosures()]
        for event in events:
            self._line(event.at, _who(event), _what(event), took)
            took = ""
        if enclosures and not events:
            self._line(clock.now(), _who(None), _("Reminders"), took)
        for line in enclosures:
            self.write(f"             {line}")

    def _line(self, at: dt.datetime, who: str, what: str, took: str) -> None:
        at = at.astimezone(BERLIN)
        if at.date() != self.day:
            self.day = at.date()
            self.write(f"\n{date_format(self.day, DAY)}")
        self.write(f"  {at:%H:%M}  {who:<18}  {what}{took}")

    def _enclosures(self) -> Iterator[str]:
        for deadline in self._new(Deadline):
            if deadline.nature == Deadline.Nature.LEGAL:
                yield _("Legal date: %(day)s") % {"day": date_format(deadline.due_on, DAY)}
                yield from (f"  {sentence}" for sentence in render_steps(map(Step.from_json, deadline.steps)))
        for document in self._new(Document):
            yield _("Document (%(kind)s): %(title)s, version %(version)s, SHA-256 %(hash)s…") % {
                "kind": KINDS[document.kind],
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


def _who(event: Event | None) -> str:
    return event.actor.name if event and event.actor else _("The clock")


def _what(event: Event) -> str:
    """For example "Idea: Submit the idea → submitted"."""
    table = event.case.table
    row, state = table.find(event.move), table.stay_in[event.to_state].state
    what = row.label if row else _("Begin") if event.move == "open" else event.move
    return f"{table.label}: {what} → {getattr(state, 'label', state)}"
