"""A resolution of a body that sets up another one below it, or dissolves one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.mandates.states import Kind
from funding.people.models import User
from workflows.models import Case

SETS_UP = frozenset({"named", "body_kind", "purpose", "email"})
DISSOLVES = frozenset({"body"})


class Mandate(Case):
    """Child of the roster of the body that has resolved it. `body`: the one dissolved, or once confirmed the one set
    up; `lead`: who leads the body set up, from its first day."""

    kind = models.CharField(_("what was resolved"), max_length=10, choices=Kind.choices)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name=_("body"))
    named = models.CharField(_("name of the body"), max_length=200, blank=True)
    body_kind = models.CharField(_("kind of body"), max_length=20, choices=Body.Kind.choices, blank=True)
    purpose = models.TextField(_("mandate"), blank=True)
    lead = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("lead"))
    day = models.DateField(_("day from which it counts"), null=True)

    def not_asked(self, move: str) -> frozenset[str]:
        """Inputs of this move that say nothing to this kind."""
        if move != "enter":
            return frozenset()
        return DISSOLVES if self.kind == Kind.SET_UP else SETS_UP
