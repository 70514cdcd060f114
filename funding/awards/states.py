"""The words of an award's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ISSUED = "issued", _("issued")
    SENT = "sent", _("sent, not final")
    FINAL = "final", _("final")
    RUNNING = "running", _("running")
    SUSPENDED = "suspended", _("payments suspended")
    TERMINATED_EARLY = "terminated_early", _("given up by the recipient")
    COMPLETED = "completed", _("project ended")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined by the recipient")
    LAPSED = "lapsed", _("lapsed, no money called for in time")
    ANNULLED = "annulled", _("annulled")
    REVOKED = "revoked", _("revoked")
    RECALLED = "recalled", _("called back before it was sent")


class M(TextChoices):
    FOLLOW_NOTICE = "follow_notice", _("Follow the notice")
    PROPOSE_RECALL = "propose_recall", _("Propose to call the notice back")
    RECALL = "recall", _("Call the notice back")
    AMEND_AFTER_REMEDY = "amend_after_remedy", _("Record that the award is changed")
    LAPSE = "lapse", _("Follow the condition that was not met")
    DECLINE = "decline", _("Decline the award")
    START = "start", _("Start the project")
    SUSPEND = "suspend", _("Suspend payments")
    RESUME = "resume", _("Resume payments")
    COMPLETE = "complete", _("End with the period")
    ACHIEVE = "achieve", _("Report the purpose as achieved")
    TERMINATE = "terminate", _("Give the project up")
    HEAR = "hear", _("Hear the recipient on a revocation")
    FOLLOW_RECLAIM = "follow_reclaim", _("Follow the revocation or reclaim")
    AMEND = "amend", _("Follow the change notice")
    FOLLOW_SETTLEMENT = "follow_settlement", _("Follow the settlement")
