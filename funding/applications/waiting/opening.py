"""How an application's wait for money begins."""

from workflows.step import Step


def begin_waiting(step: Step, *, goes_on_as: str) -> None:
    step.open("waiting", title=step.case.title, goes_on_as=str(goes_on_as))
