"""The decision on a change request as the authority makes it."""

from typing import Any

from django.db import models

from workflows.models import Case


class ChangeRuling(Case):
    """Child of its change request, whose row holds what is asked for and what is granted. The newest counts.

    `dropped`: the authority has returned the request meanwhile."""

    dropped = models.BooleanField(default=False)

    @property
    def award(self) -> Any:
        return self.parent.change.award
