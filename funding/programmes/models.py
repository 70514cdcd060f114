"""By which rules: a programme and its versions. A published version never changes again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.people.sorting import SortKeyField
from funding.programmes import terms
from funding.regions.models import Organisation
from funding.regions.states import STATES

PERSON = settings.AUTH_USER_MODEL


class Programme(models.Model):
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    sort_key = SortKeyField(of="name")
    state = models.CharField(_("state"), max_length=2, choices=STATES, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.name


def right_terms(value: object) -> None:
    """Raises ValidationError with a sentence for each wrong value."""
    found = terms.mistakes(value) if isinstance(value, dict) else [_("Terms must be an object.")]
    if found:
        raise ValidationError(found)


class ProgrammeVersion(models.Model):
    """`terms` as in `terms.py`. Both publishers empty: the version came with the product."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions")
    key = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    legal_reference = models.TextField(_("legal reference"), blank=True)
    source = models.TextField(_("source"), blank=True)
    authority = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("grant authority")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    terms = models.JSONField(_("terms"), default=dict, validators=[right_terms])
    published_at = models.DateTimeField(null=True, editable=False)
    published_by_first = models.ForeignKey(PERSON, models.PROTECT, null=True, editable=False, related_name="+")
    published_by_second = models.ForeignKey(PERSON, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("programme version")
        verbose_name_plural = _("programme versions")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="version_from_to"
            ),
            models.CheckConstraint(
                condition=Q(published_by_first__isnull=True, published_by_second__isnull=True)
                | (
                    Q(published_by_first__isnull=False, published_by_second__isnull=False)
                    & ~Q(published_by_first=F("published_by_second"))
                ),
                name="version_two_persons",
            ),
        )
        indexes = (models.Index(fields=["programme", "valid_from"], name="version_valid"),)

    def __str__(self) -> str:
        return self.title
