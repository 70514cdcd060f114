"""A vote that begins anew."""

from funding.decisions import conflicts, secret
from funding.decisions.models import Decision


def clear_votes(decision: Decision, *also: str) -> None:
    """The vote begins anew. Who took part before stays in the history, with the result then reckoned."""
    decision.choices.all().delete()
    decision.participations.all().delete()
    if decision.is_secret:
        secret.clear(decision)
    conflicts.keep_out(decision)
    decision.result = decision.closes_on = decision.held_on = None
    decision.save(update_fields=["result", "closes_on", "held_on", *also])
