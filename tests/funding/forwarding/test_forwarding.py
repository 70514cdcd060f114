"""What is forwarded to final recipients: when it may be, how it is agreed, proven, checked, and what goes wrong."""

import datetime as dt

import pytest
from django.test import Client

from funding.awards.models import Award
from funding.awards.settlement.rules import check_nothing_is_open
from funding.forwarding.claim.models import ForwardingClaim
from funding.forwarding.models import Forwarding
from funding.forwarding.opening import open_forwarding
from funding.regions.models import Organisation, organisation_named
from tests.funding.asking import mails
from tests.funding.documents.test_letters import text_of
from tests.funding.forwarding.conftest import PROVEN, WRITTEN
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import BadInput, Refused

pytestmark = pytest.mark.django_db
BACK = {"cause": "not_for_purpose", "amount": "10000.00", "pay_by": "2025-08-01", "reason": "Zweckfremd verwendet."}
DUE = ("due_on", "nature", "rule")


def stay(case):
    return case.deadlines.filter(of_stay=True).order_by("pk").values_list(*DUE).last()


def test_it_is_agreed_passed_on_proven_and_checked(world, forwarding, carrier, state):
    case = forwarding("running")
    assert (state(case), stay(case)) == ("running", (dt.date(2026, 6, 30), "legal", "on(proof_due_on)"))
    fire(case.pk, "note_forwarded", by=world.applicant, amount="40000.00", value_date="2025-07-01")
    fire(case.pk, "hand_in", by=carrier, **PROVEN)
    fire(case.pk, "check", by=world.signatory, recognised="40000.00")
    case = Forwarding.objects.get(pk=case.pk)
    assert (case.state, case.recognised, case.children.count()) == ("checked", case.amount, 0)
    office = [world.case_worker.name, world.checker.name]
    assert mails(case) == [
        ("forwarding.offered", carrier.name),
        ("forwarding.agreed", world.signatory.name),
        *(("forwarding.agreed", name) for name in office),
        ("forwarding.paid", carrier.name),
        ("forwarding.proof_in", world.signatory.name),
        ("forwarding.checked", carrier.name),
        *(("forwarding.checked", name) for name in office),
    ]


def test_the_contract_is_filed_when_it_is_agreed_with_its_fingerprint_in_the_event(world, forwarding, carrier):
    case = forwarding("offered")
    assert case.documents.count() == 0
    fire(case.pk, "agree", by=carrier, agreed_on="2025-06-03")
    contract, event = case.documents.get(kind="forwarding_contract"), case.events.get(move="agree")
    assert (event.facts["document"], event.facts["sha256"]) == (contract.pk, contract.content_id)
    text = " ".join(text_of(bytes(contract.content.content)).split())
    for said in ("40.000,00", "Gesundheitsverein Auental (Letztempfänger)", "ANBest-P", "30.06.2026", carrier.name):
        assert said in text
    assert world.signatory.name in text
    client = Client()
    client.force_login(carrier, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/documents/{contract.pk}/").status_code == 200
    client.force_login(world.stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/documents/{contract.pk}/").status_code == 404


def test_who_records_the_agreement_for_the_final_recipient_is_named_as_that(world, forwarding):
    case = forwarding("offered")
    fire(case.pk, "agree", by=world.applicant, agreed_on="2025-06-02")
    text = " ".join(text_of(bytes(case.documents.get().content.content)).split())
    assert "für Gesundheitsverein" in text or "recorded for Gesundheitsverein" in text
    assert "Vereinbart am 02.06.2025." in text


def test_a_forwarding_by_notice_files_no_contract(world, forwarding, carrier):
    case = forwarding("agreed", form="notice")
    assert case.documents.count() == 0


def test_the_final_recipient_reads_its_own_part_from_the_offer_on_and_nothing_else_of_the_file(
    world, forwarding, carrier, running
):
    case = forwarding("drafted")
    today = dt.date(2025, 6, 3)
    assert not may_read(case, carrier.pk, today)
    fire(case.pk, "offer", by=world.signatory, provisions_passed_on=True)
    file = Case.objects.filter(dossier=case.dossier_id)
    assert [each.pk for each in file if may_read(each, carrier.pk, today)] == [case.pk]
    other = forwarding("offered", of=case.parent, amount="1000.00")
    Case.objects.filter(pk=other.pk).update(readers=[world.region.lead.place])
    client = Client()
    client.force_login(carrier, backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get(f"/cases/{pk}/").status_code for pk in (case.pk, case.parent_id, other.pk)] == [200, 404, 404]
    assert f"/cases/{case.parent_id}/" not in client.get(f"/cases/{case.pk}/").content.decode()


def test_others_do_not_know_of_it(world, forwarding, carrier, refusal):
    case = forwarding("drafted")
    assert {refusal(case, "offer", by=who, provisions_passed_on=True) for who in (carrier, world.stranger)} == {
        "not_found"
    }
    assert refusal(case, "offer", by=world.applicant, provisions_passed_on=True) == "not_yours"


@pytest.mark.parametrize(
    ("fields", "terms", "key"),
    [
        ({"forwarding_to": ""}, {}, "award_names_nobody"),
        ({"forwarding_to": "Verein"}, {"forwarding": None}, "programme_is_silent"),
    ],
)
def test_nothing_is_forwarded_unless_programme_and_award_say_so(world, running, association, fields, terms, key):
    award = running(**fields)
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, **terms})
    with pytest.raises(Refused, match=key):
        open_forwarding(Case.objects.get(pk=award.pk), by=world.applicant, final_recipient=association.pk)
    assert Forwarding.objects.count() == 0


