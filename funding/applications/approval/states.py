"""The words of the decision on a grant: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    READY = "ready", _("ready for decision")
    ON_COMMITTEE_AGENDA = "on_committee_agenda", _("before the committee")
    DEFERRED = "deferred", _("deferred by the committee")
    BUDGET_MISSING = "budget_missing", _("no money left")
    COMMITTEE_APPROVED = "committee_approved", _("approved by the committee")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("approved by the committee with conditions")
    PARTIALLY_APPROVED = "partially_approved", _("approved by the committee in part")
    GRANTED = "granted", _("granted without a committee")
    COMMITTEE_REJECTED = "committee_rejected", _("rejected by the committee")
    RETURNED = "returned", _("returned for revision")
    EXPIRED = "expired", _("expired on the waiting list")
    ENDED = "ended", _("without its ground")


class M(TextChoices):
    PUT_ON_COMMITTEE_AGENDA = "put_on_committee_agenda", _("Put before the committee")
    DECIDE_WITHOUT_COMMITTEE = "decide_without_committee", _("Decide without the committee")
    NOTE_BUDGET_MISSING = "note_budget_missing", _("Record that no money is left")
    FOLLOW_VOTE = "follow_vote", _("Follow the committee's vote")
    FOLLOW_FALL = "follow_fall", _("Follow that the resolution has fallen")
    FOLLOW_WAITING = "follow_waiting", _("Follow the wait for money")
    END = "end", _("End without its ground")
