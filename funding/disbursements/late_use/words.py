"""How people speak of this lifecycle (interest on money used late): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Late use"), ("interest_case",)),
        Station(_("Hearing"), ("hearing",)),
        Station(_("Notice"), ("in_preparation", "signed", "issued"), ("proposed",)),
        Station(_("Payment of the interest"), ("demanded",), ("under_review", "refund_due")),
        Station(_("Completion"), ("paid",), ("left", "waived")),
    ),
    history={
        "open": _("Money was used late; the authority looks at interest."),
        "hear": _("%(who)s heard the recipient on the interest."),
        "answer": _("%(who)s commented on the intended interest."),
        "end_hearing": _("The hearing ended."),
        "sign": _("%(who)s reckoned the interest and signed the notice as the first person."),
        "issue": _("%(who)s issued the notice of interest as the second person."),
        "propose": _("%(who)s proposed what becomes of the interest."),
        "return": _("%(who)s returned the notice or the proposal."),
        "doubt": _("The payment was noted otherwise; the notice of interest rests on other facts."),
        "take_back": _("%(who)s took the notice of interest back; the interest is reckoned anew."),
        "let_stand": _("%(who)s decided that the notice of interest stands."),
        "leave_it": _("%(who)s decided that no interest is demanded."),
        "note_payment": _("%(who)s noted a payment."),
        "follow_notice": _("The case followed the notice of interest, which was sent or annulled."),
        "follow_correction": _("The corrected payment was taken over; the old one stays in the history."),
        "waive": _("%(who)s waived the interest."),
        "note_refund": _("%(who)s noted the refund."),
    },
    labels={
        "note_payment.amount": _("amount paid"),
        "answer.statement": _("your comments"),
        "propose.proposal": _("what becomes of the interest"),
        "hear.allegations": _("why interest is intended"),
    },
    asked_anew=("note_payment.amount",),
)
