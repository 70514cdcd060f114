"""Money that nobody calls for goes back to its pots: at the year's end, with a lapsed award, at the close."""

import datetime as dt

import pytest

from funding.awards.funds import keep
from funding.awards.models import Award
from funding.budgets.models import Pot
from funding.disbursements.opening import open_disbursement
from funding.disbursements.queries import left
from funding.disbursements.year_end.opening import open_year_ends
from funding.notices.models import Notice
from funding.reports.models import Report
from tests.funding.applications.story import ruling_of
from tests.funding.awards.story import ask_back
from tests.funding.disbursements.conftest import IBAN
from tests.journeys.story import accept, below, report_on, state, states, told
from workflows.engine import fire
from workflows.models import Case
from workflows.work import Work

pytestmark = pytest.mark.django_db


def taken() -> dict[int, list[str]]:
    """Year → what is taken of its pots."""
    found: dict[int, list[str]] = {}
    for pot in Pot.objects.order_by("budget__year", "pk").select_related("budget"):
        found.setdefault(pot.budget.year, []).append(f"{pot.taken:.2f}")
    return found


@pytest.fixture
def pooled(budget, granted, today_is) -> Award:
    """40,000.00 a year, two thirds of it the state's and one third the insurer's."""
    today_is("2024-06-03")
    budget(year=2025)
    budget(year=2026)
    return granted("running")


