"""A final recipient is insolvent, which is no misuse: what was spent is proven; what is no insolvency is lifted."""

import pytest

from funding.awards.models import Award
from funding.forwarding.models import Forwarding
from tests.funding.asking import mails
from tests.funding.below import below
from tests.funding.forwarding.conftest import PROVEN
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def insolvent(forwarding, carrier):
    """Brought as far as asked, then noted as insolvent."""

    def brought(to="paid"):
        case = forwarding(to)
        fire(case.pk, "note_insolvency", by=carrier, opened_on=clock.today().isoformat())
        return case

    return brought


def the_authority_is_told(world, case):
    told = {"matter": "insolvency", "happened_on": "2025-07-01", "statement": "Eröffnet."}
    fire(below(Case.objects.get(pk=case.parent_id), "notification").pk, "send", by=world.signatory, **told)


def test_what_was_passed_on_before_and_noted_later_counts(world, forwarding, carrier, state, refusal):
    case = forwarding("running")
    fire(case.pk, "note_insolvency", by=carrier, opened_on=clock.today().isoformat())
    paid = {"amount": "10000.00", "value_date": clock.today().isoformat()}
    fire(case.pk, "note_forwarded", by=world.applicant, **paid)
    assert (state(case), str(Forwarding.objects.get(pk=case.pk).forwarded)) == ("insolvent", "10000.00")
    Award.objects.filter(pk=case.parent_id).update(amount="20000.00")  # the rest is promised to another by now
    assert refusal(case, "note_forwarded", by=world.applicant, **paid) == "more_than_awarded"


def test_what_was_spent_before_is_proven_and_checked_once_the_authority_was_told(
    world, insolvent, carrier, state, refusal
):
    case = insolvent()
    assert refusal(case, "hand_in", by=carrier, **PROVEN) == "authority_not_told"
    the_authority_is_told(world, case)
    fire(case.pk, "hand_in", by=world.applicant, **PROVEN)
    fire(case.pk, "check", by=world.signatory, recognised="40000.00")
    assert (state(case), case.children.count()) == ("checked", 0)


@pytest.mark.parametrize("before", ["agreed", "running", "proof_in"])
def test_lifted_it_goes_on_where_it_stood(world, insolvent, carrier, state, refusal, before):
    case = insolvent({"running": "paid"}.get(before, before))
    assert refusal(case, "lift_insolvency", by=carrier, reason="Antrag abgewiesen.") == "not_yours"
    fire(case.pk, "lift_insolvency", by=world.signatory, reason="Antrag abgewiesen.")
    assert state(case) == before
    assert ("forwarding.goes_on", carrier.name) in mails(case)


def test_what_was_promised_to_another_meanwhile_is_not_promised_twice(world, forwarding, insolvent, state, refusal):
    case = insolvent("agreed")
    forwarding("offered", of=Case.objects.get(pk=case.parent_id), amount="54000.00")
    why = {"reason": "Antrag abgewiesen."}
    assert refusal(case, "lift_insolvency", by=world.signatory, **why) == "more_than_awarded"
    other = Forwarding.objects.exclude(pk=case.pk).get()
    fire(other.pk, "withdraw", by=world.signatory, reason="Doch der erste.")
    fire(case.pk, "lift_insolvency", by=world.signatory, **why)
    assert state(case) == "agreed"


def test_who_had_given_up_is_promised_nothing_more(world, forwarding, carrier, state):
    case = forwarding("paid", paid="30000.00")
    fire(case.pk, "give_up", by=world.applicant, unspent="0.00", reason="Kein Personal.")
    fire(case.pk, "note_insolvency", by=carrier, opened_on=clock.today().isoformat())
    forwarding("offered", of=Case.objects.get(pk=case.parent_id), amount="24000.00")
    fire(case.pk, "lift_insolvency", by=world.signatory, reason="Antrag abgewiesen.")
    assert state(case) == "given_up"
