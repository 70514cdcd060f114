"""How people speak of this lifecycle (application): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Application"), ("draft", "internally_released"), ("returned_for_revision",)),
        Station(_("With the authority"), ("submitted",)),
        Station(_("Award"), ("awarded",)),
    ),
    history={
        "advise": _("%(who)s gave advice."),
        "take_note": _("The file notes what became of a resolution."),
        "edit": _("%(who)s edited the application."),
        "set_plan": _("%(who)s set the financing plan."),
        "set_commitments": _("%(who)s entered the commitments of partners."),
        "release_internally": _("%(who)s released the application for signature."),
        "take_back": _("%(who)s took the application back for correction."),
        "submit": _("%(who)s signed and submitted the application."),
        "enter_paper": _("%(who)s entered the application that was received on paper."),
        "supply": _("%(who)s handed in what was missing."),
        "follow.submitted": _("The application goes on at the authority."),
        "follow.returned_for_revision": _("The application is to be revised."),
        "follow.awarded": _("The authority has sent the notice of award."),
        "follow.rejected": _("The authority has sent the notice of rejection."),
        "follow.expired": _("The wait for money ended with the year; the authority has sent its notice on that."),
        "prepare_rejection": _("%(who)s began to prepare the rejection."),
        "withdraw": _("%(who)s withdrew the application."),
        "note_start": _("%(who)s recorded the start of the project."),
        "decide_anew": _("The decision has fallen: the application is decided on anew."),
        "take_note.fall": _("The committee's resolution has fallen after it had been carried out."),
        "take_note.regional_fall": _("The region's resolution on this project has fallen."),
        "take_note.regional_vote": _("The region's body has dealt with this project again."),
        "follow.examination": _("The application is examined and ready for the decision."),
        "follow.vote": _("The committee has answered."),
        "follow.fall": _("The committee's resolution has fallen; the question is open again."),
        "follow.approval": _("What was decided on the grant is carried out by the authority."),
        "follow.ruling": _("The rejection was given up; the application goes on where it stood."),
        "follow.notice": _("The notice on the application was sent."),
        "follow.recall": _("The notice was called back before it was sent; it is written anew."),
    },
    labels={
        "enter_paper.file": _("the paper, scanned, with its stamp of receipt"),
        "set_commitments.amount": _("sum or value"),
        "set_commitments.until": _("promised until"),
        "attach.partner": _("partner who has signed it"),
        "edit.period_from": _("first day of the project"),
        "edit.period_to": _("last day of the project"),
    },
    hints={
        "set_commitments.commitments": _(
            "The whole list. Money of partners also stands in the financing plan, in kind only here."
        ),
        "attach.partner": _("Only for a signed letter of intent or agreement: the name as in the commitments."),
    },
)
