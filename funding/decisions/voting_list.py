"""The list of a vote in which each ballot carries its seat. Of a secret vote there is none."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from funding.decisions.models import Choice, Decision, Participation
from funding.decisions.states import M
from funding.documents.addresses import sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, signature_now
from funding.documents.letters import render
from funding.programmes.benches import bench_label
from workflows.clock import BERLIN
from workflows.step import Step

TITLE = _("List of votes")


def write_voting_list(decision: Decision, step: Step) -> None:
    """Filed with the result, where votes were cast here and the ballot was not secret. Of a vote held elsewhere the
    minutes say who voted how."""
    if decision.is_secret or decision.result is None or decision.entry:
        return
    content = render("voting_list", language=LANGUAGE, facts=_facts(decision, step))
    document = file_letter(step, "voting_list", content, title=TITLE)
    step.record(voting_list=document.pk, voting_list_sha256=document.content_id)


def _facts(decision: Decision, step: Step) -> dict[str, Any]:
    moments = {event.move: event.at for event in decision.events.filter(move__in=(M.OPEN, *ENDING)).order_by("seq")}
    counts = {name: decision.result[name] for name in ("yes", "no", "abstain", "silent")}
    return {
        **letter_head(step, decision.dossier, sender(decision.body)),
        "body": decision.body.name,
        "procedure": decision.procedure,
        "question": decision.question,
        "opened_at": moments[M.OPEN].astimezone(BERLIN),
        "closed_at": next(at for move, at in reversed(moments.items()) if move in ENDING).astimezone(BERLIN),
        "voters": _voters(decision),
        "counts": {**counts, "eligible": len(decision.eligible)},
        "outcome": decision.result["outcome"],
        "fingerprint": decision.content_hash,
        "signatories": [signature_now(step)],
    }


ENDING = (M.CLOSE, M.OBJECT)


def _voters(decision: Decision) -> list[dict[str, Any]]:
    """Each seat filled when the vote was opened."""
    acted = dict(Participation.objects.filter(decision=decision).values_list("seat_id", "person__name"))
    cast = dict(Choice.objects.filter(decision=decision).values_list("seat_id", "choice"))
    with override(LANGUAGE):
        return [
            {
                "number": str(seat["number"]),
                "seat": seat["institution"] or (str(bench_label(seat["bench"])) if seat["bench"] else ""),
                "name": acted.get(seat["seat"], ""),
                "choice": cast.get(seat["seat"]),
                "excluded": seat["seat"] in decision.excluded,
            }
            for seat in decision.electorate
            if seat["filled"]
        ]
