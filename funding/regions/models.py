"""Where: organisations and regions, and what regions have published about their projects."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.people.sorting import SortKeyField
from funding.regions.states import STATES


class Place(models.Model):
    """Something that has desks. Desks know a place by this id alone."""

    place = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


def local_holidays() -> ArrayField:
    """Month and day of each holiday that only the municipality of this seat has: 08-15, in Augsburg also 08-08."""
    day = models.CharField(max_length=5, validators=[RegexValidator(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")])
    return ArrayField(day, verbose_name=_("local holidays"), default=list, blank=True, size=8)


class Seated:
    """A place in a municipality. What is to be done there keeps its holidays (§ 193 BGB)."""

    calendar: str
    local_holidays: list[str]

    @property
    def working_days(self) -> str:
        """Its calendar as cases keep it: the state, and the days off at this seat."""
        return " ".join([self.calendar, *sorted(self.local_holidays)])


class Organisation(Seated, Place):
    """A legal person: it applies, pays, decides or employs. `calendar`: the state whose holidays count at its seat."""

    class Kind(models.TextChoices):
        COUNTY = "county", _("county")
        CITY = "city", _("city")
        MUNICIPALITY = "municipality", _("municipality")
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("company")
        INSURER = "insurer", _("health insurer")
        CHAMBER = "chamber", _("chamber")
        MINISTRY = "ministry", _("ministry")
        AUTHORITY = "authority", _("authority")
        HOSPITAL = "hospital", _("hospital")
        CARE = "care", _("care facility")
        OTHER = "other", _("other organisation")

    name = models.CharField(_("name"), max_length=200)
    sort_key = SortKeyField(of="name")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=2, choices=STATES)
    calendar = models.CharField(_("calendar of holidays"), max_length=2, choices=STATES)
    local_holidays = local_holidays()
    ags = models.CharField(_("official municipality key"), max_length=8, blank=True)
    is_municipal = models.BooleanField(_("municipal grant recipient"), default=False)
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address for enquiries"), blank=True)
    phone = models.CharField(_("telephone for enquiries"), max_length=40, blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (models.UniqueConstraint(fields=["name", "state"], name="organisation_once"),)
        indexes = (models.Index(fields=["sort_key", "id"], name="organisation_sort"),)

    def __str__(self) -> str:
        return self.name


def organisation_named(name: str, state: str) -> Organisation | None:
    """The one of this name; where there are several, that of the state. None where nobody can say which."""
    found = list(Organisation.objects.filter(name=name)) if name else []
    return found[0] if len(found) == 1 else next((each for each in found if each.state == state), None)


class Region(Seated, Place):
    """A regional health network: one county or several, in one state or several.

    `participates`: None means that nobody has published it. `authority` is the grant authority where the programme
    version names none.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_key = SortKeyField(of="name")
    ags = ArrayField(models.CharField(max_length=8), verbose_name=_("official keys"), default=list, blank=True)
    states = ArrayField(models.CharField(max_length=2), verbose_name=_("states"))
    calendar = models.CharField(_("calendar of holidays"), max_length=2, choices=STATES)
    local_holidays = local_holidays()
    lead = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("lead organisation"), null=True, blank=True, related_name="led"
    )
    authority = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("grant authority"), null=True, blank=True, related_name="+"
    )
    programme = models.SlugField(_("programme"), max_length=40, blank=True)
    participates = models.BooleanField(_("takes part in the programme"), null=True)
    takes_ideas = models.BooleanField(_("takes ideas from the public"), default=False)
    since = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    invented = models.BooleanField(_("invented for the demonstration"), default=False)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        indexes = (models.Index(fields=["sort_key", "id"], name="region_sort"),)

    def __str__(self) -> str:
        return self.name


class Affiliation(models.Model):
    """The register of interests: whom a person works for, sits in an organ of, and whether the family has an interest.

    From this a conflict of interest is suggested, never decided. `name`: the organisation as the person wrote it,
    `organisation`: the same where it is known here. Of the family there is only that, without names.
    """

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", _("employed by")
        ORGAN = "organ", _("member of an organ of")
        FAMILY = "family", _("family interest")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="affiliations")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        constraints = (
            models.UniqueConstraint(fields=["person", "kind", "name", "from_on"], name="affiliation_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="affiliation_from_until"
            ),
            models.CheckConstraint(
                condition=(Q(kind="family") & Q(name="") & Q(organisation=None)) | (~Q(kind="family") & ~Q(name="")),
                name="affiliation_family_without_names",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()


class PublishedProject(models.Model):
    """A real project exactly as a public page reports it. It has no case, no votes and no sums of its own."""

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        APPROVED = "approved", _("funding approved")
        RUNNING = "running", _("running")
        PERMANENT = "permanent", _("made permanent")
        COMPLETED = "completed", _("completed")
        ENDED = "ended", _("term ended")

    key = models.SlugField(max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=200)
    sort_key = SortKeyField(of="title")
    status = models.CharField(_("published status"), max_length=10, choices=Status.choices)
    status_as_of = models.CharField(_("as of"), max_length=10, blank=True)
    regions = models.ManyToManyField(Region, related_name="published_projects", verbose_name=_("regions"))
    states = ArrayField(models.CharField(max_length=2), verbose_name=_("states"))
    topic = models.CharField(_("topic"), max_length=100)
    target_groups = ArrayField(models.CharField(max_length=200), verbose_name=_("target groups"), default=list)
    started_in = models.PositiveSmallIntegerField(_("from"), null=True)
    ended_in = models.PositiveSmallIntegerField(_("until"), null=True)
    funders = ArrayField(models.CharField(max_length=200), verbose_name=_("funders"), default=list)
    amount = models.DecimalField(_("published amount"), max_digits=12, decimal_places=2, null=True)
    amount_note = models.TextField(_("note on the amount"), blank=True)
    description = models.TextField(_("description"))
    partners = ArrayField(models.CharField(max_length=200), verbose_name=_("partners"), default=list)
    source = models.TextField(_("source"))

    class Meta:
        verbose_name = _("published project")
        verbose_name_plural = _("published projects")
        indexes = (models.Index(fields=["sort_key", "id"], name="published_project_sort"),)

    def __str__(self) -> str:
        return self.title
