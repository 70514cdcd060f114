"""What partners have promised follows a change of the financing plan: named in the request, written by the notice."""

import pytest
from django.test import Client

from funding.awards.models import Award
from funding.changes.models import Change
from funding.commitments.models import Commitment
from funding.commitments.opening import open_commitment
from funding.decisions.models import Decision
from funding.documents.models import Document
from funding.notices.models import Notice
from tests.funding.applications.story import committee_resolves
from tests.funding.below import let
from tests.funding.changes.conftest import NOTICE, WHY, line
from tests.funding.changes.story import text_of
from tests.funding.commitments.conftest import MISSED, TOLD, notification, promise, read
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.lifecycle import CLOCK
from workflows.models import Case

pytestmark = pytest.mark.django_db
OLD, NEW = promise(), promise("Bürgerstiftung Auental", amount="8000.00", until="2025-10-31")


def plan(own, third_party, grant="54000.00"):
    total = f"{sum(map(float, (own, third_party, grant))):.2f}"
    return [
        line("expenditure", "staff", "Lotsinnen", total),
        line("income", "own", "Landkreis", own),
        line("income", "third_party", "Partner", third_party),
        line("income", "grant", "Zuwendung", grant),
    ]


BEFORE = plan("1000.00", "5000.00")
HIGHER = plan("1000.00", "8000.00", "63000.00")


@pytest.fixture
def borne(world, running):
    """An award whose plan counts on 5 000 euros of the Sparkasse, who has promised them."""
    award = running(plan=BEFORE)
    open_commitment(Case.objects.get(pk=award.pk), by=world.applicant, **read(OLD))
    return award


@pytest.fixture
def higher(borne, change, world):
    """A request for a higher grant, of a programme that asks for promises, in which the Bürgerstiftung steps in."""

    def asked(to="draft", commitments=(NEW,), *, firmness="promised", lines=HIGHER, **more):
        case = change("draft", kind="increase", of=borne, lines=lines)
        terms(case, partner_commitments=firmness)
        if commitments is not None:
            fire(case.pk, "set_commitments", by=world.applicant, commitments=list(commitments))
        return case

    return asked


def terms(case, **changes):
    Case.objects.filter(pk=case.pk).update(terms={**Case.objects.get(pk=case.pk).terms, **changes})


def commitments():
    return [(each.partner, str(each.amount), each.state) for each in Commitment.objects.order_by("pk")]


def before_the_committee(world, case):
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.case_worker)
    let(case, "put_to_committee", by=world.case_worker)
    return Decision.objects.get(parent=case)


def decided(world, case):
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-03")


@pytest.mark.parametrize(
    ("listed", "key"),
    [
        (None, "commitments_differ_from_plan"),
        ([], "commitments_differ_from_plan"),
        ([{**NEW, "amount": "7999.99"}], "commitments_differ_from_plan"),
        ([OLD, NEW], "commitments_differ_from_plan"),
        ([{**NEW, "firmness": "asked"}], "commitment_not_firm"),
    ],
)
def test_a_plan_that_no_firm_commitments_bear_is_not_released_for_signature(world, higher, refusal, listed, key):
    case = higher(commitments=listed)
    assert refusal(case, "release_internally", by=world.applicant) == key
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[NEW])
    fire(case.pk, "release_internally", by=world.applicant)


def test_where_the_programme_asks_for_signatures_each_new_commitment_has_its_paper(world, higher, refusal):
    case, paper = higher(firmness="signed"), Upload("LoI.pdf", b"%PDF-1.7\n%%EOF\n")
    assert refusal(case, "release_internally", by=world.applicant) == "commitment_not_firm"
    attached = {"by": world.applicant, "file": paper, "partner": NEW["partner"]}
    assert refusal(case, "attach", **attached, kind="evidence") == "kind"
    assert refusal(case, "attach", **{**attached, "partner": "Niemand"}, kind="declaration") == "partner"
    fire(case.pk, "attach", **attached, kind="declaration")
    assert list(Change.objects.get().agreements) == [NEW["partner"]]
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[{**NEW, "until": "2025-11-30"}])
    assert Change.objects.get().agreements == {}
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[NEW])
    fire(case.pk, "attach", **attached, kind="declaration")
    fire(case.pk, "release_internally", by=world.applicant)


def test_what_was_signed_for_the_award_needs_no_new_paper(world, higher):
    Commitment.objects.update(firmness="signed")
    case = higher(commitments=[OLD], firmness="signed", lines=plan("2000.00", "5000.00", "63000.00"))
    fire(case.pk, "release_internally", by=world.applicant)


def test_a_programme_that_asks_for_nothing_lets_every_list_pass(world, borne, change, state):
    case = change("internally_released", kind="increase", of=borne, lines=HIGHER)
    assert (state(case), Change.objects.get().promises) == ("internally_released", None)


