"""The words of an award's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    ISSUED = "issued", _("issued")
    SENT = "sent", _("sent, not yet served")
    NOTIFIED = "notified", _("served")
    CONTESTED = "contested", _("contested")
    FINAL = "final", _("final")
    RUNNING = "running", _("running")
    SUSPENDED = "suspended", _("payments suspended")
    COMPLETED = "completed", _("project ended")
    PROOF_DUE = "proof_due", _("proof of use due")
    PROOF_SUBMITTED = "proof_submitted", _("proof of use submitted")
    PROOF_CHECKED = "proof_checked", _("proof of use checked")
    REPAYMENT_DUE = "repayment_due", _("repayment due")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined by the recipient")
    ANNULLED = "annulled", _("annulled")


class M(TextChoices):
    DISPATCH = "dispatch", _("Record the sending")
    NOTE_RECEIPT = "note_receipt", _("Note receipt, retrieval or dispute")
    SEND_ANEW = "send_anew", _("Prepare to send anew")
    ESTABLISH_SERVICE = "establish_service", _("Establish the service")
    BECOME_FINAL = "become_final", _("Become final")
    WAIVE_REMEDY = "waive_remedy", _("Waive the remedy")
    CONTEST = "contest", _("Record an objection or action")
    UPHOLD = "uphold", _("Record that the award stands")
    ANNUL = "annul", _("Record the annulment")
    DECLINE = "decline", _("Decline the award")
    START = "start", _("Start the project")
    SUSPEND = "suspend", _("Suspend payments")
    RESUME = "resume", _("Resume payments")
    COMPLETE = "complete", _("End with the period")
    ACHIEVE = "achieve", _("Report the purpose as achieved")
    OPEN_PROOF = "open_proof", _("Ask for the proof of use")
    FOLLOW_SUBMISSION = "follow_submission", _("Follow the submitted proof")
    FOLLOW_RETURN = "follow_return", _("Follow the returned proof")
    FOLLOW_ACCEPTANCE = "follow_acceptance", _("Follow the checked proof")
    FORGO_REST = "forgo_rest", _("Forgo the rest of the grant")
    DEMAND_REPAYMENT = "demand_repayment", _("Demand the repayment")
    NOTE_REPAYMENT = "note_repayment", _("Note a repayment")
    AMEND = "amend", _("Follow the change notice")
    CLOSE = "close", _("Close the award")
