"""What stands below an idea."""

from workflows.models import Case


def consultation_of(idea: Case) -> Case:
    """The newest: the one the idea waits for while it is with a working group."""
    return Case.objects.filter(parent=idea.pk, lifecycle="consultation").latest("pk")