def test_a_shift_that_leaves_the_other_income_needs_no_list(world, borne, change, state):
    case = change("draft", kind="shift", of=borne, lines=BEFORE)
    terms(case, partner_commitments="signed")
    fire(case.pk, "release_internally", by=world.applicant)
    assert state(case) == "internally_released"


def test_the_approval_writes_the_new_commitments_and_the_old_stay_to_be_read(world, higher, state):
    case = higher()
    vote = before_the_committee(world, case)
    assert [each["partner"] for each in vote.papers["commitments"]] == [NEW["partner"]]
    committee_resolves(world, case)
    assert commitments() == [("Sparkasse Auental", "5000.00", "promised")]
    decided(world, case)
    assert commitments() == [
        ("Sparkasse Auental", "5000.00", "replaced"), ("Bürgerstiftung Auental", "8000.00", "promised"),
    ]  # fmt: skip
    old, new = Commitment.objects.order_by("pk")
    assert (old.replaced_in, new.made_in, Award.objects.get().version) == (2, 2, 2)
    assert old.deadlines.filter(closed_at=None).count() == 0
    assert new.deadlines.get(closed_at=None).due_on == new.until
    facts = Award.objects.get().events.get(move="amend").facts
    assert (facts["commitments_made"], facts["commitments_replaced"]) == (1, 1)
    notice = text_of(Document.objects.get(kind="change_notice"))
    assert "Bürgerstiftung Auental: Spende (Drittmittel), 8.000,00 € für 2025, bis 31.10.2025" in notice
    assert "Sparkasse" not in notice
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.case_worker, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/cases/{old.pk}/").status_code == 200
    assert "Bürgerstiftung Auental" in client.get(f"/cases/{case.pk}/").content.decode()


def test_what_the_list_names_unchanged_stays_the_same_commitment(world, higher):
    case = higher(commitments=[OLD, {**NEW, "amount": "3000.00"}])
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    assert commitments() == [
        ("Sparkasse Auental", "5000.00", "promised"), ("Bürgerstiftung Auental", "3000.00", "promised"),
    ]  # fmt: skip


def test_an_empty_list_replaces_all_that_is_open_by_nothing(world, higher):
    case = higher(commitments=[], lines=plan("7000.00", "0.00", "63000.00"))
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    assert commitments() == [("Sparkasse Auental", "5000.00", "replaced")]


def test_what_has_come_stays_in_the_list_and_what_failed_is_not_promised_again(world, higher, refusal):
    old = Commitment.objects.get
    case = higher(commitments=[OLD, {**NEW, "amount": "3000.00"}])
    fire(old().pk, "note_missed", by=world.applicant, **{**MISSED, "kept": "2000.00"})
    assert refusal(case, "release_internally", by=world.applicant) == "commitment_was_missed"
    rest = [NEW | {"amount": "6000.00"}]
    fire(case.pk, "set_commitments", by=world.applicant, commitments=rest)
    assert refusal(case, "release_internally", by=world.applicant) == "kept_is_left_out"
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[OLD | {"amount": "2000.00"}, *rest])
    fire(notification(old()).pk, "send", by=world.signatory, **TOLD)
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    assert commitments() == [
        ("Sparkasse Auental", "5000.00", "reported"), ("Bürgerstiftung Auental", "6000.00", "promised"),
    ]  # fmt: skip


def test_what_fails_while_the_authority_decides_hinders_the_notice(world, higher, refusal):
    case = higher(commitments=[OLD, {**NEW, "amount": "3000.00"}])
    before_the_committee(world, case)
    committee_resolves(world, case)
    said = {name: value for name, value in NOTICE.items() if name != "proof_due_on"}
    let(case, "draft_notice", by=world.case_worker, **said)
    fire(Commitment.objects.get().pk, "note_missed", by=world.applicant, **MISSED)
    assert refusal(case, "sign_notice", by=world.case_worker) == "commitment_was_missed"


def test_where_the_notice_falls_the_former_commitments_count_again(world, higher, state):
    case = higher()
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    annul(world, case)
    assert commitments() == [
        ("Sparkasse Auental", "5000.00", "promised"), ("Bürgerstiftung Auental", "8000.00", "replaced"),
    ]  # fmt: skip
    assert Commitment.objects.get(partner=OLD["partner"]).deadlines.filter(closed_at=None).count() == 1
    decided(world, case)
    assert commitments() == [
        ("Sparkasse Auental", "5000.00", "replaced"),
        ("Bürgerstiftung Auental", "8000.00", "replaced"),
        ("Bürgerstiftung Auental", "8000.00", "promised"),
    ]


