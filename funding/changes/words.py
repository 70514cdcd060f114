"""How people speak of this lifecycle (change request): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Change request"), ("draft", "internally_released"), ("returned",)),
        Station(_("Check"), ("submitted", "in_review")),
        Station(_("Result"), ("approved",), ("partly", "rejected", "not_needed")),
    ),
    history={
        "follow_committee": _("The committee has dealt with the change request."),
        "follow_notice": _("The change notice was sent; the request is decided."),
        "decide_anew": _("The notice was annulled: the request is decided anew."),
        "open": _("%(who)s began the change request."),
        "edit": _("%(who)s edited the change request."),
        "set_plan": _("%(who)s entered the new financing plan."),
        "set_commitments": _("%(who)s entered the commitments of partners."),
        "release_internally": _("%(who)s released the change request for signature."),
        "take_back": _("%(who)s took the change request back for correction."),
        "submit": _("%(who)s signed and submitted the change request."),
        "answer_not_needed": _("The recipient may make this shift alone; no change request is needed."),
        "start_review": _("%(who)s began to check the change request."),
        "return": _("%(who)s returned the change request for revision."),
        "withdraw": _("%(who)s withdrew the change request."),
        "discard": _("%(who)s discarded the draft."),
        "end_with_award": _("The change request became moot, because the award has ended."),
    },
    labels={
        "open.kind": _("what is to change"),
        "set_commitments.amount": _("sum or value"),
        "set_commitments.until": _("promised until"),
        "attach.partner": _("partner who has signed it"),
    },
    hints={
        "edit.amount": _("The grant as a whole, not the difference."),
        "edit.late_reason": _("Only if the funding period is over."),
        "set_plan.lines": _("The whole plan as it is to be, not only what changes."),
        "set_commitments.commitments": _("The whole list as it is to be. Without an entry it stays as it is."),
        "attach.partner": _("Only for a signed letter of intent or agreement: the name as in the commitments."),
        "edit.new_recipient": _("An organisation that could apply itself. It is asked for its consent."),
        "edit.iban": _("Of another recipient: its own account; empty, if each request is to name one."),
    },
)
