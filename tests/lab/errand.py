"""A small lifecycle with dates: one that escalates, one beside its stays, and moves that change them."""

from tests.lab.lifecycles import LEAD, OFFICE
from workflows import dates
from workflows.inputs import Day, Number
from workflows.lifecycle import Lifecycle, escalate_to, move, stay
from workflows.timing import Due, days, period_after


def promise(case, step, *, on: Day):
    step.set_deadline("promised", Due(on, "on(promise)", "legal", {"remind": "office"}, []))


def owe(case, step, *, length: Number):
    due = period_after(step.today, {"days": length}, step.facts_for_timing(), rule="owed", nature="legal")
    step.set_deadline("owed", due)


def rest(case, step):
    dates.suspend(step, "open")


def go_on(case, step):
    dates.resume(step, "open")


def put_off(case, step, *, until: Day = None, length: Number = None):
    dates.extend(step, "open", until=until, length=length and {"days": length})


# fmt: off
ERRAND_1 = Lifecycle(
    "errand",
    1,
    (
        stay("open", LEAD, "Do it", days(10), escalate_to(OFFICE)),
        stay("done"),
    ),
    (
        move("promise", "open", "open", LEAD, [], promise),
        move("owe",     "open", "open", LEAD, [], owe),
        move("rest",    "open", "open", LEAD, [], rest),
        move("go_on",   "open", "open", LEAD, [], go_on),
        move("put_off", "open", "open", LEAD, [], put_off),
        move("finish",  "open", "done", LEAD),
    ),
)
# fmt: on
