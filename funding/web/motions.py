"""What a motion's page says of it besides its own words."""

from django.utils.translation import gettext as _

from workflows.models import Case


def facts(case: Case) -> list[dict[str, str]]:
    """Of an election who is proposed."""
    candidate = None if case.erased_on else case.motion.candidate
    return [{"term": _("Proposed"), "value": str(candidate)}] if candidate else []
