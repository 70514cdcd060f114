"""How a decision comes into being: another case puts a question to a body."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from funding.bodies.models import Body
from funding.decisions.models import Decision
from workflows.step import Step


def put_to_body(
    step: Step,
    body: Body,
    *,
    kind: str,
    question: str,
    proposal: str,
    papers: Mapping[str, Any],
    conditions: str = "",
    amount: Decimal | None = None,
) -> Decision:
    """A prepared decision below the step's case. `papers`: what the members will see; its hash binds the vote to it.

    The body's office and chair may read that case from now on, the desk that asks reads the vote."""
    step.share(step.case, [body.place])
    asked = {"question": question, "proposal": proposal, "conditions": conditions, "amount": amount, **papers}
    return step.open(
        "decision",
        title=step.case.title,
        body=body,
        kind=kind,
        question=question[:300],
        proposal=proposal,
        conditions=conditions,
        amount=amount,
        papers=json.loads(json.dumps(papers, default=str)),
        content_hash=hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest(),
        places={"body": body.place},
        readers=[step.case.places[role.at] for role in step.row.who if role.at],
        facts={"body": body.pk, "proposal": proposal},
    )
