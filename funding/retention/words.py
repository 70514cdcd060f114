"""How people speak of this lifecycle (retention of the file): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Words

WORDS = Words(
    history={
        "open": _("The last case of the file has ended; the file is kept."),
        "end_period": _("The retention period has ended."),
        "interrupt": _("A case of the file goes on; the retention is interrupted."),
        "begin_anew": _("All cases have ended again; the retention was reckoned anew."),
        "offer_to_archive": _("%(who)s offered the file to the archive."),
        "take_over": _("%(who)s noted that the archive has taken the file over."),
        "decline_offer": _("%(who)s noted that the archive declines the file."),
        "miss_answer": _("The archive has not answered in time."),
        "propose_erasure": _("%(who)s proposed to erase the file."),
        "refuse_erasure": _("%(who)s refused the erasure."),
        "erase": _("%(who)s erased the file as the second person."),
        "hold": _("%(who)s put the file under a legal hold."),
        "lift_hold": _("%(who)s lifted the legal hold."),
    },
    labels={
        "refuse_erasure.reason": _("Why is the file not to be erased?"),
        "hold.reason": _("Why must the file be kept?"),
    },
    hints={
        "offer_to_archive.answer_by": _("Left empty, the period the law of the state sets."),
    },
)
