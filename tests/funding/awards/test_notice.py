"""The notice of award: issued by two persons, filed with its fingerprint, binding in what it says."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pypdf import PdfReader

from funding.awards.models import Award
from funding.money import settle
from funding.regions.models import Organisation
from tests.funding.applications.story import (
    ASSESSED,
    NOTICE,
    approval_of,
    committee_resolves,
    examination_of,
    ruling_of,
)
from tests.funding.below import below, let
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db


def text_of(document):
    pages = [page.extract_text() for page in PdfReader(BytesIO(bytes(document.content.content))).pages]
    return " ".join(" ".join(pages).split())


@pytest.fixture
def issued(application):
    return Award.objects.get(parent=application("issued"))


def test_the_award_keeps_what_the_notice_says(world, issued):
    said = (issued.amount, issued.funding_kind, issued.own_share, issued.planned_expenditure)
    assert said == (Decimal("80000.00"), "fixed", "10/100", Decimal("88888.89"))
    days = [issued.period_from, issued.period_to, issued.proof_due_on, *issued.report_dates]
    assert [day.isoformat() for day in days] == [
        "2025-01-01", "2026-12-31", "2027-06-30", "2025-07-31", "2026-01-31", "2026-07-31",
    ]  # fmt: skip
    assert (issued.state, issued.authority, issued.calendar) == ("issued", world.authority, "NI")


def test_the_settlement_is_reckoned_by_the_expenditure_recognised_not_by_the_plan(world, application):
    """Half of 80,000.00 eligible of 88,888.89 planned: who proves those 80,000.00 keeps the whole share."""
    case = application("complete")
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "own_share": "50/100"})
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    found = {**ASSESSED, "eligible": "80000.00", "recommended": "40000.00", "funding_kind": "share"}
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **found)
    fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker, proposal="approve_in_part")
    committee_resolves(world, case)
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    fire(ruling_of(case).pk, "issue", by=world.approver)
    award = Award.objects.get(parent=case)
    half = settle(
        "share", awarded=award.amount, paid=award.amount, proven=Decimal("80000.00"), planned=award.planned_expenditure
    )
    assert (award.planned_expenditure, half.final, half.repay) == (Decimal("80000.00"), Decimal("40000.00"), 0)


def test_the_notice_is_filed_with_its_fingerprint_and_names_both_who_signed(world, issued):
    notice = issued.documents.get(kind="award_notice")
    opened = issued.events.get(seq=1)
    assert opened.facts["sha256"] == notice.content_id
    assert opened.facts["signed_by"] == [world.case_worker.pk, world.approver.pk]
    assert opened.facts["prepared_by"] == [world.case_worker.pk]
    text = text_of(notice)
    assert "80.000,00" in text
    assert text.index(world.case_worker.name) < text.index(world.approver.name)
    assert "Verwaltungsgericht Auental" in text


def test_the_notice_waits_to_be_sent_at_the_authority(world, issued):
    assert not issued.tasks.exists()
    task = below(issued, "notice").tasks.get()
    assert (task.desk.role, task.desk.place) == ("case_worker", world.authority.place)


def test_issuing_takes_at_most_eight_statements_a_case(world, application):
    """Idea, application, ruling, award and its notice are locked or written."""
    case = application("notice_signed")
    with CaptureQueriesContext(connection) as queries:
        fire(ruling_of(case).pk, "issue", by=world.approver)
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == 35 <= 5 * 8


def test_without_the_general_conditions_of_its_own_state_no_notice_is_signed(world, application):
    """Those of Lower Saxony, which are entered, are not taken for an authority elsewhere."""
    case = application("notice_in_preparation")
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    Organisation.objects.filter(pk=world.authority.pk).update(state="HE")
    with pytest.raises(Refused) as caught:
        fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    with override("en"):
        sentence = caught.value.sentence
    assert caught.value.key == "no_general_conditions"
    assert "“General conditions for municipal recipients” has been entered for Hesse" in sentence


def test_where_the_award_comes_to_nothing_the_idea_is_parked_for_another_try(world, issued):
    let(issued, "dispatch", by=world.case_worker, channel="letter", posted_on=issued.issued_on.isoformat())
    fire(issued.pk, "decline", by=world.signatory, reason="Der Träger ist ausgefallen.")
    assert [Case.objects.get(pk=pk).state for pk in issued.ancestors] == ["parked", "awarded"]


@pytest.mark.parametrize("term", ["for the project's executor", None])
def test_the_notice_says_to_whom_the_grant_may_be_forwarded_where_the_programme_provides_for_it(
    world, application, term
):
    found = application("notice_signed")
    Case.objects.filter(pk=found.pk).update(terms={**found.terms, "forwarding": term})
    fire(ruling_of(found).pk, "issue", by=world.approver)
    award = Award.objects.get(parent=found)
    assert award.forwarding_to == (found.executor if term else "")
    assert ("Weiterleitung" in text_of(award.documents.get(kind="award_notice"))) == bool(term)


def test_a_first_call_by_a_saturday_is_written_as_the_monday_that_is_counted(world, application):
    case = application("committee_approved")
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE | {"draw_by": "2025-05-31"})
    fire(ruling_of(case).pk, "sign_notice", by=world.case_worker)
    fire(ruling_of(case).pk, "issue", by=world.approver)
    award = Award.objects.get(parent=case)
    assert ("2. Juni 2025" in award.conditions, "31. Mai" in award.conditions) == (True, False)
