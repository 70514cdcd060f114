"""A body's meeting: its agenda, and who was there from when until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body, Seat
from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL


class Meeting(Case):
    """`second`: quorate with any number on what the first meeting, its parent, could not deal with (§ 90 (2) VwVfG).

    `orders`: the standing orders' values of the day it was opened. `seats`: those filled on a day it was held, each
    {"seat", "number", "bench", "chair", "institution", "filled"}, the last on the last of these days. `quorum`: the
    worked steps of what was stated at the opening.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    number = models.CharField(_("number of the meeting"), max_length=12)
    meets_on = models.DateField(_("day of the meeting"))
    begins_at = models.CharField(_("begins at"), max_length=5)
    place = models.CharField(_("place of the meeting"), max_length=200, blank=True)
    second = models.BooleanField(_("second meeting"), default=False)
    continues_on = models.DateField(_("continues on"), null=True)
    orders = models.JSONField(default=dict)
    seats = models.JSONField(default=list)
    quorum = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="meeting_number_once")]

    def not_asked(self, move: str) -> frozenset[str]:
        """After an interruption the same people go on; who may not join by video is not asked for. Only what the
        members are invited to can be postponed; only in session an item must be urgent."""
        if (move, self.state) == ("continue", "interrupted"):
            return frozenset({"seats", "deputies", "by_video"})
        if (move, self.state) == ("add_item", "agenda_draft"):
            return frozenset({"yes", "no", "reason"})
        if move == "call_off" and self.state != "invited":
            return frozenset({"becomes"})
        return frozenset({"by_video", "joined"} if self.orders and not self.orders.get("video") else ())


def public_first(item: "AgendaItem") -> tuple[bool, int]:
    """The order of an agenda."""
    return not item.public, item.number


class AgendaItem(models.Model):
    """`matter`: the vote that waits for the body; without one the item is free. `again`: the first meeting could not
    deal with it. `course`: what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    public = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    again = models.BooleanField(default=False)
    matter = models.ForeignKey(Case, models.PROTECT, null=True, related_name="agenda_items")
    course = models.TextField(blank=True)

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "matter"], name="agenda_matter_once"),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Attendance(models.Model):
    """One thing seen at one seat. A row never changes; what is wrong is replaced by a row that `corrects` it, and
    falls away altogether where that one is `cancelled`."""

    class Kind(models.TextChoices):
        CAME = "came", _("came")
        LEFT = "left", _("left")
        STEPPED_OUT = "stepped_out", _("left the table because of a conflict")
        CAME_BACK = "came_back", _("came back to the table")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    deputy = models.BooleanField(default=False)
    by_video = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    entered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="stepped_out", item__isnull=False) | ~Q(kind="stepped_out"),
                name="attendance_conflict_has_item",
            ),
            models.CheckConstraint(
                condition=Q(cancelled=False) | Q(corrects__isnull=False), name="attendance_cancels_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.seat_id} {self.kind}"
