"""A cap that several grants of a region share (NI no. 5: 2.1 and 2.2 together 20,000 a calendar year)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Q

from funding.applications.ceiling import ceiling
from funding.applications.models import Application
from funding.awards.models import Award
from funding.programmes.caps import taken_by_others
from tests.funding.applications.story import ASSESSED, NOTICE, apply_for, approval_of, examination_of, ruling_of
from tests.funding.below import let
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

TERMS = {"cap": "60000.00", "cap_period": "year", "cap_shared_with": ["2.3"], "needs_committee": False}


def share(*cases, **terms):
    for case in cases:
        found = Case.objects.get(pk=case.pk)
        shared = {**found.terms, **TERMS, **terms}
        Case.objects.filter(Q(pk=case.pk) | Q(ancestors__contains=[case.pk])).update(terms=shared)


def rows(taken):
    return {year: str(amount) for year, amount in taken.items()}


def decided(world, case, amount="80000.00"):
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, "recommended": amount})
    fire(approval_of(case).pk, "decide_without_committee", by=world.case_worker)
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)


@pytest.fixture
def two(world, application):
    """Two complete applications of one region, each for 40,000 in 2025 and in 2026; the second of measure 2.2."""
    first, second = application("complete"), application("complete")
    apply_for(second, measure="2.2")
    return first, second


@pytest.mark.django_db
def test_what_the_authority_recommends_for_one_is_not_left_for_the_other(world, two, refusal):
    first, second = two
    share(first, second)
    fire(examination_of(first).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(first).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(examination_of(second).pk, "start_assessment", by=world.case_worker)
    assert refusal(examination_of(second), "finish_assessment", by=world.case_worker, **ASSESSED) == "recommended"
    more = {**ASSESSED, "recommended": "40000.01"}
    assert refusal(examination_of(second), "finish_assessment", by=world.case_worker, **more) == "recommended"
    fire(
        examination_of(second).pk, "finish_assessment", by=world.case_worker, **{**ASSESSED, "recommended": "40000.00"}
    )
    steps = examination_of(second).examination.calculation
    assert steps[2]["values"]["left"] == {"money": "20000.00"}
    assert steps[-1]["values"]["cap"] == {"money": "40000.00"}


@pytest.mark.django_db
def test_the_applicant_is_not_told_what_another_is_recommended(world, two):
    first, second = two
    share(first, second)
    fire(examination_of(first).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(first).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    found = Case.objects.get(pk=second.pk)
    eligible = Decimal("88888.89")
    assert (ceiling(found, eligible, alone=True).grant, ceiling(found, eligible).grant) == (80000, 40000)


@pytest.mark.django_db
def test_another_region_another_measure_and_what_was_refused_take_nothing(world, two):
    first, second = two
    share(first, second)
    decided(world, first)
    case = Case.objects.get(pk=second.pk)
    assert rows(taken_by_others(case)) == {2025: "40000.00", 2026: "40000.00"}
    Application.objects.filter(pk=first.pk).update(measure="2.1")
    assert taken_by_others(case) == {}
    Application.objects.filter(pk=first.pk).update(measure="2.3")
    fire(first.pk, "withdraw", by=world.signatory, reason="Kein Bedarf mehr.")
    assert taken_by_others(case) == {}


@pytest.mark.django_db
def test_each_project_with_a_cap_of_its_own_takes_nothing_of_the_others(world, two):
    first, second = two
    share(first, second, cap="80000.00", cap_period="project", cap_shared_with=None)
    decided(world, first)
    assert taken_by_others(Case.objects.get(pk=second.pk)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("became", "expected"),
    [
        ({"amount": "30000.00"}, {2025: "15000.00", 2026: "15000.00"}),
        ({"final_amount": "10000.00"}, {2025: "5000.00", 2026: "5000.00"}),
    ],
)
def test_an_award_takes_what_it_is_worth_now(world, two, became, expected):
    first, second = two
    share(first, second)
    decided(world, first)
    fire(ruling_of(first).pk, "sign_notice", by=world.case_worker)
    fire(ruling_of(first).pk, "issue", by=world.approver)
    Award.objects.update(**became)
    assert rows(taken_by_others(Case.objects.get(pk=second.pk))) == expected


@pytest.mark.django_db
def test_an_award_that_came_to_nothing_gives_the_cap_back(world, two):
    first, second = two
    share(first, second)
    decided(world, first)
    fire(ruling_of(first).pk, "sign_notice", by=world.case_worker)
    fire(ruling_of(first).pk, "issue", by=world.approver)
    award = Award.objects.get()
    let(award, "dispatch", by=world.case_worker, channel="letter", posted_on=award.issued_on.isoformat())
    fire(award.pk, "decline", by=world.signatory, reason="Der Träger ist ausgefallen.")
    assert taken_by_others(Case.objects.get(pk=second.pk)) == {}


@pytest.mark.django_db
def test_no_second_notice_is_signed_beyond_what_they_share(world, two, refusal):
    first, second = two
    for case in two:
        share(case, cap=None)
        decided(world, case)
    share(first, second)
    fire(ruling_of(first).pk, "sign_notice", by=world.case_worker)
    assert refusal(ruling_of(second), "sign_notice", by=world.case_worker) == "above_shared_cap"
    fire(ruling_of(second).pk, "draft_notice", by=world.case_worker, awarded="40000.00")
    fire(ruling_of(second).pk, "sign_notice", by=world.case_worker)


@pytest.mark.django_db(transaction=True)
def test_of_two_notices_issued_at_the_same_moment_one_is_refused(world, two):
    first, second = two
    for case in two:
        share(case, cap=None)
        decided(world, case)
        fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    share(first, second)
    barrier = Barrier(2)

    def issue(case):
        try:
            barrier.wait()
            return fire(ruling_of(case).pk, "issue", by=world.approver).move
        except Refused as refused:
            return refused.key
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(issue, two)) == ["above_shared_cap", "issue"]
    assert Award.objects.count() == 1