def test_only_the_recipient_begins_one_and_not_for_itself(world, running, association, forwarding):
    award = running(forwarding_to=association.name)
    for who, key in ((world.case_worker, "not_yours"), (world.stranger, "not_found")):
        with pytest.raises(Refused, match=key):
            open_forwarding(award, by=who, final_recipient=association.pk)
    for nobody in (award.recipient_id, 0):
        with pytest.raises(BadInput) as caught:
            open_forwarding(award, by=world.applicant, final_recipient=nobody)
        assert caught.value.field == "final_recipient"
    fire(award.pk, "decline", by=world.signatory, reason="Kein Bedarf.")
    with pytest.raises(Refused, match="award_has_ended"):
        open_forwarding(Case.objects.get(pk=award.pk), by=world.applicant, final_recipient=association.pk)


def test_only_the_final_recipient_named_in_the_notice_is_forwarded_to(world, running, association):
    award = running(forwarding_to="Pflegestützpunkt Auental")
    with pytest.raises(BadInput) as caught:
        open_forwarding(award, by=world.applicant, final_recipient=association.pk)
    assert (caught.value.field, "Pflegestützpunkt Auental" in caught.value.sentence) == ("final_recipient", True)
    assert Forwarding.objects.count() == 0


def test_who_is_meant_stays_meant_under_another_name_and_another_of_the_name_is_not(world, running, association):
    award = running(forwarding_to=association.name, final_recipient=association)
    Organisation.objects.filter(pk=association.pk).update(name="Gesundheitsverein Auental e. V.")
    other = Organisation.objects.create(
        name="Gesundheitsverein Auental", kind="association", state="HE", calendar="HE", invented=True
    )
    with pytest.raises(BadInput) as caught:
        open_forwarding(award, by=world.applicant, final_recipient=other.pk)
    assert caught.value.field == "final_recipient"
    assert open_forwarding(award, by=world.applicant, final_recipient=association.pk).final_recipient == association


def test_of_two_of_one_name_that_of_the_awards_state_is_meant(association):
    assert organisation_named(association.name, "HE") == association
    other = Organisation.objects.create(
        name=association.name, kind="association", state="HE", calendar="HE", invented=True
    )
    assert [organisation_named(association.name, each) for each in ("NI", "HE", "BY")] == [association, other, None]
    assert organisation_named("", "NI") is None


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"purpose": ""}, "incomplete"),
        ({"period_to": "2026-03-31"}, "outside_period"),
        ({"period_from": "2025-03-01"}, "outside_period"),
        ({"amount": "54000.01"}, "more_than_awarded"),
        ({"proof_due_on": None}, "no_day_for_the_proof"),
        ({"proof_due_on": "2026-08-31"}, "proof_too_late"),
    ],
)
def test_what_is_not_in_order_is_not_offered(world, forwarding, refusal, said, key):
    case = forwarding("drafted", **said)
    assert case.award.proof_due_on == dt.date(2026, 8, 31)
    assert refusal(case, "offer", by=world.signatory, provisions_passed_on=True) == key


