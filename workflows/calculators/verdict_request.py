"""A verdict asked for in JSON; `read_rule` also reads the rule that a decision has stored."""

from collections.abc import Mapping
from typing import Literal

from workflows.calculators.facts import (
    Ballot,
    Choice,
    Circular,
    Facts,
    Majority,
    MajorityBase,
    Procedure,
    Quorum,
    Rule,
    Seat,
    Secret,
    Threshold,
    Unanimity,
)
from workflows.calculators.reading import Fields, Reader, flag, instant, list_of, one_of, record, share, text, whole
from workflows.calculators.steps import WrongInput, _
from workflows.calculators.verdict import verdict

APPROVAL: Reader[Literal["approval"]] = one_of("approval")


def answer(request: Mapping[str, object]) -> dict[str, object]:
    """Raises WrongInput, which names the field."""
    found = verdict(read_facts(request))
    sums = {"yes": found.yes, "no": found.no, "abstain": found.abstain, "silent": found.silent}
    return {"outcome": found.outcome.value, **sums, "void": found.void, "steps": found.steps}


def read_facts(request: Mapping[str, object]) -> Facts:
    fields = Fields(request)
    procedure: Procedure = fields.get("procedure", one_of("session", "circular"))
    secret = fields.optional("secret", _secret, None)
    ballots = list_of(_ballot)
    return Facts(
        procedure,
        fields.get("seats", list_of(_seat)),
        fields.get("rule", lambda value, path: read_rule(record(value, path), procedure)),
        ballots=fields.optional("ballots", ballots, ()) if secret else fields.get("ballots", ballots),
        present=fields.optional("present", _ids, None),
        present_at_opening=fields.optional("present_at_opening", _ids, None),
        excluded=fields.optional("excluded", _ids, frozenset()),
        objections=fields.optional("objections", _ids, frozenset()),
        contributors=fields.optional("contributors", _ids, frozenset()),
        secret=secret,
        closed_at=fields.optional("closed_at", instant, None),
        second_meeting=fields.optional("second_meeting", flag, default=False),
    )


def read_rule(fields: Fields, procedure: Procedure) -> Rule:
    """A session ignores `circular`, a circular vote ignores `quorum`."""
    in_session = procedure == "session"
    return Rule(
        majority=fields.get("majority", _majority),
        quorum=fields.optional("quorum", _quorum, None) if in_session else None,
        circular=None if in_session else fields.get("circular", _circular),
        tie=fields.optional("tie", one_of("rejected", "chair", "chairs_agree"), "rejected"),
        group_cap=fields.optional("group_cap", share, None),
        mass_exclusion=fields.optional("mass_exclusion", APPROVAL, None),
        contributor_consent=fields.optional("contributor_consent", flag, default=False),
    )


def _ids(value: object, path: str) -> frozenset[str]:
    return frozenset(list_of(text)(value, path))


def _seat(value: object, path: str) -> Seat:
    fields = record(value, path)
    return Seat(
        fields.get("id", text),
        fields.optional("group", text, None),
        chair=fields.optional("chair", flag, default=False),
        filled=fields.optional("filled", flag, default=True),
    )


def _ballot(value: object, path: str) -> Ballot:
    fields = record(value, path)
    choice: Choice = fields.get("choice", one_of("yes", "no", "abstain"))
    return Ballot(fields.get("seat", text), choice, fields.optional("cast_at", instant, None))


def _secret(value: object, path: str) -> Secret:
    fields = record(value, path)
    return Secret(*(fields.get(name, whole(0)) for name in ("issued", "returned", "yes", "no", "abstain")))


def _threshold(fields: Fields, path: str) -> Threshold:
    over = fields.optional("over", share, None)
    at_least = fields.optional("at_least", share, None)
    found = over if at_least is None else at_least
    if found is None or (over is not None and at_least is not None):
        raise WrongInput(path, _("needs either over or at_least"))
    return Threshold(found, over=at_least is None)


def _quorum(value: object, path: str) -> Quorum:
    fields = record(value, path)
    return Quorum(
        _threshold(fields, path),
        fields.get("of", one_of("seats", "filled", "eligible")),
        fields.optional("minimum", whole(0), 0),
        fields.optional("checked", one_of("opening", "vote"), "vote"),
    )


def _majority(value: object, path: str) -> Majority | Unanimity:
    fields = record(value, path)
    if "unanimous" not in fields.given():
        bases: Reader[MajorityBase] = one_of("yes_no", "cast", "present", "seats", "eligible")
        return Majority(_threshold(fields, path), fields.get("of", bases))
    if {"over", "at_least"} & set(fields.given()):
        raise WrongInput(path, _("is either unanimous or needs a threshold"))
    return Unanimity(fields.get("unanimous", one_of("lenient", "strict")))


def _circular(value: object, path: str) -> Circular:
    fields = record(value, path)
    return Circular(
        fields.get("participation", lambda value, path: _threshold(record(value, path), path)),
        fields.optional("silence", one_of("not_cast", "rejects"), "not_cast"),
        fields.optional("objection", one_of("aborts", "ignored"), "ignored"),
        fields.optional("objections", whole(1), 1),
    )
