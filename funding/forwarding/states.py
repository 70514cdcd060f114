"""The words of a forwarding's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFTED = "drafted", _("drafted")
    OFFERED = "offered", _("with the final recipient to agree")
    AGREED = "agreed", _("agreed")
    RUNNING = "running", _("running")
    GIVEN_UP = "given_up", _("given up by the final recipient")
    PROOF_IN = "proof_in", _("proof of the final recipient is in")
    PROOF_RETURNED = "proof_returned", _("proof returned for completion")
    INSOLVENT = "insolvent", _("final recipient insolvent")
    CHECKED = "checked", _("proof of the final recipient checked")
    BREACHED = "breached", _("ended, money claimed back")
    NOT_AGREED = "not_agreed", _("not agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    EDIT = "edit", _("Edit the forwarding")
    ATTACH = "attach", _("Attach a document")
    OFFER = "offer", _("Sign and offer the forwarding")
    AGREE = "agree", _("Agree to the forwarding")
    DISAGREE = "disagree", _("Do not agree to the forwarding")
    WITHDRAW = "withdraw", _("Withdraw the forwarding")
    START = "start", _("Start with the period")
    NOTE_FORWARDED = "note_forwarded", _("Note money passed on")
    HAND_IN = "hand_in", _("Hand in the proof")
    RETURN = "return", _("Return the proof for completion")
    CHECK = "check", _("Check the proof")
    GIVE_UP = "give_up", _("Give the project up and the rest back")
    NOTE_INSOLVENCY = "note_insolvency", _("Note the insolvency of the final recipient")
    LIFT_INSOLVENCY = "lift_insolvency", _("Record that there is no insolvency any more")
    BREACH = "breach", _("End the forwarding and claim money back")
    END = "end_with_award", _("End with the award")
