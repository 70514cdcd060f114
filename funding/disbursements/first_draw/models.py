"""A condition of an award: it lapses unless money is called for by a day (resolutive condition, § 36 (2) no. 2)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class FirstDraw(Case):
    """Child of its award. `draw_by`: the day that counts now, also where a later one was set."""

    draw_by = models.DateField(_("first call for money by"))

    @property
    def award(self) -> Any:
        return self.parent.award
