"""Cases, what happened to them, who must act, and by when. Knows no money, no region, no person's name."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField
from viewflow.workflow.models import AbstractProcess, AbstractTask
from viewflow.workflow.status import STATUS

from workflows.inspections import Inspection, Reading  # noqa: F401 - tables of this app like the others

PERSON = settings.AUTH_USER_MODEL
OPEN = Q(status__in=[STATUS.NEW, STATUS.ASSIGNED])


class Desk(models.Model):
    """A role at a place: "coordination office, Landkreis Emsland". The place is opaque here; `funding` knows it."""

    role = models.CharField(max_length=40)
    place = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "role"], name="desk_once")]

    def __str__(self) -> str:
        return f"{self.role}@{self.place}"


class Holder(models.Model):
    """Who sits at a desk, from when until when. Rank 0 is the holder, 1, 2, … the deputies in their order."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="holders", db_index=False)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="desks_held", db_index=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "desk"], name="holder_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")), name="holder_from_until"
            ),
            models.UniqueConstraint(fields=["desk", "person", "from_on"], name="holder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.desk} {self.rank}"


class Dossier(models.Model):
    """One file: everything from its first case to the destruction of the papers."""

    number = models.CharField(_("reference number"), max_length=60, unique=True)
    title = models.CharField(max_length=200)
    lead_place = models.UUIDField()
    retention_class = models.CharField(max_length=40, default="undecided")
    invented = models.BooleanField(default=False)
    opened_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.number


class Case(AbstractProcess):
    """One run of one lifecycle. `state` changes in `engine.py` and nowhere else; a trigger holds where Python does not.

    `places`: kind of place → place, where the desks of the table's roles are. `terms`: the values of its rules on the
    day it was opened. `readers`: places whose desks may read the case. `calendar`: the state whose
    holidays count, and the days off at the place itself (`BY 08-15`).
    `erased_on`: since then nothing is left of it but its history without words, and nobody moves it.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="cases")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False)
    ancestors = ArrayField(models.BigIntegerField(), default=list, blank=True)
    lifecycle = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    state = FSMField(protected=True, max_length=40)
    seq = models.PositiveIntegerField(default=0)
    since = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    places = models.JSONField(default=dict)
    terms = models.JSONField(default=dict)
    readers = ArrayField(models.UUIDField(), default=list, blank=True)
    calendar = models.CharField(max_length=50)
    moved_at = models.DateTimeField(null=True)
    erased_on = models.DateField(null=True)

    INSIDE: frozenset[str] = frozenset()  # columns of a detail that the table's outsiders do not read
    days_not_sent: frozenset[dt.date] = frozenset()  # nor do they a deadline of one of these days

    class Meta:
        indexes = [
            GinIndex(fields=["readers"], name="case_readers"),
            models.Index(fields=["-moved_at", "-id"], name="case_recent"),
            models.Index(fields=["parent", "lifecycle"], name="case_children"),
        ]

    def __str__(self) -> str:
        return f"{self.lifecycle} {self.pk}"

    @property
    def table(self) -> Any:
        """The lifecycle this case runs by, in the version it was opened with."""
        return self.flow_class.lifecycle

    @property
    def stay(self) -> Any:
        return self.table.stay_in[self.state]

    def not_asked(self, move: str) -> frozenset[str]:
        """Inputs of this move that say nothing to this case, so that no form asks for them."""
        return frozenset()


class Event(models.Model):
    """One thing that happened, for ever. `body` is hashed and kept verbatim; the columns repeat it for queries."""

    FORMAT = 1

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)
    seq = models.PositiveIntegerField()
    move = models.CharField(max_length=40)
    actor = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    acted_for = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    format = models.PositiveSmallIntegerField(default=FORMAT)
    body = models.TextField()
    hash = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())
    words: dict[str, str]  # set where the history is read

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="event_seq")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.move}"


class EventWords(models.Model):
    """Free text and personal data of an event, erasable. The event holds a salted hash; the salt goes with the text."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    salt = models.CharField(max_length=32)
    words = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="words_once")]

    def __str__(self) -> str:
        return f"words of {self.case_id}/{self.seq}"


