"""How people speak of this lifecycle (examination): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Receipt"), ("handed_in", "received"), ("late", "incomplete")),
        Station(_("Assessment"), ("complete", "in_assessment")),
        Station(_("Result"), ("assessed",)),
    ),
    history={
        "correct_receipt": _("%(who)s corrected the day of receipt; the old one stays in the history."),
        "receive": _("The application was received in time."),
        "receive_late": _("The application was received after the cut-off."),
        "admit_late": _("%(who)s granted reinstatement; the application counts as in time."),
        "count_for_next_round": _("%(who)s lets the late application count for the next cut-off day."),
        "ask_expert": _("%(who)s asked an expert for a vote."),
        "request_items": _("%(who)s asked for what is missing."),
        "extend": _("%(who)s extended the period for what is missing."),
        "open": _("The examination began."),
        "follow_supply": _("What was missing has been handed in; it is looked at."),
        "begin_anew": _("The assessment began anew."),
        "end": _("The examination ended with the application."),
        "confirm_complete": _("%(who)s confirmed that the application is complete."),
        "start_assessment": _("%(who)s began the assessment."),
        "finish_assessment": _("%(who)s finished the assessment."),
    },
    labels={
        "admit_late.obstacle": _("What prevented the applicant from applying in time?"),
        "ask_expert.expert": _("expert's e-mail address"),
        "ask_expert.until": _("vote asked for by"),
        "ask_expert.question": _("what the expert is asked"),
        "finish_assessment.own_share_reduced": _("the reduced own share counts"),
    },
    hints={
        "ask_expert.expert": _("As in the person's account here. Process support cannot be asked."),
        "count_for_next_round.until": _("Left empty: the next cut-off day of the programme."),
    },
)
