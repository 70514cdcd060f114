"""A change of recipient is contested and annulled: the award goes back."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.changes.opening import open_change
from funding.disbursements.opening import open_disbursement
from funding.notices.models import Notice
from funding.reports.models import Report
from tests.funding.applications.story import REMEDY
from tests.funding.asking import wrong
from tests.funding.below import below, let
from tests.funding.changes.conftest import IBAN, sent
from tests.funding.changes.story import paid_out, text_of
from tests.funding.changes.succession.story import (
    THEIR_IBAN,
    TODAY,
    NewRecipient,
    annulled,
    succession,
    waits,
)
from tests.funding.reclaims.conftest import INTENDED
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import desks_of, may_read, reads_inside
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db


def test_an_annulled_change_notice_brings_the_old_recipient_back(asked, new, world, state, running, old):
    award = running(iban=IBAN.replace(" ", ""), report_dates=["2025-07-31"])
    report = Report.objects.filter(parent=award, finished=None).order_by("due_on").first()
    change = asked("decided", of=award)
    later = open_disbursement(Award.objects.get(), by=new.applicant)
    annulled(world, change)
    award = Award.objects.get()
    assert (award.recipient, award.iban, award.version) == (old, IBAN.replace(" ", ""), 3)
    assert award.places["applicant"] == str(old.place)
    assert (state(change), succession(change)) == ("in_review", "agreed")
    assert {place for _role, place in (*waits(report), *waits(later))} == {old.place}
    today = dt.date(2025, 6, 3)
    assert may_read(award, new.signatory.pk, today)
    let(change, "draft_notice", by=world.case_worker, result="approve", reasons="Nun mit Gründen.")
    let(change, "sign_notice", by=world.case_worker)
    let(change, "issue", by=world.approver)
    sent(world, change)
    assert (Award.objects.get().recipient, succession(change)) == (new.organisation, "passed")


def test_the_old_recipient_may_contest_the_notice_and_the_new_one_reads_it(asked, new, world, old):
    change = asked("decided")
    notice = Notice.objects.get(parent=change)
    assert waits(notice) in ([], [("case_worker", world.authority.place)])
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    assert waits(notice) == [("signatory", old.place)]
    today = dt.date(2025, 6, 3)
    assert may_read(notice, new.signatory.pk, today)
    assert may_read(change, new.signatory.pk, today)
    assert not reads_inside(Case.objects.get(pk=change.pk), desks_of(new.signatory.pk, today))


def test_a_request_decided_anew_after_the_award_has_gone_on_to_a_third_one_is_not_approved(
    asked, new, world, refusal, old
):
    first = asked("decided")
    third = NewRecipient("Landkreis Talau")
    award = Award.objects.get()
    second = open_change(award, by=new.applicant, kind="recipient")
    said = {"new_recipient": third.organisation.pk, "passes_on": TODAY, "justification": "Talau will."}
    fire(second.pk, "edit", by=new.applicant, **said)
    fire(second.pk, "release_internally", by=new.applicant)
    fire(second.pk, "submit", by=new.signatory)
    fire(below(second, "succession").pk, "agree", by=third.signatory, takes_over_duties=True)
    fire(second.pk, "start_review", by=world.case_worker)
    let(second, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **REMEDY)
    let(second, "sign_notice", by=world.case_worker)
    let(second, "issue", by=world.approver)
    sent(world, second)
    annulled(world, first)
    assert Award.objects.get().recipient == third.organisation
    let(first, "draft_notice", by=world.case_worker, result="approve", reasons="Nochmals.")
    assert refusal(first, "sign_notice", by=world.case_worker) == "passed_since"
    annulled(world, second)
    assert (Award.objects.get().recipient, Award.objects.get().iban) == (old, "")


def test_back_with_the_old_recipient_the_account_is_never_the_others(asked, world, running, new, old):
    change = asked("decided", of=running(iban=IBAN.replace(" ", "")))
    Award.objects.update(iban="DE75512108001245126199")
    annulled(world, change)
    award = Award.objects.get()
    assert (award.recipient, award.iban) == (old, IBAN.replace(" ", ""))


def test_what_was_demanded_of_one_recipient_stays_with_it_when_the_award_goes_back(asked, new, world, running, old):
    award = running()
    paid_out(world, award)
    change = asked("decided", of=award)
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    reclaim = below(award, "reclaim")
    fire(reclaim.pk, "answer", by=new.signatory, statement="Nein.")
    drafted = {"reasons": "Zweck verfehlt.", "pay_by": "2025-08-15", **REMEDY}
    let(reclaim, "draft", by=world.case_worker, **drafted)
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on=TODAY)
    let(reclaim, "note_receipt", by=world.case_worker, received_on=TODAY)
    annulled(world, change)
    assert Award.objects.get().recipient == old
    notice = below(reclaim, "notice")
    assert waits(notice) == [("signatory", new.organisation.place)]
    with pytest.raises((NotFound, Refused)):
        fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=TODAY)
    fire(notice.pk, "contest", by=new.signatory, remedy="action", received_on=TODAY)
    assert Case.objects.get(pk=notice.pk).state == "contested"


def test_what_the_new_recipient_drew_is_demanded_of_it_after_the_passing_has_fallen(asked, new, world, running, old):
    award = running()
    paid_out(world, award, amount="20000.00")
    change = asked("decided", of=award)
    paid_out(world, award, by=new, amount="10000.00", iban=THEIR_IBAN)
    annulled(world, change)
    assert Award.objects.get().recipient == old
    named = {**INTENDED, "debtor": new.organisation.pk}
    assert wrong(award, "hear", by=world.case_worker, **{**INTENDED, "debtor": world.authority.pk}) == "debtor"
    assert wrong(award, "hear", by=world.case_worker, **{**named, "amount": "10000.01"}) == "amount"
    fire(award.pk, "hear", by=world.case_worker, **named)
    reclaim = below(award, "reclaim")
    assert waits(reclaim) == [("signatory", new.organisation.place)]
    assert "Landkreis Bergau" in text_of(reclaim.documents.get())
    today = dt.date(2025, 6, 3)
    assert (may_read(reclaim, new.signatory.pk, today), may_read(reclaim, world.signatory.pk, today)) == (True, False)
    fire(reclaim.pk, "answer", by=new.signatory, statement="Nein.")
    drafted = {"reasons": "Zweck verfehlt.", "pay_by": "2025-08-15", **REMEDY}
    let(reclaim, "draft", by=world.case_worker, **drafted)
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)
    assert "Landkreis Bergau" in text_of(below(reclaim, "notice").documents.get())


def test_of_whom_it_is_demanded_is_asked_only_where_another_was_paid(asked, new, world, running, client):
    award = running()
    client.force_login(world.case_worker)
    assert 'name="debtor"' not in client.get(f"/cases/{award.pk}/hear/").content.decode()
    change = asked("decided", of=award)
    paid_out(world, award, by=new, iban=THEIR_IBAN)
    annulled(world, change)
    form = client.get(f"/cases/{award.pk}/hear/").content.decode()
    assert [each for each in ("Landkreis Bergau", world.region.lead.name) if each not in form] == []
