"""What was waived follows a later remedy too: what was paid beyond it comes back, what was remitted stays remitted."""

from decimal import Decimal

import pytest

from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from notifications.models import Message
from tests.funding.asking import refusal
from tests.funding.below import below, let
from tests.funding.reclaims.test_accounts import contest
from workflows.engine import fire

pytestmark = pytest.mark.django_db
TODAY = "2025-07-12"
LESS = {"amount": "3000.00", "decided_on": TODAY, "reason": "Urteil."}


@pytest.fixture
def reckoned(world, reclaim):
    """5,000 euros paid back on 12 July 2025; the notice of their interest is issued, not sent."""
    case = reclaim("final")
    let(case, "note_payment", by=world.case_worker, amount="5000.00", value_date=TODAY)
    let(case, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    return Reclaim.objects.get()


@pytest.fixture
def waived(world, reckoned):
    """The interest was remitted."""
    let(reckoned, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    let(reckoned, "grant_relief", by=world.approver)
    return reckoned


def stand(case):
    return below(case, "collection").state


def test_remitted_interest_is_kept_as_remitted(waived):
    found = Reclaim.objects.get()
    assert (stand(waived), found.interest_waived, found.interest_outstanding) == ("waived", waived.interest, 0)


def test_a_sum_set_lower_after_the_waiver_is_refunded_by_another_person(world, waived):
    contest(world, waived, "2025-07-11")
    assert stand(waived) == "under_reserve"
    fire(waived.pk, "reduce", by=world.approver, **LESS)
    assert (stand(waived), Reclaim.objects.get().to_refund) == ("reclaimed", 2000)
    let(waived, "reckon_interest", by=world.approver, pay_by="2025-12-01")
    found = Reclaim.objects.get()
    assert 0 < found.interest == found.interest_waived < waived.interest
    assert (stand(waived), Notice.objects.filter(parent=below(waived, "collection"), state="issued").count()) == (
        "refund_due", 0,
    )  # fmt: skip
    assert refusal(waived, "note_refund", by=world.approver, value_date=TODAY) == "four_eyes"
    let(waived, "note_refund", by=world.checker, value_date=TODAY)
    found = Reclaim.objects.get()
    assert (stand(waived), found.refunded, found.award.repaid) == ("waived", 2000, 3000)


def test_annulled_after_the_waiver_everything_goes_back(world, waived):
    contest(world, waived, "2025-07-11")
    let(waived, "annul", by=world.approver, decided_on=TODAY, reason="Urteil.")
    assert (stand(waived), Reclaim.objects.get().to_refund) == ("refund_due", 5000)


def test_upheld_it_is_waived_as_before(world, waived):
    contest(world, waived, "2025-07-11")
    let(waived, "uphold", by=world.approver, decided_on=TODAY, reason="Klage abgewiesen.")
    assert (stand(waived), Reclaim.objects.get().interest_outstanding) == ("waived", 0)


def test_interest_dropped_while_a_refund_is_due_is_reckoned_after_it(world, reckoned):
    contest(world, reckoned, "2025-07-11")
    fire(reckoned.pk, "reduce", by=world.approver, **LESS)
    let(reckoned, "waive_interest", by=world.approver, reason="Kein Verschulden.")
    assert stand(reckoned) == "refund_due"
    contest(world, reckoned, "2025-07-11")
    fire(reckoned.pk, "reduce", by=world.approver, **LESS | {"amount": "2000.00"})
    let(reckoned, "note_refund", by=world.checker, value_date=TODAY)
    assert (stand(reckoned), Reclaim.objects.get().refunded) == ("reclaimed", 3000)  # its interest is open again


def test_the_recipient_reads_and_hears_of_the_interest_once_its_notice_is_sent(world, reckoned, client):
    money, notice = below(reckoned, "collection"), Notice.objects.latest("pk")
    told = Message.objects.filter(kind="reclaim.interest_due")
    client.force_login(world.signatory)

    def read():
        rows = client.get(f"/cases/{money.pk}/").context["content"]
        return {row["term"] for row in rows} & {"Festgesetzte Zinsen"}

    assert (told.count(), read(), client.get(f"/cases/{notice.pk}/").status_code) == (0, set(), 404)
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=TODAY)
    assert [message.person for message in told] == [world.signatory]
    assert read() == {"Festgesetzte Zinsen"}
    assert [paper.kind for paper in notice.documents.all()] == ["interest_notice"]


def test_a_notice_of_interest_annulled_while_a_relief_is_proposed_is_reckoned_anew_after_it(world, reckoned):
    notice = Notice.objects.latest("pk")
    fire(notice.pk, "dispatch", by=world.case_worker, channel="formal", posted_on=TODAY)
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    let(reckoned, "propose_relief", by=world.case_worker, relief="remission", reason="Unbillig.")
    fire(notice.pk, "contest", by=world.signatory, remedy="action", received_on=TODAY)
    fire(notice.pk, "annul", by=world.approver, decided_on=TODAY, reason="Falsch gerechnet.")
    assert (stand(reckoned), Reclaim.objects.get().interest) == ("relief_proposed", reckoned.interest)
    let(reckoned, "refuse_relief", by=world.approver, reason="Der Bescheid ist gefallen.")
    assert (stand(reckoned), Reclaim.objects.get().interest) == ("reclaimed", None)
    let(reckoned, "reckon_interest", by=world.approver, pay_by="2025-12-01")


def test_a_notice_of_interest_is_not_sent_after_its_day_to_pay(world, reckoned, today_is):
    today_is("2025-12-01")
    sent = {"channel": "formal", "posted_on": "2025-12-01"}
    notice = Notice.objects.latest("pk")
    assert refusal(notice, "dispatch", by=world.case_worker, **sent) == "day_to_pay_has_passed"
    relief = {"relief": "interest", "reason": "Neuer Zahltag."}
    let(reckoned, "propose_relief", by=world.case_worker, **relief)
    let(reckoned, "take_back_interest", by=world.approver)
    let(reckoned, "reckon_interest", by=world.approver, pay_by="2026-01-15")
    assert Reclaim.objects.get().interest == Decimal(reckoned.interest)
