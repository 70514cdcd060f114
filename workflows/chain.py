"""The chain of a case's events: each is hashed over the one before; what a person said is hashed apart, with salt."""

import hashlib
import json
from typing import TYPE_CHECKING

from workflows.models import Event

if TYPE_CHECKING:
    from workflows.step import Step


def next_event(step: "Step", from_state: str, name: str, words: str) -> Event:
    """An unsaved event with the case's next head hash, which the case has from now on. `words`: their hash, if any."""
    case = step.case
    actor, acted_for = (None, None) if step.unnamed else (step.actor, step.acted_for)
    body = json.dumps(
        {
            "case": case.pk,
            "seq": case.seq,
            "move": name,
            "actor": actor,
            "acted_for": acted_for,
            "from": from_state,
            "to": case.state,
            "at": step.now.isoformat(),
            "rule": str(case.table),
            "basis": step.row.basis,
            "facts": step.facts,
            "words": words,
        },
        sort_keys=True,
        ensure_ascii=False,
        default=str,
    )
    case.head_hash = chained(case.head_hash, body)
    return Event(
        case=case,
        seq=case.seq,
        move=name,
        actor_id=actor,
        acted_for_id=acted_for,
        from_state=from_state,
        to_state=case.state,
        at=step.now,
        facts=json.loads(json.dumps(step.facts, default=str)),
        body=body,
        hash=case.head_hash,
    )


def chained(head: str, body: str) -> str:
    return hashlib.sha256(f"{head}\n{body}".encode()).hexdigest()


def words_hash(salt: str, words: dict[str, str]) -> str:
    return hashlib.sha256((salt + json.dumps(words, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()