def test_the_ancillary_provisions_are_passed_on(world, forwarding, refusal):
    case = forwarding("drafted")
    assert refusal(case, "offer", by=world.signatory, provisions_passed_on=False) == "provisions_passed_on"


@pytest.mark.parametrize(
    ("written", "field"), [({"amount": "0.00"}, "amount"), ({"period_to": "2025-06-30"}, "period_to")]
)
def test_what_cannot_be_is_refused_at_its_field(world, forwarding, refusal, written, field):
    assert refusal(forwarding("drafted"), "edit", by=world.applicant, **{**WRITTEN, **written}) == field


def test_the_programme_says_how_long_before_the_own_proof_the_day_lies_and_the_calculation_is_kept(
    world, forwarding, carrier, today_is
):
    case = forwarding("drafted", proof_due_on=None)
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, "forwarding_proof_weeks": 8})
    fire(case.pk, "offer", by=world.signatory, provisions_passed_on=True)
    fire(case.pk, "agree", by=carrier, agreed_on="2025-06-03")
    today_is("2025-07-01")
    sweep_deadlines()
    deadline = Forwarding.objects.get(pk=case.pk).deadlines.filter(of_stay=True).latest("pk")
    assert (deadline.due_on, len(deadline.steps)) == (dt.date(2026, 7, 3), 4)  # Sunday, 5 July, is passed


def test_no_more_is_promised_than_is_awarded_also_by_several_forwardings(world, forwarding, refusal):
    first = forwarding("offered")
    second = forwarding("drafted", of=first.parent, amount="14000.01")
    assert refusal(second, "offer", by=world.signatory, provisions_passed_on=True) == "more_than_awarded"
    fire(first.pk, "withdraw", by=world.signatory, reason="Anders geplant.")
    fire(second.pk, "offer", by=world.signatory, provisions_passed_on=True)
    assert mails(first)[-1][0] == "forwarding.withdrawn"


def test_while_the_award_does_not_stand_nothing_is_offered_or_agreed(world, forwarding, carrier, refusal):
    case = forwarding("offered")
    second = forwarding("drafted", of=case.parent, amount="1000.00")
    fire(case.parent_id, "suspend", by=world.case_worker, reason="Bericht fehlt.")
    assert refusal(second, "offer", by=world.signatory, provisions_passed_on=True) == "award_stands_still"
    assert refusal(case, "agree", by=carrier, agreed_on="2025-06-03") == "award_stands_still"


def test_an_award_lowered_since_the_offer_does_not_bear_the_agreement(world, forwarding, carrier, refusal):
    case = forwarding("offered")
    Award.objects.filter(pk=case.parent_id).update(amount="10000.00")
    assert refusal(case, "agree", by=carrier, agreed_on="2025-06-03") == "more_than_awarded"


@pytest.mark.parametrize("to", ["proof_in", "proof_returned"])
def test_an_instalment_kept_back_until_the_proof_is_noted_after_it(world, forwarding, state, to):
    case = forwarding("proof_in", paid="30000.00")
    if to == "proof_returned":
        fire(case.pk, "return", by=world.signatory, items="Belegliste", until="2026-01-09")
    fire(case.pk, "note_forwarded", by=world.applicant, amount="10000.00", value_date=clock.today().isoformat())
    assert (state(case), str(Forwarding.objects.get(pk=case.pk).forwarded)) == (to, "40000.00")


def test_who_offered_does_not_also_record_the_agreement(world, forwarding, refusal, state):
    case = forwarding("offered")
    assert refusal(case, "agree", by=world.signatory, agreed_on="2025-06-03") == "four_eyes"
    assert refusal(case, "agree", by=world.applicant, agreed_on="2025-06-04") == "agreed_on"
    fire(case.pk, "agree", by=world.applicant, agreed_on="2025-06-03")
    assert state(case) == "agreed"


def test_a_final_recipient_may_say_no(world, forwarding, carrier, refusal, state):
    case = forwarding("offered")
    assert refusal(case, "disagree", by=world.case_worker, reason="Nein.") == "not_found"
    fire(case.pk, "disagree", by=carrier, reason="Zu viele Auflagen.")
    assert (state(case), mails(case)[-1]) == ("not_agreed", ("forwarding.not_agreed", world.signatory.name))