class Bar(models.Model):
    """By the desks at this place the person neither reads the case nor acts in it, as if not sitting there."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="bars", db_index=False)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    place = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "place"], name="bar_once")]

    def __str__(self) -> str:
        return f"{self.person_id} barred from {self.case_id}"


class Task(AbstractTask):
    """What waits at a desk or for a person. Its life (offer, claim, release, delegate, done, cancel) is viewflow's.

    `delegated`: the owner may act although no holder of the desk. `matter`: why an escalation stands there.
    """

    class Matter(models.TextChoices):
        LATE = "late", _("See that an overdue step gets done")
        UNDELIVERED = "undelivered", _("Reach people whose mail could not be delivered")
        DECLARED = "declared", _("Enter the decision on what was declared")
        CHECK_DATE = "check_date", _("Check a date: the holidays it was counted with have changed")
        STOPPED = "stopped", _("Decide whether what was stopped goes on")

    scheduled = external_task_id = previous = token = owner_permission = None  # viewflow's, not used here
    owner_permission_content_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, related_name="+", db_index=False
    )

    process = models.ForeignKey(Case, models.PROTECT, related_name="tasks", db_index=False)
    status = models.CharField(max_length=20, choices=STATUS.choices, default=STATUS.NEW)
    created = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+", db_index=False)
    delegated = models.BooleanField(default=False)
    escalation = models.BooleanField(default=False)
    matter = models.CharField(max_length=20, choices=Matter.choices, blank=True)
    since = models.PositiveIntegerField(default=0)
    due_on = models.DateField(null=True)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on", "id"], name="task_mine", condition=Q(status=STATUS.ASSIGNED)),
            models.Index(fields=["desk", "due_on", "id"], name="task_desk", condition=OPEN),
            models.Index(fields=["process", "since"], name="task_case"),
            models.Index(fields=["owner", "process"], name="task_owner", condition=Q(owner__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(desk__isnull=False), name="task_waits_for_somebody"
            )
        ]

    @property
    def open(self) -> bool:
        return self.status in (STATUS.NEW, STATUS.ASSIGNED)

    @property
    def title(self) -> str:
        """The order to whom it waits for: the stay's, or an escalation's own."""
        stay = self.flow_task.stay
        if not self.escalation:
            return str(stay.task)
        own = stay.when_late.task if stay.when_late and self.matter == self.Matter.LATE else ""
        return str(own or self.get_matter_display())

    @property
    def in_person(self) -> bool:
        """It is its owner's own. Who took a desk's task on has it only as long as they hold the desk."""
        return self.delegated or self.desk_id is None


class Deadline(models.Model):
    """A day by which something must happen, with the calculation behind it. `sweep_at`: when the clock looks next."""

    class Nature(models.TextChoices):
        LEGAL = "legal", _("legal date")
        INTERNAL = "internal", _("internal target")

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        SUSPENDED = "suspended", _("suspended")
        EXTENDED = "extended", _("extended")
        MET = "met", _("met")
        MISSED = "missed", _("missed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines", db_index=False)
    kind = models.CharField(max_length=40)
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.INTERNAL)
    rule = models.CharField(max_length=120)
    inputs = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    due_on = models.DateField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RUNNING)
    of_stay = models.BooleanField(default=False)
    opened_seq = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True)
    stage = models.PositiveSmallIntegerField(default=0)
    sweep_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["sweep_at"], name="deadline_due", condition=Q(status__in=["running", "extended"])),
            models.Index(fields=["case", "due_on"], name="deadline_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class RequestKey(models.Model):
    """An idempotency key: the same request again is answered with what was answered then. Kept for 30 days."""

    actor = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    payload_hash = models.CharField(max_length=64)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="request_key_once")]

    def __str__(self) -> str:
        return self.key


class Holiday(models.Model):
    """A one-off or local holiday the calendar package does not know. `calendar` is a state's two letters."""

    calendar = models.CharField(max_length=2)
    day = models.DateField()
    name = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.calendar} {self.day}"


class Clock(models.Model):
    """One row: how far the product's clock is from the database's. Anything but 0 needs the demo mark."""

    id = models.SmallAutoField(primary_key=True)
    offset = models.DurationField()
    demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="clock_once"),
            models.CheckConstraint(condition=Q(demo=True) | Q(offset=dt.timedelta(0)), name="clock_moves_in_demo_only"),
        ]

    def __str__(self) -> str:
        return str(self.offset)
