"""Grant sums asked for in JSON. Money is a string with two places, `steps` still wait for their words."""

from collections.abc import Callable, Mapping

from funding.money import NOTHING, Item, Kind, Share, ceiling, plan, settle, shift, split
from workflows.calculators.reading import Fields, Reader, list_of, money, one_of, record, share, text, whole

Answer = dict[str, object]
KIND: Reader[Kind] = one_of("fixed", "share", "gap")


def answer(request: Mapping[str, object]) -> Answer:
    """Raises WrongInput, which names the field."""
    fields = Fields(request)
    return _ASKED[fields.get("ask", one_of(*_ASKED))](fields)


def _ceiling(fields: Fields) -> Answer:
    kind = fields.get("kind", KIND)
    found = ceiling(
        kind,
        fields.get("eligible", money),
        fields.get("own_share", share),
        other_income=fields.get("other_income", money) if kind == "gap" else None,
        cap=fields.optional("cap", money, None),
    )
    return {"grant": str(found.grant), "steps": found.steps}


def _settle(fields: Fields) -> Answer:
    kind = fields.get("kind", KIND)
    by_plan = kind != "fixed"
    found = settle(
        kind,
        awarded=fields.get("awarded", money),
        paid=fields.get("paid", money),
        proven=fields.get("proven", money),
        planned=fields.get("planned", money) if by_plan else None,
        own_share=None if by_plan else fields.get("own_share", share),
        other_income_planned=fields.optional("other_income_planned", money, NOTHING) if by_plan else NOTHING,
        other_income=fields.optional("other_income", money, NOTHING) if by_plan else NOTHING,
    )
    results = {"final": str(found.final), "repay": str(found.repay), "remaining": str(found.remaining)}
    return {**results, "steps": found.steps}


def _plan(fields: Fields) -> Answer:
    found = plan(fields.get("expenditure", list_of(money)), fields.get("income", list_of(money)))
    return {"balanced": found.balanced, "difference": str(found.difference), "steps": found.steps}


def _shift(fields: Fields) -> Answer:
    found = shift(fields.get("kind", KIND), fields.get("items", list_of(_item)), fields.get("tolerance", share))
    return {"needs_change_request": found.needs_change_request, "items": list(found.items), "steps": found.steps}


def _item(value: object, path: str) -> Item:
    fields = record(value, path)
    return Item(fields.get("name", text), fields.get("planned", money), fields.get("actual", money))


def _split(fields: Fields) -> Answer:
    found = split(fields.get("amount", money), fields.get("shares", list_of(_share)))
    return {"parts": {payer: str(part) for payer, part in found.parts.items()}, "steps": found.steps}


def _share(value: object, path: str) -> Share:
    fields = record(value, path)
    return Share(fields.get("payer", text), fields.get("weight", whole(1)))


_ASKED: dict[str, Callable[[Fields], Answer]] = {
    "ceiling": _ceiling,
    "settle": _settle,
    "plan": _plan,
    "shift": _shift,
    "split": _split,
}
