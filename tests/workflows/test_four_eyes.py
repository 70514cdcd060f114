"""Who has a hand in what a move would bring about, over corrections, returns and later rounds."""

import pytest

from workflows.four_eyes import Made, hands_in
from workflows.lifecycle import CLOCK, Lifecycle, Role, move, one_of, stay

OFFICE = Role("office", at="office")
# fmt: off
NOTICE = Lifecycle("notice_in_test", version=1, stays=(
    stay("examined", OFFICE), stay("written", OFFICE), stay("signed", OFFICE), stay("issued"),
), moves=(
    move("begin",  "examined",            "written",                    OFFICE),
    move("write",  "written",             "written",                    OFFICE),
    move("sign",   "written",             "signed",                     OFFICE),
    move("return", "signed",              "written",                    OFFICE),
    move("give_up", ("written", "signed"), "examined",                  OFFICE),
    move("issue",  "signed",              "issued",                     OFFICE, four_eyes=("write", "sign")),
    move("drop",   ("examined", "written"), "issued",                   OFFICE, four_eyes="sign"),
    move("annul",  "issued",              "examined",                   (OFFICE, CLOCK)),
    move("note",   ("written", "signed"), one_of("written", "signed"),  OFFICE),
))
# fmt: on
STEPS = {
    "begin": ("examined", "written"),
    "write": ("written", "written"),
    "sign": ("written", "signed"),
    "return": ("signed", "written"),
    "give_up": ("written", "examined"),
    "issue": ("signed", "issued"),
    "annul": ("issued", "examined"),
}  # fmt: skip
A, B, C = 1, 2, 3


def hands(row, *made):
    history = [Made("open", A, "", "examined"), *(Made(name, actor, *STEPS[name]) for name, actor in made)]
    return hands_in(NOTICE.find(row), NOTICE, history)


def test_whoever_wrote_a_part_of_it_or_signed_it_has_a_hand_in_it():
    assert hands("issue", ("begin", C), ("write", A), ("write", B), ("sign", B)) == {A, B}


def test_what_was_written_stays_though_the_signature_was_given_back():
    made = ("begin", C), ("write", A), ("sign", A), ("return", C), ("write", B), ("sign", B)
    assert hands("issue", *made) == {A, B}


def test_a_signature_given_back_binds_nobody_once_another_has_signed():
    made = ("begin", C), ("write", A), ("sign", B), ("return", C), ("sign", A)
    assert hands("issue", *made) == {A}


@pytest.mark.parametrize("end", [[("give_up", C)], [("issue", C), ("annul", None)]])
def test_what_was_written_stays_wherever_the_case_has_been_since_but_not_the_signature(end):
    assert hands("issue", ("begin", C), ("write", A), ("sign", C), *end, ("begin", C), ("write", B), ("sign", B)) == {
        A,
        B,
    }


def test_where_nothing_was_signed_since_it_was_given_back_the_last_signature_still_counts():
    assert hands("drop", ("begin", C), ("write", A), ("sign", A), ("return", C), ("sign", B), ("return", C)) == {B}


def test_where_nobody_signed_at_all_anybody_may():
    assert hands("drop", ("begin", C)) == set()
