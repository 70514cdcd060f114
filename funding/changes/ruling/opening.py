"""How the decision on a change request comes into being: the authority begins to check it, or decides anew."""

from workflows.step import Step


def open_ruling(step: Step) -> None:
    """Below the step's change request."""
    step.open("change_ruling", title=step.case.title)
