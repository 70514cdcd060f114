"""How people speak of this lifecycle (settlement): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Proof of use"), ("proof_due",)),
        Station(_("Check"), ("proof_submitted",)),
        Station(_("Settlement"), ("proof_checked",), ("fallen", "spare_proposed", "repayment_due")),
        Station(_("File closed"), ("closed",), ("dropped", "ended")),
    ),
    history={
        "open": _("The settlement of the award has begun."),
        "follow_submission": _("The proof of use was submitted."),
        "follow_return": _("The proof of use was returned for completion."),
        "follow_acceptance": _("The proof of use was checked; the grant is settled."),
        "forgo_rest": _("%(who)s forwent the rest of the grant."),
        "demand_repayment": _("%(who)s began to hear the recipient on the repayment."),
        "spare": _("%(who)s did without the repayment."),
        "close": _("%(who)s closed the award."),
        "follow_award.proof_checked": _("What is to be paid or paid back was reckoned anew."),
        "follow_award.fallen": _("The award has fallen; what was paid is to be paid back."),
        "follow_award.repayment_due": _("The repayment is asked for by a reclaim."),
        "follow_award.dropped": _("The project goes on, so nothing is settled yet."),
        "follow_award.ended": _("Nothing is left to be settled."),
        "propose_spare": _("%(who)s proposed to do without the repayment."),
        "return_spare": _("%(who)s dropped the proposal to do without the repayment."),
    },
)
