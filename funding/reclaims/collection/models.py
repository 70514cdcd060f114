"""The collection of a reclaim: how what is asked back comes in, or does not."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Collection(Case):
    """Child of its reclaim, whose row is the account: what is owed, what came in, what it bears."""

    deferred_until = models.DateField(_("deferred until"), null=True)

    @property
    def award(self) -> Any:
        return self.parent.reclaim.award
