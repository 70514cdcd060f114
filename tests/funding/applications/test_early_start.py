"""Who may start before the award, from when, and what becomes of an application whose project started without."""

import datetime as dt

import pytest

from funding.applications.early_start.models import EarlyStart
from funding.applications.early_start.opening import open_early_start
from funding.applications.models import Application
from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from notifications.models import Message
from tests.funding.applications.story import NOTICE, REMEDY, ruling_of
from tests.funding.asking import refusal, state, wrong
from workflows.engine import fire
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
WANTED = {"wanted_from": "2024-07-01", "justification": "Die Stelle ist sonst verloren."}
GRANT = {"answer": "grant", "granted_from": "2024-07-01", "reasons": "Der Aufschub gefährdet das Vorhaben."}
REFUSE = {"answer": "refuse", "reasons": "Kein Grund zur Eile.", **REMEDY}


@pytest.fixture
def early_start(world, application):
    """A request below a received application of 3 June 2024: draft, requested, signed or decided."""

    def brought(to: str = "requested", of=None, **decision) -> EarlyStart:
        case = open_early_start(of or application("submitted"), by=world.signatory)
        moves = {
            "draft": lambda: None,
            "requested": lambda: fire(case.pk, "request", by=world.signatory, **WANTED),
            "signed": lambda: fire(case.pk, "sign", by=world.case_worker, **(decision or GRANT)),
            "decided": lambda: fire(case.pk, "issue", by=world.approver),
        }
        for reached, make in moves.items():
            make()
            if reached == to:
                break
        return EarlyStart.objects.get(pk=case.pk)

    return brought


def test_two_persons_permit_it_and_a_letter_says_from_when(world, early_start):
    case = early_start("signed")
    assert refusal(case, "issue", by=world.case_worker) == "four_eyes"
    fire(case.pk, "issue", by=world.approver)
    assert (state(case), case.documents.filter(kind="early_start").count()) == ("granted", 1)
    told = Message.objects.filter(kind="early_start.decided").values_list("person_id", flat=True)
    assert set(told) == {world.applicant.pk, world.signatory.pk}


def test_a_refusal_names_no_day_and_instructs_on_remedies(world, early_start):
    case = early_start("requested")
    bare = {"answer": "refuse", "reasons": "Kein Grund zur Eile.", "remedy_type": "action"}
    assert refusal(case, "sign", by=world.case_worker, **bare) == "incomplete"
    assert wrong(case, "sign", by=world.case_worker, **REFUSE, granted_from="2024-07-01") == "granted_from"
    fire(case.pk, "sign", by=world.case_worker, **REFUSE)
    fire(case.pk, "issue", by=world.approver)
    assert state(case) == "refused"


def test_it_is_never_permitted_for_the_past(world, early_start, today_is):
    case = early_start("requested")
    assert wrong(case, "sign", by=world.case_worker, **{**GRANT, "granted_from": "2024-06-02"}) == "granted_from"
    fire(case.pk, "sign", by=world.case_worker, **GRANT)
    today_is("2024-07-02")
    assert refusal(case, "issue", by=world.approver) == "start_lies_back"
    fire(case.pk, "reopen", by=world.approver, reason="Der Tag ist vorbei.")
    assert state(case) == "requested"


def test_only_who_signs_for_the_applicant_asks_for_it_and_not_before_the_receipt(world, application, early_start):
    draft = application("draft")
    for who, error in ((world.signatory, Refused), (world.applicant, Refused), (world.stranger, NotFound)):
        with pytest.raises(error):
            open_early_start(draft, by=who)
    case = early_start("draft")
    assert wrong(case, "request", by=world.signatory, **{**WANTED, "wanted_from": "2024-06-02"}) == "wanted_from"
    assert refusal(case, "request", by=world.case_worker, **WANTED) == "not_found"


def test_a_draft_is_discarded_a_request_withdrawn_and_both_end_with_the_application(world, early_start, application):
    case = early_start("draft")
    fire(case.pk, "discard", by=world.signatory)
    of = Application.objects.get()
    pending, draft = early_start("signed", of=of), early_start("draft", of=of)
    assert refusal(pending, "withdraw", by=world.case_worker) == "not_yours"
    second = early_start("requested", of=of)
    fire(second.pk, "withdraw", by=world.signatory)
    fire(of.pk, "withdraw", by=world.signatory, reason="Träger fehlt.")
    assert [state(each) for each in (case, second, pending, draft)] == ["discarded", "withdrawn", "moot", "moot"]


def test_what_the_authority_has_signed_stays_inside_until_it_is_issued(world, early_start):
    case = early_start("signed")
    seen = [event.facts for event in case.events.filter(move="sign")]
    assert (seen[0]["answer"], {"answer", "granted_from", "reasons"} <= EarlyStart.INSIDE) == ("grant", True)


def test_a_project_that_started_without_permission_gets_no_notice(world, application, early_start, today_is):
    case = application("notice_in_preparation")
    from_july = early_start("decided", of=case)
    assert from_july.granted_from == dt.date(2024, 7, 1)
    today_is("2024-07-02")
    assert wrong(case, "note_start", by=world.applicant, started_on="2024-07-03") == "started_on"
    fire(case.pk, "note_start", by=world.applicant, started_on="2024-06-30")
    sign = {"by": world.case_worker}
    fire(ruling_of(case).pk, "draft_notice", by=world.case_worker, **NOTICE)
    assert refusal(ruling_of(case), "sign_notice", **sign) == "started_without_permission"
    fire(case.pk, "note_start", by=world.case_worker, started_on="2024-07-01", reason="Der Vertrag ist vom 1. Juli.")
    fire(ruling_of(case).pk, "sign_notice", **sign)
    fire(case.pk, "note_start", by=world.case_worker, started_on="2024-06-30", reason="Doch nicht.")
    assert refusal(ruling_of(case), "issue", by=world.approver) == "started_without_permission"


def test_nobody_of_the_authority_asks_for_it(world, early_start):
    case = early_start("draft")
    staff("case_worker", world.authority.place, world.signatory, LONG_AGO)
    with pytest.raises(Refused) as refused:
        fire(case.pk, "request", by=world.signatory, **WANTED)
    assert refused.value.key == "acts_for_authority"
