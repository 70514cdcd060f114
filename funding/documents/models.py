"""Documents of a case. Bytes lie in the database, so that a file and the event that brought it commit together."""

import re

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from funding.documents.formats import ENDINGS


class FileContent(models.Model):
    """Bytes under their own fingerprint: the same bytes are kept once. Never changed (triggers.py)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=models.CharField(),
                    )
                ),
                name="filecontent_is_its_fingerprint",
            ),
            models.CheckConstraint(
                condition=Q(
                    size=Func(F("content"), function="octet_length", output_field=models.IntegerField()), size__gt=0
                ),
                name="filecontent_has_its_size",
            ),
        )

    def __str__(self) -> str:
        return self.sha256


class Documents(models.QuerySet["Document"]):
    def with_size(self) -> "Documents":
        """For lists: the size without loading the bytes (`select_related("content")` would load them)."""
        return self.annotate(size=F("content__size"))


class Document(models.Model):
    """One version of one document. A change is a new version; kind and title name the series. Never changed,
    until the case's file is erased: then only the row is left, without title and bytes. `about`: the one of several
    questions it belongs to, where whoever is barred from that must not read it."""

    class Source(models.TextChoices):
        UPLOAD = "upload", _("uploaded")
        LETTER = "letter", _("written by the program")

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="documents")
    about = models.ForeignKey("workflows.Case", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    version = models.PositiveIntegerField()
    content = models.ForeignKey(FileContent, models.PROTECT, null=True, related_name="+")
    media_type = models.CharField(max_length=100)
    language = models.CharField(max_length=5, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    event_seq = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=6, choices=Source.choices)
    erased_on = models.DateField(null=True)

    objects = Documents.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "kind", "title", "version"], name="document_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="document_versions_from_one"),
            models.CheckConstraint(
                condition=Q(erased_on=None, content__isnull=False) | Q(erased_on__isnull=False, content=None),
                name="document_has_its_content_until_erased",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def file_name(self) -> str:
        """A name every file system takes: at most 200 bytes, no path, no control characters."""
        stem = (
            re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "-", self.title).strip(" .-").encode()[:180].decode(errors="ignore")
        )
        return f"{stem}-v{self.version}.{ENDINGS[self.media_type]}"


class ContentVersion(models.Model):
    """What a case said when it was handed in, with the number of that event. Never changed, until its file is erased;
    `sha256` is over the content as canonical JSON."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="content_versions")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("seq",)
        constraints = (models.UniqueConstraint(fields=["case", "seq"], name="content_version_once"),)

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq}"
