"""How people speak of this lifecycle (minutes): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Writing"), ("minutes_draft",)),
        Station(_("Objections"), ("minutes_circulated",)),
        Station(_("Signatures"), ("minutes_to_sign", "minutes_signed")),
        Station(_("Approval"), ("minutes_approved",)),
        Station(_("Extract"), ("published_extract",)),
    ),
    history={
        "open": _("The minutes were begun."),
        "note": _("%(who)s wrote on an item."),
        "circulate": _("%(who)s sent the minutes to the members."),
        "agree": _("%(who)s has read the minutes and does not object."),
        "object": _("%(who)s objected to the minutes."),
        "answer": _("%(who)s answered an objection."),
        "end_objections": _("The time to object to the minutes is over."),
        "correct": _("%(who)s corrected the minutes."),
        "follow_attendance": _("The attendance was corrected, so the minutes are signed anew."),
        "sign": _("%(who)s signed the minutes for the office."),
        "approve": _("%(who)s approved the minutes and signed them."),
        "send_back": _("%(who)s sent the minutes back to the office."),
        "publish": _("%(who)s published the extract."),
    },
    labels={"answer.objection": _("objection to the minutes")},
)
