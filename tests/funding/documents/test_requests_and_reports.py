"""Letters that go with moves: what is missing, how each seat voted, what the recipient reports."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from funding.bodies.models import StandingOrders
from funding.documents.letters import render
from funding.documents.models import Document
from funding.reports.models import Report
from tests.funding.applications.story import cast, examination_of
from tests.funding.documents.letters import FACTS
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") *x* {day} <b>'


def text_of(document):
    pages = PdfReader(BytesIO(bytes(document.content.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


def papers(case, kind):
    return list(Document.objects.filter(case=case, kind=kind).order_by("id"))


def test_what_is_missing_is_asked_for_by_a_letter_with_its_day_and_its_fingerprint_in_the_event(world, application):
    case = application("submitted")
    event = fire(
        examination_of(case).pk, "request_items", by=world.case_worker, items=f"Anlage 3\n{HOSTILE}", until="2024-07-01"
    )
    [letter] = papers(case, "items_request")
    assert (event.facts["document"], event.facts["sha256"]) == (letter.pk, letter.content_id)
    assert all(words in text_of(letter) for words in ("1. Anlage 3", HOSTILE, "bis zum 01.07.2024"))


def test_a_day_set_on_a_saturday_is_written_as_the_working_day_that_is_counted(world, application):
    """The 29 June and the 6 July 2024 are Saturdays."""
    case = application("submitted")
    examination = examination_of(case)
    fire(examination.pk, "request_items", by=world.case_worker, items="Anlage 3", until="2024-06-29")
    assert examination.deadlines.get(of_stay=True, closed_at=None).due_on == dt.date(2024, 7, 1)
    fire(examination.pk, "extend", by=world.case_worker, until="2024-07-06", reason="Ferien.")
    assert examination.deadlines.get(of_stay=True, closed_at=None).due_on == dt.date(2024, 7, 8)
    first, second = map(text_of, papers(case, "items_request"))
    assert ("01.07.2024" in first, "29.06.2024" in first) == (True, False)
    assert ("08.07.2024" in second, "06.07.2024" in second) == (True, False)


def test_the_programmes_period_is_written_with_its_calculation(world, application):
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Anlage 3")
    assert "So wurde die Frist gerechnet" in text_of(papers(case, "items_request")[0])


def test_a_longer_period_is_a_letter_of_its_own(world, application):
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Anlage 3", until="2024-07-01")
    fire(examination_of(case).pk, "extend", by=world.case_worker, until="2024-07-15", reason="Urlaub")
    first, second = papers(case, "items_request")
    assert first.title != second.title
    assert "Die Frist bis zum 01.07.2024" in text_of(second)
    assert "15.07.2024" in text_of(second)


def test_of_a_named_vote_the_list_is_filed_with_the_result(world, vote):
    case = vote()
    cast(case, world.steering[:6])
    cast(case, world.steering[6:], "no")
    event = fire(case.pk, "record", by=world.office, resolution="Das Vorhaben wird verfolgt.")
    [letter] = papers(case, "voting_list")
    assert event.facts["voting_list_sha256"] == letter.content_id
    assert str(world.steering[6]) in text_of(letter)
    assert "Ja 6, Nein 1" in text_of(letter)


def test_of_a_secret_vote_there_is_no_list(world, idea):
    orders = StandingOrders.objects.get(body=world.steering_group)
    StandingOrders.objects.filter(pk=orders.pk).update(valid_to=dt.date(2022, 1, 31))
    orders.pk, orders.secret, orders.valid_from = None, "always", dt.date(2022, 2, 1)
    orders.save()
    case = idea("on_agenda").children.get(lifecycle="decision")
    fire(case.pk, "open_vote", by=world.office, procedure="circular", ballot="secret")
    cast(case, world.steering)
    fire(Case.objects.get(pk=case.pk).pk, "record", by=world.office, resolution="Das Vorhaben wird verfolgt.")
    assert papers(case, "voting_list") == []
    assert len(papers(case, "minutes_extract")) == 1


def test_a_report_comes_as_a_form_and_goes_as_it_was_signed(world, report):
    case = report("submitted")
    form, signed = papers(case, "progress_report")
    assert "Unterschrift" in text_of(form)
    assert "Die Lotsinnen haben 40 Familien beraten." in text_of(signed)
    assert case.events.get(move="submit").facts["signed_sha256"] == signed.content_id
    assert str(world.signatory) in text_of(signed)


def test_a_proof_of_use_sets_plan_and_actual_side_by_side(world, report):
    plan = [
        {"side": "expenditure", "category": "staff", "name": "Personal", "year": 2025, "amount": "20000.00"},
        {"side": "expenditure", "category": "travel", "name": HOSTILE, "year": 2025, "amount": "500.00"},
        {"side": "income", "category": "own", "name": "Landkreis", "year": 2025, "amount": "2500.00"},
    ]
    case = report("submitted", proof=True, plan=plan)
    form, signed = papers(case, "proof_of_use")
    assert "Personal 20.000,00 € 0" not in text_of(form)
    assert "Personal 20.000,00 € 21.000,00 € 1.000,00 €" in text_of(signed)
    assert f"{HOSTILE} 500,00 € 0,00 € −500,00 €" in text_of(signed)


def test_an_item_above_what_the_programme_lets_it_exceed_is_marked(world, report):
    plan = [{"side": "expenditure", "category": "staff", "name": "Personal", "year": 2025, "amount": "17000.00"}]
    case = report("internally_released", proof=True, plan=plan)
    Case.objects.filter(lifecycle="award").update(terms={**case.parent.terms, "shift_tolerance": "20/100"})
    fire(case.pk, "submit", by=world.signatory)
    assert "Personal (über der Grenze)" in text_of(papers(case, "proof_of_use")[-1])


def test_a_returned_report_says_in_a_letter_what_is_missing(world, report):
    case = report("under_review")
    fire(case.pk, "return", by=world.checker, items="Anlage 2", until="2025-09-01")
    fire(case.pk, "extend", by=world.checker, until="2025-09-15")
    first, second = papers(case, "items_request")
    assert "1. Anlage 2" in text_of(first)
    assert all(words in text_of(second) for words in ("1. Anlage 2", "bis zum 01.09.2025", "15.09.2025"))
    assert Report.objects.get(pk=case.pk).state == "returned"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("items_request", {"items": [HOSTILE]}),
        ("voting_list", {"question": HOSTILE}),
        ("progress_report", {"text": [HOSTILE]}),
        ("proof_of_use", {"purpose": HOSTILE}),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_hostile_text_stays_text_in_each(kind, changes, language):
    pdf = PdfReader(BytesIO(render(kind, language=language, facts=FACTS[kind] | changes)))
    shown = "".join(page.extract_text() for page in pdf.pages)
    assert HOSTILE.replace(" ", "") in "".join(shown.split())


@pytest.mark.parametrize("kind", ["progress_report", "proof_of_use"])
def test_an_empty_form_has_lines_to_write_on(kind):
    rows = [{"name": "Personal", "planned": Decimal(1), "actual": None, "apart": None, "above": False}]
    blank = {"text": [], "attached": [], "signatories": []}
    figures = {} if kind == "progress_report" else {"expenditure": rows, "income": rows}
    pdf = PdfReader(BytesIO(render(kind, language="de", facts=FACTS[kind] | blank | figures)))
    assert "Ort, Datum" in "".join(page.extract_text() for page in pdf.pages)
