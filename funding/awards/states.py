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
    PROOF_DUE = "proof_due", _("proof of use due")
    PROOF_SUBMITTED = "proof_submitted", _("proof of use submitted")
    PROOF_CHECKED = "proof_checked", _("proof of use checked")
    REPAYMENT_DUE = "repayment_due", _("repayment due")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined by the recipient")
    LAPSED = "lapsed", _("lapsed, no money called for in time")
    ANNULLED = "annulled", _("annulled")
    REVOKED = "revoked", _("revoked")


class M(TextChoices):
    FOLLOW_NOTICE = "follow_notice", _("Follow the notice")
    AMEND_AFTER_REMEDY = "amend_after_remedy", _("Record that the award is changed")
    FOLLOW_ANNULMENT = "follow_annulment", _("Follow the annulment of the notice")
    LAPSE = "lapse", _("Follow the condition that was not met")
    DECLINE = "decline", _("Decline the award")
    START = "start", _("Start the project")
    SUSPEND = "suspend", _("Suspend payments")
    RESUME = "resume", _("Resume payments")
    COMPLETE = "complete", _("End with the period")
    ACHIEVE = "achieve", _("Report the purpose as achieved")
    TERMINATE = "terminate", _("Give the project up")
    HEAR = "hear", _("Hear the recipient on a revocation")
    FOLLOW_REVOCATION = "follow_revocation", _("Follow the revocation in full")
    FOLLOW_REDUCTION = "follow_reduction", _("Follow the revocation in part")
    FOLLOW_RESTORATION = "follow_restoration", _("Follow the annulled revocation")
    OPEN_PROOF = "open_proof", _("Ask for the proof of use")
    FOLLOW_SUBMISSION = "follow_submission", _("Follow the submitted proof")
    FOLLOW_RETURN = "follow_return", _("Follow the returned proof")
    FOLLOW_ACCEPTANCE = "follow_acceptance", _("Follow the checked proof")
    FORGO_REST = "forgo_rest", _("Forgo the rest of the grant")
    DEMAND_REPAYMENT = "demand_repayment", _("Demand the repayment")
    NOTE_REPAYMENT = "note_repayment", _("Note a repayment")
    UNDO_AMENDMENT = "undo_amendment", _("Follow the annulled change notice")
    AMEND = "amend", _("Follow the change notice")
    CLOSE = "close", _("Close the award")
