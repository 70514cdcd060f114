"""What partners have promised, as the application lists it: held against the plan, signed, voted on, and awarded."""

import pytest

from funding.applications.carried import material_changes
from funding.applications.models import Application
from funding.commitments.models import Commitment
from funding.decisions.models import Decision
from funding.documents.models import Document
from funding.promises import gaps
from tests.funding.applications.story import DECLARED, PDF, PLAN, line, send_notice, steps, vote_of
from tests.funding.awards.test_notice import text_of
from tests.funding.commitments.conftest import promise
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case

pytestmark = pytest.mark.django_db
BOTH = [promise(), promise("Klinikum Auental", contribution="in_kind", promise="Zwei Räume", amount="0.00")]
WITH_PARTNER = [
    *(each for each in PLAN if (each["category"], each["year"]) != ("staff", 2025)),
    line("expenditure", "staff", "45000.00", 2025, "Lotsinnen, E 9b"),
    line("income", "third_party", "5000.00", 2025, "Sparkasse"),
    line("income", "own", "555.56", 2025, "Landkreis"),
    line("expenditure", "material", "555.56", 2025, "Räume"),
]


def terms(case, **changes):
    Case.objects.filter(pk=case.pk).update(terms={**Case.objects.get(pk=case.pk).terms, **changes})


def now(case):
    return Application.objects.get(pk=case.pk)


@pytest.fixture
def listed(world, application):
    """A draft with a plan that counts on 5 000 euros of the Sparkasse, and these commitments."""

    def drafted(commitments=BOTH, **asked):
        case = application("draft")
        fire(case.pk, "set_plan", by=world.applicant, lines=WITH_PARTNER)
        fire(case.pk, "set_commitments", by=world.applicant, commitments=commitments)
        terms(case, **asked)
        return now(case)

    return drafted


def signed(world, case, partner="Sparkasse Auental", kind="declaration"):
    return fire(case.pk, "attach", by=world.applicant, file=Upload("LoI.pdf", PDF), kind=kind, partner=partner)


def test_the_event_holds_the_sum_and_no_names(world, listed):
    event = listed().events.filter(move="set_commitments").latest("seq")
    assert event.facts == {"count": 2, "money": "5000.00", "signed": 0}


def test_a_programme_that_asks_for_nothing_lets_every_list_pass(world, listed, state):
    case = listed([promise(amount="4999.99", firmness="asked")])
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


@pytest.mark.parametrize(
    ("commitments", "key"),
    [
        ([], "commitments_differ_from_plan"),
        ([promise(amount="4999.99")], "commitments_differ_from_plan"),
        ([promise(amount="5000.01")], "commitments_differ_from_plan"),
        ([promise(year=2026)], "commitments_differ_from_plan"),
        ([promise(contribution="public")], "commitments_differ_from_plan"),
        ([promise(contribution="in_kind")], "commitments_differ_from_plan"),
        ([promise(firmness="asked")], "commitment_not_firm"),
    ],
)
def test_where_the_programme_asks_for_them_they_bear_the_plan_year_by_year_to_the_cent(
    world, listed, refusal, commitments, key
):
    case = listed(commitments, partner_commitments="promised")
    assert refusal(case, "release_internally", by=world.applicant) == key
    fire(case.pk, "set_commitments", by=world.applicant, commitments=BOTH)
    fire(case.pk, "release_internally", by=world.applicant)


def test_signed_is_only_what_there_is_a_paper_for(world, listed, refusal, state):
    case = listed([promise()], partner_commitments="signed")
    assert refusal(case, "release_internally", by=world.applicant) == "commitment_not_firm"
    paper = signed(world, case).facts
    assert now(case).agreements == {"Sparkasse Auental": {"document": paper["document"], "sha256": paper["sha256"]}}
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_a_paper_no_longer_proves_what_was_changed_after_it_was_signed(world, listed):
    case = listed([promise()])
    signed(world, case)
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[promise(firmness="asked"), BOTH[1]])
    assert list(now(case).agreements) == ["Sparkasse Auental"]
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[promise(amount="6000.00")])
    assert now(case).agreements == {}


