"""A change of recipient is asked for and agreed to: by whom, for whom, and what they read."""

import datetime as dt

import pytest

from funding.awards.models import Award
from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.notices.models import Notice
from funding.regions.models import Organisation
from tests.funding.applications.story import REMEDY
from tests.funding.below import below, let
from tests.funding.changes.conftest import sent
from tests.funding.changes.story import text_of
from tests.funding.changes.succession.story import (
    THEIR_IBAN,
    TODAY,
    succession,
    told,
    waits,
)
from workflows.engine import fire
from workflows.handing_over import hand_over
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import NotFound, Refused
from workflows.work import Work

pytestmark = pytest.mark.django_db


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
    let(change, "draft_notice", by=world.case_worker, result="approve", reasons="Ja.", **REMEDY)
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


def test_the_letter_names_both_the_day_and_what_passes(asked, new, old):
    change = asked("decided")
    words = text_of(Notice.objects.get(parent=change).documents.get())
    for said in ("Landkreis Bergau", old.name, "03.06.2025", "§ 49a VwVfG"):
        assert said in words


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