def test_a_draft_is_withdrawn_and_nobody_outside_hears_of_it(world, forwarding, carrier, state):
    case = forwarding("drafted")
    fire(case.pk, "withdraw", by=world.signatory, reason="Anders geplant.")
    assert (state(case), mails(case), may_read(case, carrier.pk, dt.date(2025, 6, 3))) == ("withdrawn", [], False)


def test_it_does_not_start_before_its_period_nor_is_it_withdrawn_once_money_has_flowed(world, forwarding, refusal):
    case = forwarding("agreed")
    sweep_deadlines()
    assert Case.objects.get(pk=case.pk).state == "agreed"
    paid = forwarding("paid", of=case.parent, amount="10000.00", paid="10000.00")
    assert refusal(paid, "withdraw", by=world.signatory, reason="Zu spät.") == "forwarded_already"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"amount": "0.00"}, "amount"),
        ({"amount": "40000.01"}, "amount"),
        ({"value_date": "2025-07-02"}, "value_date"),
        ({"value_date": "2025-06-02"}, "value_date"),
    ],
)
def test_no_more_is_passed_on_than_was_agreed(world, forwarding, refusal, said, field):
    payment = {"amount": "40000.00", "value_date": "2025-07-01", **said}
    assert refusal(forwarding("running"), "note_forwarded", by=world.applicant, **payment) == field


def test_the_proof_is_reminded_of_returned_and_handed_in_again(world, forwarding, carrier, today_is, refusal, state):
    case = forwarding("paid")
    assert refusal(case, "hand_in", by=world.stranger, **PROVEN) == "not_found"
    today_is("2026-07-01")
    sweep_deadlines()
    assert ("task.late", carrier.name) in mails(case)
    fire(case.pk, "hand_in", by=world.applicant, **PROVEN)
    assert refusal(case, "check", by=world.applicant, recognised="40000.00") == "four_eyes"
    assert refusal(case, "return", by=world.signatory, items="Belege", until="2026-07-01") == "until"
    fire(case.pk, "return", by=world.signatory, items="Belege", until="2026-07-15")
    assert (stay(case)[0], mails(case)[-1]) == (dt.date(2026, 7, 15), ("forwarding.returned", carrier.name))
    fire(case.pk, "hand_in", by=carrier, **PROVEN)
    assert state(case) == "proof_in"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"recognised": "40000.01"}, "recognised"),
        ({"recognised": "39999.99"}, "pay_by"),
        ({"recognised": "0.00", "pay_by": "2025-07-01"}, "pay_by"),
    ],
)
def test_what_is_recognised_is_what_was_passed_on_and_the_rest_is_asked_back(world, forwarding, refusal, said, field):
    assert refusal(forwarding("proof_in"), "check", by=world.signatory, **said) == field


def test_what_was_not_used_for_the_purpose_is_claimed_back(world, forwarding):
    case = forwarding("proof_in")
    fire(case.pk, "check", by=world.signatory, recognised="38500.00", pay_by="2025-08-01", reason="Ohne Beleg.")
    claim = ForwardingClaim.objects.get()
    assert (claim.state, claim.outstanding, stay(claim)[0]) == ("claimed", 1500, dt.date(2025, 8, 1))
    case = Forwarding.objects.get(pk=case.pk)
    assert (case.state, case.recognised, case.cause) == ("checked", 38500, "not_for_purpose")


def test_who_gives_up_still_proves_what_was_spent(world, forwarding, carrier, refusal, state):
    case = forwarding("paid")
    assert refusal(case, "give_up", by=carrier, unspent="40000.01", reason="Kein Personal.") == "unspent"
    fire(case.pk, "give_up", by=carrier, unspent="15000.00", reason="Kein Personal.")
    assert (state(case), stay(case)[0]) == ("given_up", dt.date(2026, 6, 30))
    second = forwarding("offered", of=Case.objects.get(pk=case.parent_id), amount="14000.00")
    assert state(second) == "offered"
    fire(case.pk, "hand_in", by=carrier, spent="25000.00", progress="Bis Juli beraten.")
    assert refusal(case, "check", by=world.signatory, recognised="25000.01", pay_by="2025-08-01") == "recognised"
    fire(case.pk, "check", by=world.signatory, recognised="25000.00", pay_by="2025-08-01")
    assert ForwardingClaim.objects.get().amount == 15000


