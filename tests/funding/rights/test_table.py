"""The domain's table of roles against what runs: each difference is named with its reason, and the page is fresh."""

import pytest
from django.core.management import call_command

from funding.rights.actions import ACTIONS
from funding.rights.columns import PARTS
from funding.rights.deviations import DEVIATIONS
from funding.rights.never import NEVER
from funding.rights.table import cells, mark_of
from workflows import binding


def test_every_cell_is_the_domains_or_its_difference_has_a_reason():
    named = [(each.action, part) for each in DEVIATIONS for part in each.parts]
    assert sorted(named) == sorted({(cell.action, cell.part) for cell in cells() if cell.wanted != cell.here})


def test_every_action_and_every_part_of_the_domain_has_its_cell():
    assert len(cells()) == len(ACTIONS) * len(PARTS) == 16 * 13


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("● / vote", "●"), ("X same item unless disclosed", "X"), ("c/● if office is applicant", "c"), ("–", "–"),
        ("committee clerk ●", "●"), ("○ own result", "○"), ("own region extract", "○"), ("– / ● / ● other person", "●"),
    ],
)  # fmt: skip
def test_the_domains_words_come_to_one_mark(words, mark):
    assert mark_of(words) == mark


def test_every_move_an_action_names_exists():
    named = [(name, move) for action in ACTIONS for name, moves in action.moves.items() for move in moves]
    named += [(name, "advise") for action in ACTIONS for name in action.advised]
    assert [pair for pair in named if binding.current(pair[0]).lifecycle.find(pair[1]) is None] == []


def test_the_tables_name_the_guard_of_everything_that_is_never_combined():
    guarded = [
        (rule, binding.current(rule.lifecycle).lifecycle.find(str(move))) for rule in NEVER for move in rule.moves
    ]
    assert [(rule.why, row.name) for rule, row in guarded if rule.guard and rule.guard not in row.only_if] == []


def test_the_page_is_fresh(capsys, tmp_path, settings):
    call_command("roles", check=True)
    call_command("roles")
    assert "| vote committee (award) | X |" in capsys.readouterr().out
    settings.ROLES_DOCUMENTATION = tmp_path / "roles.md"
    with pytest.raises(SystemExit):
        call_command("roles", check=True)
    call_command("roles", write=True)
    call_command("roles", check=True)
