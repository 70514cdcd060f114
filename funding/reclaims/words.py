"""How people speak of this lifecycle (revocation and reclaim): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Hearing"), ("hearing",)),
        Station(_("Notice"), ("in_preparation", "issued")),
        Station(_("Final"), ("reclaimed",), ("revoked",)),
    ),
    history={
        "open": _("The recipient is heard on an intended revocation or reclaim."),
        "answer": _("%(who)s commented on the intended revocation."),
        "extend": _("%(who)s extended the period to comment."),
        "end_hearing": _("The period to comment has ended."),
        "hear_anew": _("%(who)s changed what is intended and hears the recipient anew."),
        "drop": _("%(who)s dropped the revocation."),
        "reduce": _("%(who)s recorded the decision on the remedy: the sum is reduced."),
        "follow_service": _("The notice was served before the year was over."),
        "follow_notice": _("The reclaim followed what became of its notice."),
        "end_with_award": _("The reclaim ended with the award."),
    },
    labels={
        "reduce.amount": _("sum that stands"),
        "answer.statement": _("your comments"),
    },
    asked_anew=("reduce.amount",),
)