def test_the_rest_of_a_year_lapses_and_the_pots_of_the_year_have_it_back(people, pooled, call, day_comes):
    assert taken() == {2025: ["26666.67", "13333.33"], 2026: ["26666.67", "13333.33"]}
    day_comes("2025-03-03")
    call("paid", of=pooled, amount="10000.00")
    day_comes("2026-01-01")
    year_end = below(pooled, "year_end")
    assert state(year_end) == "to_decide"
    people.case_worker.propose(year_end, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(year_end)
    assert (state(year_end), told(year_end, "year_end.decided")) == (
        "lapsed", {people.applicant.user.name, people.signatory.user.name},
    )  # fmt: skip
    assert taken() == {2025: ["6666.67", "3333.33"], 2026: ["26666.67", "13333.33"]}
    assert people.signatory.may_not("submit", _request(people, pooled, "50000.01")) == "more_than_left"


@pytest.fixture
def lapsed(people, pooled, call, day_comes) -> Award:
    """Of 2025's 40,000.00 euros 10,000.00 were paid, the rest lapsed; an action brought in time became known later."""
    day_comes("2025-03-03")
    call("paid", of=pooled, amount="10000.00")
    day_comes("2026-01-01")
    year_end = below(pooled, "year_end")
    people.case_worker.propose(year_end, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(year_end)
    Notice.objects.update(remedy_waived_on=None)
    in_time = Notice.objects.earliest("pk").remedy_until.isoformat()
    people.case_worker.contest(pooled, remedy="action", received_on=in_time)
    return pooled


@pytest.mark.parametrize(
    ("amount", "rest", "pots_of_2026"),
    [("80000.00", 70000, ["46666.67", "23333.33"]), ("60000.00", 50000, ["33333.33", "16666.67"])],
)
def test_a_judgment_on_the_whole_sum_takes_account_of_what_had_lapsed_and_the_years_pots_bear_the_rest(
    people, lapsed, amount, rest, pots_of_2026
):
    people.approver.amend_after_remedy(lapsed, decided_on="2026-01-01", amount=amount, reason="Urteil.")
    award = Award.objects.get()
    assert (award.lapsed, left(award)) == (0, rest)
    assert taken() == {2025: ["6666.67", "3333.33"], 2026: pots_of_2026}
    assert below(lapsed, "year_end").yearend.absorbed_by == award.version


def test_a_judgment_on_the_sum_as_it_was_gives_back_what_had_lapsed(people, lapsed):
    event = people.approver.amend_after_remedy(lapsed, decided_on="2026-01-01", amount="80000.00", reason="Urteil.")
    facts = lapsed.events.get(move="amend_after_remedy").facts
    assert (facts["before"], facts["after"]) == ({"lapsed": "30000.00"}, {"lapsed": "0.00"}), event


def test_a_judgment_that_says_nothing_of_the_sum_leaves_what_had_lapsed(people, lapsed):
    people.approver.amend_after_remedy(lapsed, decided_on="2026-01-01", conditions="Keine.", reason="Urteil.")
    assert (Award.objects.get().lapsed, left(Award.objects.get())) == (30000, 40000)


def test_a_year_of_which_everything_lapsed_is_borne_by_the_year_of_the_judgment(people, pooled, day_comes):
    day_comes("2026-01-01")
    year_end = below(pooled, "year_end")
    people.case_worker.propose(year_end, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(year_end)
    Notice.objects.update(remedy_waived_on=None)
    people.case_worker.contest(
        pooled, remedy="action", received_on=Notice.objects.earliest("pk").remedy_until.isoformat()
    )
    people.approver.amend_after_remedy(pooled, decided_on="2026-01-01", amount="70000.00", reason="Urteil.")
    assert taken() == {2025: ["0.00", "0.00"], 2026: ["46666.67", "23333.33"]}


def _request(people, award, amount) -> Case:

    found = open_disbursement(Award.objects.get(pk=award.pk), by=people.applicant.user)
    need = {"needed_from": "2026-01-02", "needed_until": "2026-01-30", "purpose": "Honorare", "iban": IBAN}
    return people.applicant.edit(found, amount=amount, **need)


def test_an_award_lapses_and_its_money_is_free_again(people, budget, application, day_comes, today_is):
    today_is("2024-06-03")
    budget(year=2025)
    people.approver.issue(
        ruling_of(application("notice_signed")), without_budget="Verpflichtungsermächtigung für 2026."
    )
    award = Award.objects.get()
    Award.objects.update(draw_by=dt.date(2025, 3, 31))
    people.case_worker.dispatch(award, channel="letter", posted_on="2024-06-03")
    day_comes("2024-06-07", "2024-07-09", "2025-01-01", "2025-03-31")
    assert (state(award), taken()) == ("running", {2025: ["26666.67", "13333.33"]})
    day_comes("2025-04-01")
    assert (states(award, award.parent.parent), taken()) == (("lapsed", "parked"), {2025: ["0.00", "0.00"]})


def test_at_the_close_what_is_left_goes_back_to_the_pots_also_where_their_weights_have_changed(
    people, pooled, call, day_comes
):
    day_comes("2025-03-03")
    call("paid", of=pooled, amount="40000.00")
    lines = [{"payer": "Land", "weight": 1, "amount": "60000.00"}, {"payer": "AOK", "weight": 2, "amount": "30000.00"}]
    for case in Case.objects.filter(lifecycle="budget"):
        fire(case.pk, "propose_change", by=people.case_worker.user, lines=lines, reason="Die AOK trägt mehr.")
        fire(case.pk, "release_change", by=people.approver.user)
    for day in ("2025-07-31", "2026-01-30", "2026-07-31"):
        day_comes(day)
        report_on(people, Report.objects.get(state="open"))
    call("paid", of=pooled, amount="40000.00")
    day_comes("2027-01-01", "2027-05-03")
    proof = Report.objects.get(kind="proof")
    people.applicant.write(proof, progress="Fertig.", expenditure=[{"item": "Personal", "amount": "44444.45"}])
    people.applicant.release_internally(proof)
    people.signatory.submit(proof)
    accept(people, proof)
    ask_back(people.world, pooled, "40000.00")
    people.approver.close(pooled)
    assert (state(pooled), taken()) == (
        "closed", {2025: ["13333.34", "6666.67"], 2026: ["13333.33", "6666.66"]},
    )  # fmt: skip


def test_what_was_called_for_in_a_year_and_paid_in_the_next_does_not_lapse(people, pooled, call, day_comes):
    day_comes("2025-07-15")
    call("ordered", of=pooled, amount="10000.00")
    day_comes("2026-01-05")
    people.cashier.note_payment(Case.objects.get(lifecycle="disbursement"), value_date="2026-01-02")
    year_end = below(pooled, "year_end")
    people.case_worker.propose(year_end, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(year_end)
    assert (state(year_end), taken()) == (
        "lapsed", {2025: ["6666.67", "3333.33"], 2026: ["26666.67", "13333.33"]},
    )  # fmt: skip


@pytest.fixture
def two_years_over(people, pooled, day_comes) -> list[Case]:
    """Nothing was called for; the project goes on until the middle of 2027."""
    Award.objects.filter(pk=pooled.pk).update(period_to=dt.date(2027, 6, 30), proof_due_on=dt.date(2027, 12, 31))
    fire(pooled.pk, "suspend", by=people.case_worker.user, reason="Bericht fehlt.")
    fire(pooled.pk, "resume", by=people.case_worker.user)
    with_last = Award.objects.get(pk=pooled.pk)
    open_year_ends_of(with_last)
    day_comes("2026-01-01", "2027-01-01")
    return list(Case.objects.filter(lifecycle="year_end", parent=pooled).order_by("yearend__year"))


def open_year_ends_of(award: Award) -> None:
    """As a change of its end does."""
    with Work.on(award.pk) as work:
        open_year_ends(work.step(), work.case.award)


@pytest.mark.parametrize("first", [0, 1])
def test_in_whatever_order_two_years_lapse_the_pots_have_all_of_it_back(people, two_years_over, first):
    years = two_years_over
    for year_end in years:
        people.case_worker.propose(year_end, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    for year_end in (years[first], years[1 - first]):
        people.approver.decide(year_end)
    assert taken() == {2025: ["0.00", "0.00"], 2026: ["0.00", "0.00"]}
    assert Award.objects.get().lapsed == 80000
    assert [state(each) for each in years] == (["lapsed", "lapsed"] if first == 0 else ["used_up", "lapsed"])


def test_what_was_carried_over_and_lapses_later_goes_back_to_the_pots_it_came_from(people, two_years_over):
    earlier, later = two_years_over
    people.case_worker.propose(earlier, proposal="carry_over", reason="Die Stelle wird 2026 besetzt.")
    people.approver.decide(earlier)
    people.case_worker.propose(later, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(later)
    assert (state(earlier), Award.objects.get().lapsed) == ("carried_over", 80000)
    assert taken() == {2025: ["0.00", "0.00"], 2026: ["0.00", "0.00"]}


def test_what_went_back_to_earlier_pots_is_not_taken_anew_when_the_award_is_next_reckoned(
    people, budget, two_years_over
):
    earlier, later = two_years_over
    people.case_worker.propose(earlier, proposal="carry_over", reason="Die Stelle wird 2026 besetzt.")
    people.approver.decide(earlier)
    people.case_worker.propose(later, proposal="lapse", reason="Der Bescheid bindet die Mittel an das Jahr.")
    people.approver.decide(later)
    budget(year=2027)
    with Work.on(later.parent_id) as work:
        assert keep(work.case.award, work.step()) == []
    assert taken() == {2025: ["0.00", "0.00"], 2026: ["0.00", "0.00"], 2027: ["0.00", "0.00"]}