def test_a_signed_paper_names_a_partner_of_the_list(world, listed, refusal):
    case, file = listed(), Upload("LoI.pdf", PDF)
    paper = {"by": world.applicant, "file": file}
    assert refusal(case, "attach", **paper, kind="declaration", partner="Unbekannt") == "partner"
    assert refusal(case, "attach", **paper, kind="evidence", partner="Sparkasse Auental") == "kind"


def test_it_is_the_applicants_list(world, listed, refusal):
    case = listed()
    assert refusal(case, "set_commitments", by=world.signatory, commitments=[]) == "not_yours"
    assert refusal(case, "set_commitments", by=world.stranger, commitments=[]) == "not_found"
    wrong = [promise(until="bald")]
    assert refusal(case, "set_commitments", by=world.applicant, commitments=wrong) == "commitments[0].until"


def test_the_committee_votes_on_them_and_they_bind_with_the_award(world, listed, browser):
    case = listed([*BOTH, promise("Verein", contribution="in_kind", amount="1.00", firmness="asked")])
    signed(world, case)
    walk = steps(world, case)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    for reached in ("complete", "ready", "on_committee_agenda"):
        walk[reached]()
    papers = Decision.objects.get(pk=vote_of(case).pk).papers
    assert [(each["partner"], each["firmness"]) for each in papers["commitments"]] == [
        ("Sparkasse Auental", "signed"), ("Klinikum Auental", "promised"), ("Verein", "asked"),
    ]  # fmt: skip
    for who, number in ((world.case_worker, case.pk), (world.funders[0], vote_of(case).pk)):
        page = browser(who).get(f"/cases/{number}/").content.decode()
        assert "Zwei Räume" in page
    for reached in ("committee_approved", "notice_signed", "issued"):
        walk[reached]()
    assert not Commitment.objects.exists()  # the recipient has not read the notice yet
    walk["awarded"]()
    found = Commitment.objects.filter(ancestors__contains=[case.pk]).order_by("pk")
    assert [(each.partner, each.firmness, str(each.amount), each.state) for each in found] == [
        ("Sparkasse Auental", "signed", "5000.00", "promised"), ("Klinikum Auental", "promised", "0.00", "promised"),
    ]  # fmt: skip
    assert "Sparkasse" not in str([each.events.get(move="open").facts for each in found])
    notice = text_of(Document.objects.get(kind="award_notice", case__parent=case))
    assert "Sparkasse Auental: Spende (Drittmittel), 5.000,00 € für 2025, bis 30.06.2025" in notice
    assert "Klinikum Auental: Zwei Räume" in notice
    assert "Verein:" not in notice
    sent = Case.objects.get(lifecycle="notice", ancestors__contains=[case.pk])
    fire(sent.pk, "send_anew", by=world.case_worker, reason="Unzustellbar.")
    send_notice(world, case)
    assert Commitment.objects.count() == 2


def test_another_partner_needs_a_new_resolution_where_the_programme_says_so(world, application):
    case = application("on_committee_agenda")
    fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
    terms(case, material_changes=["partner"])
    assert material_changes(now(case)) == []
    fire(case.pk, "set_commitments", by=world.applicant, commitments=BOTH)
    assert [each.name for each in material_changes(now(case))] == ["partners", "promised"]
    terms(case, material_changes=["goal"])
    assert material_changes(now(case)) == []


def test_the_page_says_where_plan_and_commitments_differ_even_where_nothing_is_refused(world, listed, browser):
    case = listed([promise(amount="4000.00")])
    assert [tuple(map(str, gap)) for gap in gaps(case.written_plan(), case.commitments)] == [
        ("2025", "third_party", "5000.00", "4000.00")
    ]
    page = browser(world.applicant).get(f"/cases/{case.pk}/").content.decode()
    assert "The plan counts on €5,000.00, partners have promised €4,000.00." in page


def test_the_form_shows_what_was_entered(world, listed, browser):
    page = browser(world.applicant).get(f"/cases/{listed().pk}/set_commitments/").content.decode()
    assert ("Klinikum Auental" in page, "30.06.2025" in page) == (True, True)
