import pytest

from workflows.calculators.steps import WrongInput
from workflows.calculators.verdict_request import answer

SEATS = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
YES = [{"seat": "a", "choice": "yes"}, {"seat": "b", "choice": "yes"}]
RULE = {"quorum": {"over": "1/2", "of": "seats"}, "majority": {"over": "1/2", "of": "yes_no"}}
CIRCULAR = {"majority": RULE["majority"], "circular": {"participation": {"over": "1/2"}}}
SESSION = {"procedure": "session", "seats": SEATS, "rule": RULE, "present": ["a", "b"], "ballots": YES}
ROUND = {"procedure": "circular", "seats": SEATS, "rule": CIRCULAR, "ballots": YES}
PAPERS = {"issued": 2, "returned": 2, "yes": 2, "no": 0, "abstain": 0}
SECRET = {**SESSION, "ballots": [], "secret": PAPERS}
QUORUM = RULE["quorum"]
IN_TURN = CIRCULAR["circular"]


def with_rule(request, **changed):
    return {**request, "rule": {**request["rule"], **changed}}


@pytest.mark.parametrize(
    ("field", "request_"),
    [
        ("procedure", {**SESSION, "procedure": "mail"}),
        ("seats", {**SESSION, "seats": None}),
        ("seats", {**SESSION, "seats": [*SEATS, {"id": "a"}]}),
        ("seats[0].id", {**SESSION, "seats": [{"id": 1}]}),
        ("seats[0].chair", {**SESSION, "seats": [{"id": "a", "chair": "yes"}]}),
        ("seats[1]", {**SESSION, "seats": [{"id": "a"}, "b"]}),
        ("rule", {**SESSION, "rule": None}),
        ("rule.quorum", {**SESSION, "rule": {"majority": RULE["majority"]}}),
        ("rule.quorum", with_rule(SESSION, quorum={"of": "seats"})),
        ("rule.quorum", with_rule(SESSION, quorum={"over": "1/2", "at_least": "1/2", "of": "seats"})),
        ("rule.quorum.of", with_rule(SESSION, quorum={"over": "1/2"})),
        ("rule.quorum.over", with_rule(SESSION, quorum={"over": "1/0", "of": "seats"})),
        ("rule.quorum.over", with_rule(SESSION, quorum={"over": "3/2", "of": "seats"})),
        ("rule.quorum.over", with_rule(SESSION, quorum={"over": "-1/2", "of": "seats"})),
        ("rule.quorum.over", with_rule(SESSION, quorum={"over": 0.5, "of": "seats"})),
        ("rule.quorum.over", with_rule(SESSION, quorum={"over": "0.5", "of": "seats"})),
        ("rule.quorum.minimum", with_rule(SESSION, quorum={**QUORUM, "minimum": True})),
        ("rule.quorum.checked", with_rule(SESSION, quorum={**QUORUM, "checked": "end"})),
        ("rule.majority", {**SESSION, "rule": {"quorum": RULE["quorum"]}}),
        ("rule.majority", with_rule(SESSION, majority={"of": "yes_no"})),
        ("rule.majority", with_rule(SESSION, majority={"unanimous": "strict", "over": "1/2"})),
        ("rule.majority.of", with_rule(SESSION, majority={"over": "1/2", "of": "filled"})),
        ("rule.majority.unanimous", with_rule(SESSION, majority={"unanimous": True})),
        ("rule.tie", with_rule(SESSION, tie="lot")),
        ("rule.group_cap", with_rule(SESSION, group_cap="101/100")),
        ("rule.circular", {**ROUND, "rule": RULE}),
        ("rule.circular.participation", with_rule(ROUND, circular={})),
        ("rule.circular.silence", with_rule(ROUND, circular={**IN_TURN, "silence": "consents"})),
        ("present", {**SESSION, "present": None}),
        ("present", {**SESSION, "present": ["a", "z"]}),
        ("present", {**ROUND, "present": ["z"]}),
        ("present[0]", {**SESSION, "present": [["a"]]}),
        ("present_at_opening", {**SESSION, "present_at_opening": ["z"]}),
        ("present_at_opening", with_rule(SESSION, quorum={**RULE["quorum"], "checked": "opening"})),
        ("excluded", {**SESSION, "excluded": ["z"]}),
        ("objections", {**SESSION, "objections": ["z"]}),
        ("contributors", {**SESSION, "contributors": ["z"]}),
        ("ballots", {**SESSION, "ballots": None}),
        ("ballots", {**SESSION, "ballots": [*YES, {"seat": "z", "choice": "yes"}]}),
        ("ballots", {**SESSION, "ballots": [*YES, {"seat": "a", "choice": "no"}]}),
        ("ballots[0].choice", {**SESSION, "ballots": [{"seat": "a", "choice": "maybe"}]}),
        ("ballots[0].cast_at", {**SESSION, "ballots": [{"seat": "a", "choice": "yes", "cast_at": "2026-06-15"}]}),
        ("closed_at", {**SESSION, "closed_at": "12:00"}),
        ("second_meeting", {**SESSION, "second_meeting": "false"}),
        ("ballots", {**SECRET, "ballots": YES}),
        ("secret.no", {**SECRET, "secret": {**PAPERS, "no": None}}),
        ("secret.yes", {**SECRET, "secret": {**PAPERS, "yes": -2}}),
        ("rule.group_cap", with_rule(SECRET, group_cap="1/2")),
        (
            "rule.contributor_consent",
            with_rule({**SECRET, "secret": {**PAPERS, "issued": 9}}, contributor_consent=True),
        ),
    ],
)
def test_what_is_wrong_is_named(field, request_):
    with pytest.raises(WrongInput) as refused:
        answer(request_)
    assert refused.value.field == field


def test_the_examples_above_are_right_but_for_what_they_break():
    assert [answer(right)["outcome"] for right in (SESSION, ROUND, SECRET)] == ["adopted"] * 3


def test_what_a_procedure_does_not_use_is_ignored():
    assert answer(with_rule(SESSION, circular="nonsense"))["outcome"] == "adopted"
    assert answer(with_rule(ROUND, quorum="nonsense"))["outcome"] == "adopted"
