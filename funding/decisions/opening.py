"""How a decision comes into being: another case puts a question to a body."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.decisions.models import Decision
from funding.decisions.states import FALLEN
from funding.fingerprint import canonical
from workflows.refusals import Refused
from workflows.step import Step
from workflows.wording import worded


def put_to_body(  # noqa: PLR0913 - what a body is asked
    step: Step,
    body: Body,
    *,
    kind: str,
    question: str,
    proposal: str,
    papers: Mapping[str, Any],
    conditions: str = "",
    amount: Decimal | None = None,
    replaces: Decision | None = None,
) -> Decision:
    """A prepared decision below the step's case. `papers`: what the members will see; frozen when the vote opens.

    The body's office and chair may read that case from now on, the desk that asks reads the vote. Raises Refused where
    the body has been dissolved."""
    _check_exists(body, step)
    step.share(step.case, [body.place])
    return step.open(
        "decision",
        title=step.case.title,
        body=body,
        kind=kind,
        question=question[:300],
        proposal=proposal,
        conditions=conditions,
        amount=amount,
        papers=json.loads(canonical(papers)),
        replaces=replaces or _fallen_before(step),
        places={"body": body.place},
        readers=[step.case.places[role.at] for role in step.row.who if role.at],
        facts={"body": body.pk, "proposal": proposal},
    )


def _check_exists(body: Body, step: Step) -> None:
    if body.dissolved(step.today):
        raise Refused(
            "body_dissolved",
            _(
                "“%(body)s” was dissolved on %(day)s and resolves on nothing any more. Put the question to its "
                "successor or to another body."
            ),
            body=body.name,
            day=worded(body.dissolved_on),
        )


def _fallen_before(step: Step) -> Decision | None:
    """The resolution of the same case that has fallen, so that its question is open again."""
    last = Decision.objects.filter(parent_id=step.case.pk).order_by("-pk").first()
    return last if last and last.state in FALLEN else None


def put_again(step: Step, decision: Decision, *, kind: str, question: str = "") -> Decision:
    """The same papers before the same body, below the step's case."""
    return put_to_body(
        step,
        decision.body,
        kind=kind,
        question=question or decision.question,
        proposal=decision.proposal,
        papers=decision.papers,
        conditions=decision.conditions,
        amount=decision.amount,
        replaces=decision,
    )
