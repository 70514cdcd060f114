"""A condition of an award: it lapses unless money is called for by a day (resolutive condition, § 36 (2) no. 2)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class FirstDraw(Case):
    """Child of its award. `draw_by`: the day that counts now, also where a later one was set, or nobody could call for
    money for a while. `counted_on`: up to this day such days are counted."""

    draw_by = models.DateField(_("first call for money by"))
    counted_on = models.DateField()

    @property
    def award(self) -> Any:
        return self.parent.award
