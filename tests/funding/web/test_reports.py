"""Writing a report and a request for payment: what is asked for, what is needed before the signature."""

import datetime as dt
import re

import pytest

from funding.disbursements.opening import open_disbursement
from funding.reports.models import Report
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

pytestmark = pytest.mark.django_db

ITEM = re.compile(r'name="(expenditure-\d+-item)" value="([^"]*)"')
LATER = "What is not marked as optional is needed before the signature."


@pytest.fixture
def page(world, as_person):
    return lambda case, move: as_person(world.applicant).get(f"/cases/{case.pk}/{move}/")


@pytest.fixture
def proof(report, application):
    """A proof of use of a project that was applied for with the financing plan of the usual way."""
    applied = application("draft")
    return report("open", proof=True, parent=applied, plan=applied.written_plan())


def optional(answer):
    return [f.name for f in answer.context["form"] if not f.field.required and not hasattr(f.field, "needed_later")]


def asked(answer):
    return list(answer.context["form"].fields)


def planned(answer):
    return dict(ITEM.findall(answer.content.decode()))


def test_a_progress_report_asks_for_no_figures_and_says_what_is_needed(report, page):
    answer = page(report("open"), "write")
    assert (asked(answer), optional(answer)) == (["progress", "nothing_to_report"], ["nothing_to_report"])
    assert [words in answer.content.decode() for words in (LATER, ">Save</span>")] == [True, True]


def test_a_proof_of_use_needs_words_and_figures(report, page):
    answer = page(report("open", proof=True), "write")
    assert (asked(answer), optional(answer)) == (["progress", "expenditure", "other_income"], ["other_income"])
    assert LATER in answer.content.decode()


def test_what_is_needed_of_a_request_for_payment_is_not_called_optional(world, award, page):
    answer = page(open_disbursement(award("running"), by=world.applicant), "edit")
    assert optional(answer) == []
    assert LATER in answer.content.decode()


def test_the_items_of_the_plan_are_prepared_with_their_sums_over_the_years(proof, page):
    answer = page(proof, "write")
    assert planned(answer) == {"expenditure-0-item": "Lotsinnen, E 9b", "expenditure-1-item": "Fahrten"}
    html = answer.content.decode()
    assert re.findall(r'fw-mute">([^<]*planned[^<]*)<', html) == [
        "Staff, planned: €84,444.44",
        "Travel, planned: €4,444.45",
    ]
    assert re.findall(r'<input type="text" name="expenditure-\d-(item|amount)"', html) == [
        "amount",
        "amount",
        "item",
        "amount",
    ]


def test_an_interim_proof_needs_words_and_figures_and_prepares_the_items_of_its_year(proof, page):
    Report.objects.update(kind="interim", covers_to=dt.date(2025, 12, 31))
    answer = page(proof, "write")
    assert asked(answer) == ["progress", "expenditure", "other_income"]
    notes = re.findall(r'fw-mute">([^<]*planned[^<]*)<', answer.content.decode())
    years = [line for line in proof.report.award.plan if line["side"] == "expenditure" and line["year"] == 2025]
    assert (len(notes), notes[0]) == (len(years), f"Staff, planned: €{float(years[0]['amount']):,.2f}")


def test_only_amounts_are_typed_and_an_item_without_one_is_left_out(world, proof, page, fill_in):
    sent = {**planned(page(proof, "write")), "expenditure-0-amount": "", "expenditure-1-amount": "4.000,00"}
    free = {"expenditure-count": "3", "expenditure-2-item": "Porto", "expenditure-2-amount": "12,00"}
    answer = fill_in(world.applicant, proof, "write", progress="Fertig.", **sent, **free)
    spent = [{"item": "Fahrten", "amount": "4000.00"}, {"item": "Porto", "amount": "12.00"}]
    assert (answer.status_code, Report.objects.get().expenditure) == (302, spent)


def test_what_was_entered_stands_in_its_row_again(world, proof, page):
    spent = [{"item": "Porto", "amount": "12.00"}, {"item": "Fahrten", "amount": "4000.00"}]
    fire(proof.pk, "write", by=world.applicant, progress="Fertig.", expenditure=spent)
    answer = page(proof, "write")
    amounts = re.findall(r'name="expenditure-(\d)-amount" value="([^"]*)"', answer.content.decode())
    items = planned(answer)
    assert amounts == [("1", "4.000,00"), ("2", "12,00")]
    assert (items["expenditure-1-item"], items["expenditure-2-item"]) == ("Fahrten", "Porto")


def test_items_of_one_name_in_two_categories_are_told_apart(world, proof, page):
    award, more = proof.report.award, {"side": "expenditure", "name": "Druck", "year": 2026, "amount": "50.00"}
    award.plan = [*award.plan, {**more, "category": "material"}, {**more, "category": "fees"}]
    award.save(update_fields=["plan"])
    items = list(planned(page(proof, "write")).values())
    assert items == ["Lotsinnen, E 9b", "Fahrten", "Druck (Material)", "Druck (Fees and contracts)"]


def test_a_wrong_amount_is_said_at_the_table_and_stays(world, proof, page, fill_in):
    sent = {**planned(page(proof, "write")), "expenditure-0-amount": "viel", "expenditure-1-amount": ""}
    answer = fill_in(world.applicant, proof, "write", **sent, **{"expenditure-count": "3"})
    errors = answer.context["form"].errors["expenditure"]
    assert (answer.status_code, len(errors), 'value="viel"' in answer.content.decode()) == (422, 1, True)
    assert errors[0].startswith("Row 1, Amount:")


def test_whose_task_a_missing_report_has_become_finds_the_stop_and_the_hearing_there(
    world, report, today_is, as_person
):
    case = report("open")
    address = f"/cases/{case.pk}/"
    links = [f"/cases/{case.parent_id}/{move}/" for move in ("suspend", "hear")]
    before = as_person(world.case_worker).get(address).content.decode()
    for day in ("2025-08-01", "2025-08-28"):
        today_is(day)
        sweep_deadlines()
    pages = [as_person(who).get(address).content.decode() for who in (world.case_worker, world.applicant)]
    assert [[link in page for link in links] for page in (before, *pages)] == [
        [False, False], [True, True], [False, False],
    ]  # fmt: skip
