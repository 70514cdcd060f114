"""A change of a body's seats, entered by one person of the office and not yet confirmed by another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.rosters.states import M
from workflows.models import Case


class SeatChange(Case):
    """Child of the roster, which changes only once it is confirmed. `entered`: the inputs of the roster's move `move`,
    as JSON; instead of the address the number of the person, and of an election its motion. `shown`: the same in
    words."""

    move = models.CharField(_("what is entered"), max_length=20, choices=M.choices)
    entered = models.JSONField(default=dict)
    shown = models.TextField(_("in detail"))
    grounds = models.TextField(_("reason"))
