"""An award passes to another recipient (Trägerwechsel): asked for, agreed to, decided, on its day, and back."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.changes.models import Change
from funding.changes.opening import open_change
from funding.demo.world import LONG_AGO
from funding.disbursements.models import Disbursement
from funding.disbursements.opening import open_disbursement
from funding.notices.models import Notice
from funding.people.models import User
from funding.regions.models import Organisation
from funding.reports.models import Report
from notifications.models import Message
from tests.funding.asking import wrong
from tests.funding.below import below, let
from tests.funding.changes.conftest import IBAN, sent
from tests.funding.changes.story import PAID, paid_out, text_of
from tests.funding.reclaims.conftest import INTENDED
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.handing_over import hand_over
from workflows.models import OPEN, Case, Task
from workflows.reading import desks_of, may_read, reads_inside
from workflows.refusals import NotFound, Refused
from workflows.work import Work

pytestmark = pytest.mark.django_db
THEIR_IBAN = "DE02 1203 0000 0000 2020 51"
TODAY = "2025-06-03"


class NewRecipient:
    """A county with somebody who writes and somebody who signs for it."""

    def __init__(self, name: str = "Landkreis Bergau") -> None:
        self.organisation = Organisation.objects.create(
            name=name, kind="county", state="NI", calendar="NI", town="Bergau", invented=True
        )
        self.applicant = self._person("applicant", name)
        self.signatory = self._person("signatory", name)

    def _person(self, role: str, name: str) -> User:
        person = User.objects.create(email=f"{role}@{name.split()[1].lower()}.example", name=f"{role} {name}")
        staff(role, self.organisation.place, person, LONG_AGO)
        return person


@pytest.fixture
def new(db) -> NewRecipient:
    return NewRecipient()


@pytest.fixture
def old(world) -> Organisation:
    return Organisation.objects.get(place=world.region.lead.place)


@pytest.fixture
def asked(world, running, new, remembered):
    """A request for this recipient on this day, brought as far as asked."""

    @remembered
    def brought(to="agreed", *, of=None, day=TODAY, organisation=None, iban=THEIR_IBAN, result="approve") -> Change:
        found = open_change(of or running(), by=world.applicant, kind="recipient")
        number = (organisation or new.organisation).pk
        fields = {"new_recipient": number, "passes_on": day, "iban": iban, "justification": "Der Kreis gibt es ab."}
        notice = {"result": result, "reasons": "Bergau kann es.", **NOTICE_REMEDY}
        moves = {
            "draft": lambda: fire(found.pk, "edit", by=world.applicant, **fields),
            "internally_released": lambda: fire(found.pk, "release_internally", by=world.applicant),
            "submitted": lambda: fire(found.pk, "submit", by=world.signatory),
            "agreed": lambda: fire(below(found, "succession").pk, "agree", by=new.signatory, takes_over_duties=True),
            "in_review": lambda: fire(found.pk, "start_review", by=world.case_worker),
            "drafted": lambda: let(found, "draft_notice", by=world.case_worker, **notice),
            "notice_signed": lambda: let(found, "sign_notice", by=world.case_worker),
            "issued": lambda: let(found, "issue", by=world.approver),
            "decided": lambda: sent(world, found),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return Change.objects.get(pk=found.pk)

    return brought


NOTICE_REMEDY = {
    "remedy_type": "action", "remedy_name": "Verwaltungsgericht Auental", "remedy_street": "Am Markt 1",
    "remedy_postcode": "30159", "remedy_town": "Auental",
}  # fmt: skip


def succession(change: Case) -> str:
    return below(change, "succession").state


def waits(case: Case) -> list[tuple[str, object]]:
    found = Task.objects.filter(OPEN, process=case.pk, escalation=False).select_related("desk")
    return sorted((task.desk.role, task.desk.place) for task in found)


def annulled(world, change: Case) -> None:
    notice = Notice.objects.filter(parent=change).latest("pk")
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=TODAY)
    fire(notice.pk, "annul", by=world.approver, decided_on=TODAY, reason="Ermessensfehler.")


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_the_new_recipient_is_asked_when_the_request_is_signed_and_reads_what_would_pass(asked, new, world):
    change = asked("submitted")
    consent = below(change, "succession")
    assert (consent.state, waits(consent)) == ("asked", [("signatory", new.organisation.place)])
    found = consent.succession
    assert (found.amount, found.paid, found.passes_on) == (54000, 0, dt.date(2025, 6, 3))
    assert told("succession.asked") == {new.signatory.name}
    today = dt.date(2025, 6, 3)
    assert may_read(consent, new.signatory.pk, today)
    assert not may_read(change, new.signatory.pk, today)
    assert may_read(consent, world.signatory.pk, today)


def test_only_the_new_recipients_signatory_agrees_and_nobody_for_both(asked, new, world, refusal):
    consent = below(asked("submitted"), "succession")
    duties = {"takes_over_duties": True}
    assert refusal(consent, "agree", by=world.signatory, **duties) == "not_yours"
    assert refusal(consent, "agree", by=new.applicant, **duties) == "not_yours"
    with pytest.raises(NotFound):
        fire(consent.pk, "agree", by=world.stranger, **duties)
    assert refusal(consent, "agree", by=new.signatory, takes_over_duties=False) == "takes_over_duties"
    staff("signatory", new.organisation.place, world.signatory, LONG_AGO)
    assert refusal(consent, "agree", by=world.signatory, **duties) == "acts_for_both"
    assert refusal(consent, "refuse", by=world.signatory, reason="Nein.") == "acts_for_both"
    fire(consent.pk, "agree", by=new.signatory, **duties)
    assert Case.objects.get(pk=consent.pk).state == "agreed"


def test_without_consent_it_is_not_approved_but_may_be_rejected(asked, new, world, refusal, state, old):
    change = asked("submitted")
    consent = below(change, "succession")
    fire(consent.pk, "refuse", by=new.signatory, reason="Uns fehlen die Leute.")
    fire(change.pk, "start_review", by=world.case_worker)
    let(change, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **NOTICE_REMEDY)
    assert refusal(change, "sign_notice", by=world.case_worker) == "new_recipient_has_not_agreed"
    let(change, "draft_notice", by=world.case_worker, result="reject", reasons="Nein.")
    let(change, "sign_notice", by=world.case_worker)
    let(change, "issue", by=world.approver)
    sent(world, change)
    assert (state(change), succession(change), Award.objects.get().recipient_id) == (
        "rejected", "refused", old.pk,
    )  # fmt: skip
    assert told("succession.refused") == {
        world.signatory.name, world.applicant.name, world.case_worker.name, world.checker.name,
    }  # fmt: skip


def test_whom_the_programme_does_not_fund_or_who_has_nobody_here_is_not_asked(asked, new, world, refusal):
    change, more = asked("draft"), {"passes_on": TODAY, "justification": "Weil."}
    for name, kind, key in (
        ("Verein", "association", "new_recipient_may_not_apply"),
        ("Landkreis Niemand", "county", "new_recipient_has_nobody"),
    ):
        other = Organisation.objects.create(name=name, kind=kind, state="NI", calendar="NI", invented=True)
        fire(change.pk, "edit", by=world.applicant, new_recipient=other.pk, **more)
        assert refusal(change, "release_internally", by=world.applicant) == key


def test_the_form_takes_an_organisation_of_the_list_another_than_now_and_a_day_within_the_award(
    asked, world, refusal, old
):
    change = asked("draft")
    recipient = old.pk
    for field, said in (
        ("new_recipient", {"new_recipient": 10**6}),
        ("new_recipient", {"new_recipient": recipient}),
        ("passes_on", {"passes_on": "2024-01-01"}),
        ("passes_on", {"passes_on": "2026-08-31"}),
        ("partner", {"partner": "Verein"}),
    ):
        assert refusal(change, "edit", by=world.applicant, **said) == field
    assert refusal(change, "edit", by=world.signatory) == "not_yours"
    fire(change.pk, "edit", by=world.applicant, justification="Weil.")
    assert refusal(change, "release_internally", by=world.applicant) == "incomplete"


def test_nobody_of_the_new_recipient_decides_for_the_authority(asked, new, world, refusal):
    change = asked("drafted")
    staff("applicant", new.organisation.place, world.case_worker, LONG_AGO)
    assert refusal(change, "sign_notice", by=world.case_worker) == "acts_for_applicant"


def test_from_the_day_the_notice_is_sent_the_new_recipient_acts_and_the_old_one_reads(asked, new, world, old, refusal):
    change = asked("decided")
    award = Award.objects.get()
    assert (award.recipient, award.version, award.iban) == (new.organisation, 2, THEIR_IBAN.replace(" ", ""))
    assert (award.places["applicant"], award.places["applicant.1"]) == (str(new.organisation.place), str(old.place))
    assert succession(change) == "passed"
    today = dt.date(2025, 6, 3)
    for person in (new.applicant, new.signatory, world.applicant, world.signatory):
        assert may_read(award, person.pk, today)
    with pytest.raises(Refused, match="not_yours"):
        open_disbursement(award, by=world.applicant)
    assert open_disbursement(award, by=new.applicant).payee == new.organisation
    assert told("award.passed") == {world.signatory.name, new.signatory.name}
    assert refusal(award, "terminate", by=world.signatory, unspent="0.00", reason="Aus.") == "not_yours"
    fire(award.pk, "terminate", by=new.signatory, unspent="0.00", reason="Aus.")
    assert Message.objects.filter(kind="succession.approved").count() == 1


def test_what_is_begun_later_the_old_recipient_does_not_read(asked, new, world):
    asked("decided")
    call = open_disbursement(Award.objects.get(), by=new.applicant)
    today = dt.date(2025, 6, 3)
    assert (may_read(call, new.signatory.pk, today), may_read(call, world.applicant.pk, today)) == (True, False)


def test_open_tasks_and_days_pass_with_the_award(asked, new, world, running):
    award = running(report_dates=["2025-07-31"])
    report = Report.objects.filter(parent=award, finished=None).order_by("due_on").first()
    before = {task.due_on for task in Task.objects.filter(OPEN, process=report.pk)}
    asked("decided", of=award)
    assert {place for _role, place in waits(report)} <= {new.organisation.place}
    assert {task.due_on for task in Task.objects.filter(OPEN, process=report.pk)} == before
    assert Case.objects.get(pk=report.pk).places["applicant"] == str(new.organisation.place)
    assert report.events.filter(move="place.pass", actor=None).count() == 1


def test_a_payment_stays_with_whom_it_was_paid_and_its_use_is_confirmed_by_the_new_one(asked, new, world, running, old):
    award = running()
    call = paid_out(world, award)
    payment = below(call, "payment")
    assert waits(payment) == [("applicant", old.place)]
    asked("decided", of=award)
    assert waits(payment) == [("applicant", new.organisation.place)]
    assert Disbursement.objects.get(pk=call.pk).payee == old
    assert may_read(payment, world.applicant.pk, dt.date(2025, 6, 3))


def test_a_request_for_payment_under_way_is_not_paid_to_the_old_account(asked, new, world, running, refusal, state):
    award = running()
    call = paid_out(world, award, "approved")
    asked("decided", of=award, iban="")
    assert refusal(call, "order", by=world.cashier) == "another_recipient"
    fire(call.pk, "return", by=world.approver, reason="Das Konto ist zu nennen.")
    assert refusal(call, "submit", by=new.signatory) == "another_recipient"
    fire(call.pk, "edit", by=new.applicant, **{**PAID, "iban": THEIR_IBAN})
    fire(call.pk, "submit", by=new.signatory)
    assert (state(call), Disbursement.objects.get().payee) == ("submitted", new.organisation)


def test_a_day_to_come_is_waited_for(asked, new, world, today_is, state, old):
    change = asked("decided", day="2025-07-01")
    consent = below(change, "succession")
    assert (state(change), succession(change)) == ("approved", "awaited")
    assert Award.objects.get().recipient == old != new.organisation
    assert consent.deadlines.filter(of_stay=True).latest("pk").due_on == dt.date(2025, 6, 30)
    today_is("2025-06-30")
    sweep_deadlines()
    assert succession(change) == "awaited"
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("passed", new.organisation)


def test_an_award_that_can_no_longer_be_changed_on_the_day_is_held_up_until_given_up(
    asked, new, world, today_is, old, refusal
):
    change = asked("decided", day="2026-08-01")
    fire(change.parent_id, "terminate", by=world.signatory, unspent="0.00", reason="Aufgegeben.")
    today_is("2026-07-15")
    sweep_deadlines()
    proof = Report.objects.get(kind="proof")
    written = {"progress": "Fertig.", "expenditure": [{"item": "Lohn", "amount": "0.01"}]}
    fire(proof.pk, "write", by=world.applicant, **written)
    fire(proof.pk, "release_internally", by=world.applicant)
    fire(proof.pk, "submit", by=world.signatory)
    today_is("2026-08-03")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    consent = below(change, "succession")
    assert waits(consent) == [("case_worker", world.authority.place)]
    assert refusal(consent, "pass_over", by=world.case_worker) == "proof_was_submitted"
    assert refusal(consent, "give_up", by=new.signatory, reason="Nein.") == "not_yours"
    fire(consent.pk, "give_up", by=world.case_worker, reason="Abgerechnet.")
    assert (succession(change), Award.objects.get().recipient) == ("ended", old)
    assert told("succession.ended") == {new.signatory.name, world.signatory.name, world.applicant.name}


def test_another_day_or_organisation_is_agreed_to_anew(asked, new, world, state):
    change = asked("in_review")
    first = below(change, "succession")
    fire(change.pk, "return", by=world.case_worker, reason="Der Tag passt nicht.")
    fields = {"new_recipient": new.organisation.pk, "iban": THEIR_IBAN, "justification": "Später."}
    fire(change.pk, "edit", by=world.applicant, passes_on="2025-07-01", **fields)
    fire(change.pk, "release_internally", by=world.applicant)
    fire(change.pk, "submit", by=world.signatory)
    assert (state(first), succession(change)) == ("ended", "asked")
    fire(below(change, "succession").pk, "agree", by=new.signatory, takes_over_duties=True)
    fire(change.pk, "start_review", by=world.case_worker)
    fire(change.pk, "return", by=world.case_worker, reason="Bitte begründen.")
    fire(change.pk, "release_internally", by=world.applicant)
    fire(change.pk, "submit", by=world.signatory)
    assert (change.children.filter(lifecycle="succession").count(), succession(change)) == (2, "agreed")


def test_the_consent_ends_with_the_request(asked, world, state):
    change = asked("agreed")
    fire(change.pk, "withdraw", by=world.signatory, reason="Es bleibt beim Kreis.")
    assert succession(change) == "ended"


def test_a_suspended_award_passes_too_and_stays_suspended(asked, new, running):
    asked("decided", of=running("suspended"))
    award = Award.objects.get()
    assert (award.state, award.recipient) == ("suspended", new.organisation)


def test_while_money_is_reclaimed_the_award_does_not_pass(asked, world, running, refusal):
    award = running()
    paid_out(world, award)
    change = asked("drafted", of=award)
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    assert refusal(change, "sign_notice", by=world.case_worker) == "reclaim_is_open"


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


def test_a_former_recipient_reads_nothing_that_is_inside_whatever_desk_they_hold(asked, new, world, old):
    change = asked("decided")
    other = User.objects.create(email="x@kreis.example", name="Xaver Kreis")
    staff("final_recipient", old.place, other, LONG_AGO)
    today = dt.date(2025, 6, 3)
    for case in Case.objects.filter(ancestors__contains=[change.parent_id]):
        if case.table.outsiders and may_read(case, other.pk, today):
            assert not reads_inside(case, desks_of(other.pk, today)), case.lifecycle


def test_the_letter_names_both_the_day_and_what_passes(asked, new, old):
    change = asked("decided")
    words = text_of(Notice.objects.get(parent=change).documents.get())
    for said in ("Landkreis Bergau", old.name, "03.06.2025", "§ 49a VwVfG"):
        assert said in words


def test_other_requests_of_the_award_pass_too(asked, new, world, running, change):
    award = running()
    time = change("submitted", "time", of=award)
    asked("decided", of=award)
    fire(time.pk, "withdraw", by=new.signatory, reason="Nicht mehr nötig.")
    assert Case.objects.get(pk=time.pk).state == "withdrawn"


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
    let(second, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **NOTICE_REMEDY)
    let(second, "sign_notice", by=world.case_worker)
    let(second, "issue", by=world.approver)
    sent(world, second)
    annulled(world, first)
    assert Award.objects.get().recipient == third.organisation
    let(first, "draft_notice", by=world.case_worker, result="approve", reasons="Nochmals.")
    assert refusal(first, "sign_notice", by=world.case_worker) == "passed_since"
    annulled(world, second)
    assert (Award.objects.get().recipient, Award.objects.get().iban) == (old, "")


def test_the_pages_say_to_whom_it_is_to_pass_and_the_form_keeps_the_choice(asked, new, world, client):
    change = asked("draft")
    client.force_login(world.applicant)
    assert "Landkreis Bergau" in client.get(f"/cases/{change.pk}/").content.decode()
    form = client.get(f"/cases/{change.pk}/edit/").content.decode()
    assert f'<option value="{new.organisation.pk}" selected>' in form
    fire(change.pk, "release_internally", by=world.applicant)
    fire(change.pk, "submit", by=world.signatory)
    consent = below(change, "succession")
    client.force_login(new.signatory)
    page = client.get(f"/cases/{consent.pk}/").content.decode()
    assert all(each in page for each in ("54.000,00", "Landkreis Bergau", "03.06.2025"))
    assert client.get(f"/cases/{consent.pk}/agree/").status_code == 200
    assert client.get(f"/cases/{change.pk}/").status_code == 404


def test_nothing_passes_to_a_place_where_nobody_could_act(asked, new):
    consent = below(asked("submitted"), "succession")
    with pytest.raises(Refused, match="no_such_desk"), Work.on(consent.pk) as work:
        hand_over(work.step(), "successor", "00000000-0000-4000-8000-000000000000")
    assert waits(consent) == [("signatory", new.organisation.place)]


def test_what_is_demanded_meanwhile_holds_it_up_and_the_case_worker_lets_it_pass_later(
    asked, new, world, running, today_is, refusal, old
):
    award = running()
    paid_out(world, award)
    change = asked("decided", of=award, day="2025-07-01")
    consent = below(change, "succession")
    assert refusal(consent, "pass_over", by=world.case_worker) == "day_is_ahead"
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    reclaim = below(award, "reclaim")
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    assert refusal(consent, "pass_over", by=world.case_worker) == "reclaim_is_open"
    fire(reclaim.pk, "drop", by=world.case_worker, reason="Geklärt.")
    assert succession(change) == "held_up"
    fire(consent.pk, "pass_over", by=world.case_worker)
    assert (succession(change), Award.objects.get().recipient) == ("passed", new.organisation)


def test_a_contested_change_notice_holds_it_up_and_annulled_leads_back(asked, world, today_is, refusal, old, state):
    change = asked("decided", day="2025-07-01")
    notice = Notice.objects.get(parent=change)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=TODAY)
    today_is("2025-07-01")
    sweep_deadlines()
    assert (succession(change), Award.objects.get().recipient) == ("held_up", old)
    assert refusal(below(change, "succession"), "pass_over", by=world.case_worker) == "is_contested"
    fire(notice.pk, "annul", by=world.approver, decided_on="2025-07-01", reason="Ermessensfehler.")
    assert (state(change), succession(change), Award.objects.get().recipient) == ("in_review", "agreed", old)


def test_back_with_the_old_recipient_the_account_is_never_the_others(asked, world, running, new, old):
    change = asked("decided", of=running(iban=IBAN.replace(" ", "")))
    Award.objects.update(iban="DE75512108001245126199")
    annulled(world, change)
    award = Award.objects.get()
    assert (award.recipient, award.iban) == (old, IBAN.replace(" ", ""))


def test_an_account_named_by_the_old_recipient_is_not_granted_after_the_passing(asked, world, running, change, refusal):
    award = running()
    account = change("submitted", "account", of=award)
    asked("decided", of=award)
    fire(account.pk, "start_review", by=world.case_worker)
    let(account, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **NOTICE_REMEDY)
    assert refusal(account, "sign_notice", by=world.case_worker) == "another_recipient_since"


def test_what_was_demanded_of_one_recipient_stays_with_it_when_the_award_goes_back(asked, new, world, running, old):
    award = running()
    paid_out(world, award)
    change = asked("decided", of=award)
    fire(award.pk, "hear", by=world.case_worker, **INTENDED)
    reclaim = below(award, "reclaim")
    fire(reclaim.pk, "answer", by=new.signatory, statement="Nein.")
    drafted = {"reasons": "Zweck verfehlt.", "pay_by": "2025-08-15", **NOTICE_REMEDY}
    fire(reclaim.pk, "draft", by=world.case_worker, **drafted)
    fire(reclaim.pk, "sign", by=world.case_worker)
    fire(reclaim.pk, "issue", by=world.approver)
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
    drafted = {"reasons": "Zweck verfehlt.", "pay_by": "2025-08-15", **NOTICE_REMEDY}
    fire(reclaim.pk, "draft", by=world.case_worker, **drafted)
    fire(reclaim.pk, "sign", by=world.case_worker)
    fire(reclaim.pk, "issue", by=world.approver)
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
