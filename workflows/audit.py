"""Is the history what it was? Recompute every case's chain, and compare it with what was anchored outside.

Promise: rows changed, removed from the middle, put in or swapped are found by the chain. Who could rewrite a whole
chain, cut its tail together with the case's row, or remove a case, is found only by an anchor written before and kept
where they could not reach it. An anchor says nothing of what came after it.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TextIO

from django.utils.translation import gettext_lazy as _

from workflows.chain import chained, words_hash
from workflows.engine import Actor, actor_id
from workflows.models import Case, Event, EventWords
from workflows.work import Work

CASES_AT_ONCE = 500
HEADING = "foerderweg audit anchors 1"

FIRST_MISSING = _("does not begin with its opening")
GAP = _("a number is missing or stands twice")
BODY_UNREADABLE = _("what was kept verbatim cannot be read")
COLUMNS_DIFFER = _("the columns say something else than what was hashed")
HASH_WRONG = _("the hash does not follow from the event before")
STATES_BROKEN = _("does not begin in the state the event before led to")
WORDS_DIFFER = _("the words are not those that were hashed")
WORDS_PUT_IN = _("has words, but none were hashed")
STATE_DIFFERS = _("the case's state is not where its history leads")
HEAD_DIFFERS = _("the case's number and head hash are not those of its last event")
NO_HISTORY = _("the case has no history")
NO_CASE = _("there is history, but no case")
ANCHOR_GONE = _("what was anchored is not there any more")
ANCHOR_DIFFERS = _("what was anchored is there with another hash")


@dataclass(frozen=True)
class Finding:
    case: int
    seq: int | None
    what: Any

    def __str__(self) -> str:
        return f"{self.case}{'' if self.seq is None else f'/{self.seq}'}: {self.what}"


@dataclass
class Audit:
    """One pass over all cases, in the order of their numbers. `anchors`: case → (number, hash)."""

    anchors: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    cases: int = 0
    events: int = 0
    heads: list[tuple[int, int, str]] = field(default_factory=list)

    def findings(self) -> Iterator[Finding]:
        """Every contradiction. Run it in one snapshot of the database, or moves made meanwhile look like some."""
        last = 0
        while cases := list(Case.objects.filter(pk__gt=last).order_by("pk")[:CASES_AT_ONCE]):
            yield from self._page({case.pk: case for case in cases}, last, cases[-1].pk)
            last = cases[-1].pk
        yield from self._page({}, last, None)
        known = {case for case, _seq, _hash in self.heads}
        yield from (Finding(case, seq, ANCHOR_GONE) for case, (seq, _h) in self.anchors.items() if case not in known)

    def _page(self, cases: dict[int, Case], after: int, until: int | None) -> Iterator[Finding]:
        events = _between(Event, after, until).order_by("case_id", "seq", "pk")
        words = {(row.case_id, row.seq): row for row in _between(EventWords, after, until)}
        silent = dict(cases)
        for case_id, history in groupby(events.iterator(), key=lambda event: event.case_id):
            silent.pop(case_id, None)
            if case := cases.get(case_id):
                yield from self._case(case, history, words)
            else:
                yield Finding(case_id, None, NO_CASE)
        yield from (Finding(case_id, None, NO_HISTORY) for case_id in silent)

    def _case(
        self, case: Case, history: Iterable[Event], words: dict[tuple[int, int], EventWords]
    ) -> Iterator[Finding]:
        self.cases += 1
        chain = _Chain(case.pk)
        anchored = self.anchors.get(case.pk)
        for event in history:
            self.events += 1
            yield from chain.follow(event, words.get((case.pk, event.seq)))
            if anchored and event.seq == anchored[0] and event.hash != anchored[1]:
                yield Finding(case.pk, event.seq, ANCHOR_DIFFERS)
        if case.state != chain.state:
            yield Finding(case.pk, None, STATE_DIFFERS)
        if (case.seq, case.head_hash) != (chain.seq, chain.head):
            yield Finding(case.pk, None, HEAD_DIFFERS)
        if anchored and anchored[0] > chain.seq:
            yield Finding(case.pk, anchored[0], ANCHOR_GONE)
        self.heads.append((case.pk, chain.seq, chain.head))


@dataclass
class _Chain:
    """The fold of one case's events."""

    case: int
    seq: int = 0
    state: str = ""
    head: str = ""

    def follow(self, event: Event, words: EventWords | None) -> Iterator[Finding]:
        expected = self.seq + 1
        if self.seq == 0 and event.move != "open":
            yield Finding(self.case, event.seq, FIRST_MISSING)
        if event.seq != expected:
            yield Finding(self.case, event.seq, GAP)
        if event.from_state != self.state:
            yield Finding(self.case, event.seq, STATES_BROKEN)
        if event.hash != chained(self.head, event.body):
            yield Finding(self.case, event.seq, HASH_WRONG)
        yield from _in_itself(event, words)
        self.seq, self.state, self.head = event.seq, event.to_state, event.hash


def _in_itself(event: Event, words: EventWords | None) -> Iterator[Finding]:
    try:
        body = json.loads(event.body)
        said = {name: body[name] for name in _COLUMNS}
        hashed_words, at = body["words"], dt.datetime.fromisoformat(body["at"])
    except (ValueError, KeyError, TypeError):
        body = None
    if body is None or event.format != Event.FORMAT:
        yield Finding(event.case_id, event.seq, BODY_UNREADABLE)
        return
    if said != {name: getattr(event, column) for name, column in _COLUMNS.items()} or at != event.at:
        yield Finding(event.case_id, event.seq, COLUMNS_DIFFER)
    if words and not hashed_words:
        yield Finding(event.case_id, event.seq, WORDS_PUT_IN)
    elif words and words_hash(words.salt, words.words) != hashed_words:
        yield Finding(event.case_id, event.seq, WORDS_DIFFER)


_COLUMNS = {
    "case": "case_id",
    "seq": "seq",
    "move": "move",
    "actor": "actor_id",
    "acted_for": "acted_for_id",
    "from": "from_state",
    "to": "to_state",
    "facts": "facts",
}


def _between(model: type[Event] | type[EventWords], after: int, until: int | None) -> Any:
    rows = model.objects.filter(case_id__gt=after)
    return rows if until is None else rows.filter(case_id__lte=until)


def write_anchors(heads: Iterable[tuple[int, int, str]], file: TextIO) -> str:
    """A line a case (case, number, hash), then a hash over all lines, which is also answered: print it on paper."""
    lines = [HEADING, *(f"{case} {seq} {head}" for case, seq, head in heads)]
    total = _hash_over(lines)
    file.writelines(f"{line}\n" for line in [*lines, f"all {total}"])
    return total


def read_anchors(file: TextIO) -> dict[int, tuple[int, str]]:
    """ValueError if the file is none of ours, cut, or changed."""
    *lines, last = file.read().splitlines() or [""]
    if not lines or lines[0] != HEADING or last != f"all {_hash_over(lines)}":
        raise ValueError(_("This is no complete file of anchors, or it has been changed."))
    rows = (line.split(" ") for line in lines[1:])
    return {int(case): (int(seq), head) for case, seq, head in rows}


def _hash_over(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def erase_words(case: Case, *, by: Actor) -> Event | None:
    """Delete every word said in the case, with its salt. The chain stays whole and says that it was done, and by whom.

    None if there was nothing to erase.
    """
    with Work.on(case.pk) as work:
        erased, _by_model = EventWords.objects.filter(case_id=work.case.pk).delete()
        if not erased:
            return None
        step = work.step(actor_id(by))
        step.record(erased=erased)
        return step.note("words.erase")
