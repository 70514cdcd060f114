"""The budgets of a grant authority: one of a year that is over, others of years to come."""

import datetime as dt

from funding.budgets.opening import open_budget
from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.programmes.models import Programme

AMPLE = [
    {"payer": "Land", "weight": 2, "amount": "1600000.00"},
    {"payer": "Krankenkassen", "weight": 1, "amount": "800000.00"},
]
MORE = [{"payer": "Land", "weight": 1, "amount": "2800000.00"}]
# Why a notice goes out for a year without a released budget.
PLEDGED = "Der Haushaltsplan enthält für diese Jahre Verpflichtungsermächtigungen in ausreichender Höhe."
# By state: of which year, counted from this one. None is of a year for which money is asked here.
YEARS = (("closed", -2), ("change_proposed", 3), ("proposed", 4), ("draft", 5), ("discarded", 6))


def budgets(office: Office) -> Moments:
    yield from together(_budget(office.part(state), state, ahead) for state, ahead in YEARS)


def _budget(office: Office, state: str, ahead: int) -> Moments:
    world, year = office.world, office.today.year + ahead
    over = Office(office.story, dt.date(year, 3, 1)) if state == "closed" else office
    yield over.moment(20, "10:00")
    programme = Programme.objects.get(key=world.region.programme)
    budget = office.story.begin(open_budget, programme, world.authority, year, by=world.case_worker)
    if state == "discarded":
        office.let("case_worker", "discard", budget)
        return
    office.let("case_worker", "set_shares", budget, lines=AMPLE)
    if state == "draft":
        return
    yield over.moment(16, "10:00")
    office.let("case_worker", "propose", budget)
    if state == "proposed":
        return
    yield over.moment(12, "10:00")
    office.let("approver", "release", budget)
    if state == "change_proposed":
        yield over.moment(5, "10:00")
        reason = "Das Land stockt auf, die Kassen steigen aus."
        office.let("case_worker", "propose_change", budget, lines=MORE, reason=reason)
