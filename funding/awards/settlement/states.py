"""The words of a settlement's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PROOF_DUE = "proof_due", _("proof of use due")
    PROOF_SUBMITTED = "proof_submitted", _("proof of use submitted")
    PROOF_CHECKED = "proof_checked", _("proof of use checked")
    FALLEN = "fallen", _("award fallen, to be paid back")
    SPARE_PROPOSED = "spare_proposed", _("proposed to do without the repayment")
    REPAYMENT_DUE = "repayment_due", _("repayment demanded")
    CLOSED = "closed", _("closed")
    DROPPED = "dropped", _("dropped, the project goes on")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    FOLLOW_SUBMISSION = "follow_submission", _("Follow the submitted proof")
    FOLLOW_RETURN = "follow_return", _("Follow the returned proof")
    FOLLOW_ACCEPTANCE = "follow_acceptance", _("Follow the checked proof")
    FORGO_REST = "forgo_rest", _("Forgo the rest of the grant")
    DEMAND_REPAYMENT = "demand_repayment", _("Demand the repayment")
    PROPOSE_SPARE = "propose_spare", _("Propose to do without the repayment")
    RETURN_SPARE = "return_spare", _("Drop the proposal")
    SPARE = "spare", _("Do without the repayment")
    CLOSE = "close", _("Close the award")
    FOLLOW_AWARD = "follow_award", _("Follow the award")