def annul(world, case):
    notice, day = Notice.objects.get(parent=case), "2025-06-03"
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=day)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=day)
    fire(notice.pk, "annul", by=world.approver, decided_on=day, reason="Ermessensfehler.")


@pytest.fixture
def changed_twice(world, higher, change):
    """The Bürgerstiftung steps in by the first change, and by the second the county bears it alone."""
    first = higher()
    before = Award.objects.get().plan, Award.objects.get().granted
    before_the_committee(world, first)
    committee_resolves(world, first)
    decided(world, first)
    case = change("draft", kind="shift", of=Award.objects.get(), lines=plan("9000.00", "0.00", "63000.00"))
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[])
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.case_worker)
    decided(world, case)
    assert states() == ["replaced", "replaced"]
    return first, case, before


def states():
    return [state for _partner, _amount, state in commitments()]


def test_what_a_later_change_has_named_since_stays_though_the_first_falls(world, changed_twice):
    first, second, before_both = changed_twice
    annul(world, first)
    assert states() == ["replaced", "replaced"]
    annul(world, second)
    assert states() == ["promised", "replaced"]
    assert (Award.objects.get().plan, Award.objects.get().granted) == before_both


def test_when_both_fall_from_the_last_on_the_first_list_counts_again(world, changed_twice):
    first, second, before_both = changed_twice
    annul(world, second)
    assert states() == ["replaced", "promised"]
    annul(world, first)
    assert states() == ["promised", "replaced"]
    assert (Award.objects.get().plan, Award.objects.get().granted) == before_both


def test_what_a_later_list_rests_on_is_not_opened_again(world, higher, refusal):
    case = higher(commitments=[OLD, {**NEW, "amount": "3000.00"}])
    kept = Commitment.objects.get(partner=OLD["partner"])
    fire(kept.pk, "note_kept", by=world.applicant, kept_on="2025-06-02")
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    assert refusal(kept, "correct", by=world.signatory, reason="Verwechselt.") == "list_was_changed"


def test_what_a_later_list_has_replaced_the_money_of_is_not_asked_for_again(world, higher, refusal):
    case = higher(commitments=[OLD, {**NEW, "amount": "3000.00"}])
    missed = Commitment.objects.get(partner=OLD["partner"])
    fire(missed.pk, "note_missed", by=world.applicant, **MISSED)
    fire(notification(missed).pk, "send", by=world.signatory, **TOLD)
    fire(notification(missed).pk, "acknowledge", by=world.case_worker)
    fire(notification(missed).pk, "leave_it", by=world.case_worker, reason="Eine andere tritt ein.")
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[NEW])
    before_the_committee(world, case)
    committee_resolves(world, case)
    decided(world, case)
    assert refusal(missed, "ask_anew", by=world.case_worker, reason="Doch.") == "list_was_changed"


def test_a_rejected_request_leaves_the_commitments(world, higher):
    case = higher()
    before_the_committee(world, case)
    committee_resolves(world, case)
    let(case, "draft_notice", by=world.case_worker, **{**NOTICE, "result": "reject"} | {"proof_due_on": None})
    let(case, "sign_notice", by=world.case_worker)
    let(case, "issue", by=world.approver)
    let(case, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-06-03")
    assert commitments() == [("Sparkasse Auental", "5000.00", "promised")]
    assert "Bürgerstiftung" not in text_of(Document.objects.get(kind="change_notice"))


def test_another_partner_alone_needs_the_authoritys_approval(world, borne, change, state):
    case = change("draft", kind="shift", of=borne, lines=BEFORE)
    terms(case, partner_commitments="promised", shift_tolerance="0.2")
    fire(case.pk, "set_commitments", by=world.applicant, commitments=[NEW | {"amount": "5000.00"}])
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    assert state(case) == "submitted"


def test_only_the_recipient_lists_and_only_where_a_plan_may_change(world, higher, change, refusal, borne):
    case = higher()
    assert refusal(case, "set_commitments", by=world.signatory, commitments=[]) == "not_yours"
    other = change("draft", of=borne)
    assert refusal(other, "set_commitments", by=world.applicant, commitments=[]) == "no_plan_here"
    assert refusal(Commitment.objects.get(), "follow_change", by=world.signatory) == "not_yours"
    assert refusal(Commitment.objects.get(), "follow_change", by=CLOCK) == "no_result_yet"


def test_the_form_starts_with_what_the_award_has(world, higher):
    case = higher(commitments=None)
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.applicant, backend="django.contrib.auth.backends.ModelBackend")
    Commitment.objects.update(firmness="signed")
    page = client.get(f"/cases/{case.pk}/set_commitments/").content.decode()
    assert ("Sparkasse Auental" in page, "30.06.2025" in page) == (True, True)
    assert WHY["justification"] in client.get(f"/cases/{case.pk}/").content.decode()
