"""Every state the domain knows is on the page that says where it is; and what the page names exists."""

import re

import pytest
from django.conf import settings

from workflows.binding import flows

PAGE = settings.ROOT / "docs" / "lifecycles-map.md"
NAMED = re.compile(r"`(\w+)\.(\w+)(\(\))?`")
NOT_BUILT = "not yet"

# The states of the domain by their section, in its words. Nothing is taken out here.
DOMAIN = {
    "6.1 Idea": (
        "draft submitted in_working_group returned merged joined_existing recommended not_recommended "
        "on_agenda approved_for_application approved_with_conditions approved_without_funding deferred "
        "rejected lapsed withdrawn in_application in_execution parked expired completed offered_for_transfer "
        "adopted_by archived"
    ),
    "6.2 Decision": (
        "prepared open closed adopted rejected tie_pending not_quorate invalid aborted re_invited recorded "
        "executed subject_to_approval effective refused challenged confirmed void reconsidered"
    ),
    "6.3 Application": (
        "draft internally_released submitted received late incomplete lapsed complete in_assessment ready "
        "on_committee_agenda committee_approved approved_with_conditions partially_approved deferred "
        "returned_for_revision committee_rejected notice_in_preparation awarded partially_awarded rejected "
        "withdrawn early_start_requested early_start_granted early_start_refused started_without_permission "
        "budget_missing waiting_list expired"
    ),
    "6.4 Award": (
        "issued sent notified final contested upheld amended_after_remedy annulled inadmissible running "
        "suspended amended completed proof_due proof_submitted proof_checked closed terminated_early declined "
        "lapsed hearing revoked reduced retention erased offered_to_archive"
    ),
    "6.4 Reclaim": "reclaimed paid deferred waived contested enforced",
    "1.26 Commitment": "promised kept partly_kept broken",
    "6.4 Forwarding": "drafted agreed running proof_in checked",
    "6.5 Disbursement": (
        "draft submitted checked_factual checked_arithmetical approved ordered paid returned rejected "
        "withdrawn use_confirmed use_overdue interest_case returned_funds lapsed carried_over"
    ),
    "6.6 Change": (
        "draft submitted in_review committee approved partly rejected returned withdrawn moot not_needed late"
    ),
    "6.6 Notification": "sent acknowledged no_action change_required hearing",
    "6.7 Report": (
        "scheduled open draft internally_released submitted under_review accepted returned "
        "accepted_with_reduction rejected overdue extended reopened"
    ),
    "6.8 Meeting": (
        "planned agenda_draft invited opened closed minutes_draft minutes_circulated minutes_approved "
        "published_extract postponed cancelled not_quorate re_invited interrupted adjourned"
    ),
    "6.9 Transfer": "offered interest contact adapted own_idea adopted abandoned",
    "6.9 Statement": "adopted sent acknowledged answered no_reply fed_back",
}
# What is not built yet. This list only ever gets shorter.
NOT_YET = {}
TABLES = {str(flow.lifecycle.name): flow.lifecycle for flow in flows()}


def page() -> dict[str, dict[str, list[str]]]:
    """Section → state of the domain → the cells beside it."""
    found: dict[str, dict[str, list[str]]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = found.setdefault(line.removeprefix("## "), {})
        elif line.startswith("| ") and not line.startswith("| in the domain"):
            state, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            assert state not in section, f"{state} stands twice"
            section[state] = cells
    return found


def test_each_state_of_the_domain_is_named_once_in_its_section():
    assert {section: list(rows) for section, rows in page().items()} == {
        section: states.split() for section, states in DOMAIN.items()
    }


def test_what_is_not_built_is_said_and_listed():
    said = {
        section: [state for state, (here, _remark) in rows.items() if here == NOT_BUILT]
        for section, rows in page().items()
    }
    assert {section: states for section, states in said.items() if states} == {
        section: states.split() for section, states in NOT_YET.items()
    }


@pytest.mark.parametrize("section", DOMAIN)
def test_what_is_built_names_a_state_or_a_move_that_exists(section):
    for state, (here, remark) in page()[section].items():
        names = NAMED.findall(here)
        assert (here == NOT_BUILT) != (len(names) == 1 and NAMED.fullmatch(here) is not None), state
        for lifecycle, name, is_move in names + NAMED.findall(remark):
            table = TABLES[lifecycle]
            assert table.find(name) if is_move else name in table.stay_in, f"{lifecycle}.{name}"


def test_what_the_tables_have_in_the_meantime_is_no_longer_called_not_built():
    """A lifecycle of the section's name has a state of that name."""
    built = {
        f"{section}: {state}"
        for section, states in NOT_YET.items()
        for state in states.split()
        if (table := TABLES.get(section.split()[1].lower())) and state in table.stay_in
    }
    assert built == set()
