"""Writing a report and a request for payment: what is asked for, what is needed before the signature."""

import pytest

from funding.disbursements.opening import open_disbursement

pytestmark = pytest.mark.django_db

LATER = "What is not marked as optional is needed before the signature."


@pytest.fixture
def page(world, as_person):
    return lambda case, move: as_person(world.applicant).get(f"/cases/{case.pk}/{move}/")


def optional(answer):
    return [f.name for f in answer.context["form"] if not f.field.required and not hasattr(f.field, "needed_later")]


def asked(answer):
    return list(answer.context["form"].fields)


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
