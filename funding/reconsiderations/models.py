"""A motion to reconsider a resolution."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models import Case


class Reconsideration(Case):
    grounds = models.TextField(_("why the body should decide anew"))
