"""A programme version in the making. What is published is a row of its own, which never changes again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.programmes.models import Programme, ProgrammeVersion
from funding.regions.models import Organisation
from workflows.models import Case


class Revision(Case):
    """`rules` as in `programmes/terms.py`; `base`: the version it was copied from; `proposed`: the fingerprint of what
    the first person proposed; `published`: the version made of it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="revisions")
    authority = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    base = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="+")
    named = models.CharField(_("title of the version"), max_length=300)
    legal_reference = models.TextField(_("legal reference"), blank=True)
    source = models.TextField(_("source"), blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True)
    rules = models.JSONField(default=dict)
    proposed = models.CharField(max_length=64, blank=True)
    published = models.ForeignKey(ProgrammeVersion, models.PROTECT, null=True, related_name="+")

    @property
    def measures(self) -> list[dict[str, str]]:
        """What can be funded by it, as `set_measures` asks for it."""
        return [
            {"key": key, "label": facts.get("label") or key} for key, facts in self.rules.get("measures", {}).items()
        ]