def test_a_breach_ends_it_and_money_is_claimed_back(world, forwarding, carrier, refusal, state):
    case = forwarding("paid")
    assert refusal(case, "breach", by=world.applicant, **BACK) == "not_yours"
    assert refusal(case, "breach", by=world.signatory, **{**BACK, "amount": "40000.01"}) == "amount"
    fire(case.pk, "breach", by=world.signatory, **BACK)
    case = Forwarding.objects.get(pk=case.pk)
    assert (case.state, case.recognised, ForwardingClaim.objects.get().amount) == ("breached", 30000, 10000)
    assert mails(case)[-3:] == [("forwarding.breached", carrier.name),
        ("forwarding.breached", world.case_worker.name), ("forwarding.breached", world.checker.name)]  # fmt: skip


def test_an_agreed_one_ends_with_the_award_and_one_with_money_in_it_does_not(world, forwarding, carrier, state):
    case = forwarding("agreed")
    paid = forwarding("paid", of=case.parent, amount="10000.00", paid="10000.00", period_from="2025-07-01")
    later = forwarding("agreed", of=case.parent, amount="1000.00", period_from="2025-08-01")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert (state(later), state(paid), mails(later)[-1]) == (
        "ended", "running", ("forwarding.withdrawn", carrier.name),
    )  # fmt: skip
    fire(paid.pk, "breach", by=world.signatory, **{**BACK, "cause": "award_fell"})
    assert state(paid) == "breached"


def test_papers_are_attached(world, forwarding, paper, refusal):
    case = forwarding("drafted")
    fire(case.pk, "attach", by=world.applicant, file=paper, kind="evidence")
    assert case.documents.count() == 1
    assert refusal(case, "attach", by=world.stranger, file=paper, kind="evidence") == "not_found"


def test_of_an_insolvency_the_authority_is_told_before_money_is_claimed_back(world, forwarding, carrier, refusal):
    case = forwarding("paid")
    assert refusal(case, "note_insolvency", by=carrier, opened_on="2025-07-02") == "opened_on"
    fire(case.pk, "note_insolvency", by=carrier, opened_on="2025-07-01", administrator="Dr. Muster")
    assert mails(case)[-2:] == [
        ("forwarding.insolvent", world.signatory.name), ("forwarding.insolvent", world.applicant.name),
    ]  # fmt: skip
    assert refusal(case, "breach", by=world.signatory, **{**BACK, "cause": "insolvency"}) == "authority_not_told"
    notification = Case.objects.get(parent=case.parent_id, lifecycle="notification")
    fire(
        notification.pk,
        "send",
        by=world.signatory,
        matter="insolvency",
        happened_on="2025-07-01",
        statement="Eröffnet.",
    )
    fire(case.pk, "breach", by=world.signatory, **{**BACK, "cause": "insolvency"})
    assert Case.objects.get(pk=case.pk).state == "breached"


def test_of_an_award_that_has_ended_nobody_has_to_be_told(world, forwarding, carrier, state):
    case = forwarding("paid")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    fire(case.pk, "note_insolvency", by=carrier, opened_on="2025-07-01")
    fire(case.pk, "breach", by=world.signatory, **{**BACK, "cause": "insolvency"})
    assert (state(case), Case.objects.filter(lifecycle="notification").count()) == ("breached", 0)


def test_where_the_award_ends_before_the_authority_is_told_the_money_is_claimed_back_all_the_same(
    world, forwarding, carrier, state
):
    case = forwarding("paid")
    fire(case.pk, "note_insolvency", by=carrier, opened_on="2025-07-01")
    fire(case.parent_id, "decline", by=world.signatory, reason="Kein Bedarf.")
    assert Case.objects.get(lifecycle="notification").finished
    fire(case.pk, "breach", by=world.signatory, **{**BACK, "cause": "insolvency"})
    assert state(case) == "breached"


def test_an_award_with_a_forwarding_under_way_is_not_closed_one_with_a_draft_is(forwarding):
    case = forwarding("drafted")
    check_nothing_is_open(case.parent_id)
    forwarding("offered", of=case.parent, amount="1000.00")
    with pytest.raises(Refused, match="still_open"):
        check_nothing_is_open(case.parent_id)
