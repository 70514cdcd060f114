"""What the authority may find in its assessment, and what it says."""

import pytest

from funding.applications.models import Application
from tests.funding.applications.story import ASSESSED, apply_for, examination_of, sign
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "findings",
    [{"recommended": "0.00"}, {"recommended": "80000.01"}, {"eligible": "80000.00", "recommended": "72000.01"}],
)
def test_nothing_is_recommended_above_the_highest_grant(world, application, refusal, findings):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    wrong = {**ASSESSED, **findings}
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **wrong) == "recommended"


def test_not_more_is_eligible_than_is_planned(world, application, refusal):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    above = {**ASSESSED, "eligible": "88888.90"}
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **above) == "eligible"


def test_nor_above_what_is_applied_for(world, application, refusal):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    apply_for(case, requested="70000.00")
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **ASSESSED) == "recommended"


def test_the_authority_may_find_another_kind_and_own_share(assessed):
    case = Application.objects.get(pk=assessed(funding_kind="share", own_share_reduced=True).pk)
    found = case.examined
    assert (found.funding_kind, found.own_share, case.own_share_reduced) == ("share", "5/100", False)


def test_a_gap_leaves_out_other_income(world, application):
    case = application("complete")
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    case.lines.filter(category="own").update(category="third_party")
    sign(case)
    found = {**ASSESSED, "recommended": "71111.11", "funding_kind": "gap"}
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **found)
    assert Application.objects.get(pk=case.pk).examined.calculation[0]["values"]["grant"] == {"money": "71111.11"}


def test_a_yearly_cap_counts_for_each_year(world, application):
    case = application("complete")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "cap": "20000.00", "cap_period": "year"})
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, "recommended": "40000.00"})
    assert Application.objects.get(pk=case.pk).examined.calculation[-1]["values"]["cap"] == {"money": "40000.00"}


def test_what_is_missing_for_the_assessment_is_asked_for_and_then_it_goes_on(world, application, state):
    case = application("complete")
    examination = examination_of(case)
    fire(examination.pk, "start_assessment", by=world.case_worker)
    fire(examination.pk, "request_items", by=world.case_worker, items="Nachweis", until="2024-07-10")
    assert state(examination) == "incomplete"
    fire(case.pk, "supply", by=world.applicant)
    assert state(examination) == "in_assessment"
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    assert state(examination) == "assessed"


def test_the_assessment_says_what_was_checked(world, in_assessment, refusal, state):
    examination = examination_of(in_assessment)
    for changed, key in (
        ({"unbiased": False}, "unbiased"),
        ({"double_funding": "found"}, "double_funding_found"),
        ({"eligibility": ""}, "eligibility"),
    ):
        assert refusal(examination, "finish_assessment", by=world.case_worker, **ASSESSED | changed) == key
    found = {"double_funding": "found", "double_funding_found": "LEADER, andere Kosten."}
    fire(examination.pk, "finish_assessment", by=world.case_worker, **ASSESSED | found)
    event = examination.events.get(move="finish_assessment")
    assert (event.facts["unbiased"], event.facts["double_funding"], event.actor) == (True, "found", world.case_worker)
    assert examination_of(in_assessment).examination.double_funding_found == "LEADER, andere Kosten."
