"""The words of an examination: its states and its moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    HANDED_IN = "handed_in", _("handed in")
    RECEIVED = "received", _("received")
    LATE = "late", _("received late")
    INCOMPLETE = "incomplete", _("incomplete")
    COMPLETE = "complete", _("complete")
    IN_ASSESSMENT = "in_assessment", _("being assessed")
    ASSESSED = "assessed", _("assessed")
    ENDED = "ended", _("ended with the application")


class M(TextChoices):
    RECEIVE = "receive", _("Receive in time")
    RECEIVE_LATE = "receive_late", _("Receive after the cut-off")
    BEGIN_ANEW = "begin_anew", _("Begin the assessment anew")
    CORRECT_RECEIPT = "correct_receipt", _("Correct the day of receipt")
    ADMIT_LATE = "admit_late", _("Reinstate the late application")
    COUNT_FOR_NEXT_ROUND = "count_for_next_round", _("Let it count for the next cut-off day")
    REQUEST_ITEMS = "request_items", _("Ask for what is missing")
    EXTEND = "extend", _("Extend the period")
    FOLLOW_SUPPLY = "follow_supply", _("Take in what was missing")
    CONFIRM_COMPLETE = "confirm_complete", _("Confirm that it is complete")
    START_ASSESSMENT = "start_assessment", _("Begin the assessment")
    ASK_EXPERT = "ask_expert", _("Ask an expert for a vote")
    FINISH_ASSESSMENT = "finish_assessment", _("Finish the assessment")
    END = "end", _("End with the application")
