"""How people speak of this lifecycle (decision): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Preparation"), ("prepared",), ("re_invited",)),
        Station(_("Vote"), ("open",)),
        Station(
            _("Result"),
            ("adopted",),
            ("rejected", "not_quorate", "invalid", "blocked", "subject_to_approval", "deferred", "returned"),
        ),
        Station(_("Minutes"), ("recorded",)),
    ),
    history={
        "open": _("The question was prepared for the body."),
        "open_vote": _("%(who)s opened the vote."),
        "record_elsewhere": _("%(who)s recorded the result of a vote that was held elsewhere."),
        "correct": _("%(who)s corrected what had been recorded of the vote; the old entry stays in the history."),
        "attend": _("%(who)s corrected the attendance."),
        "cast": _("%(who)s took part in the vote."),
        "object": _("%(who)s objected to the circular vote."),
        "close": _("%(who)s closed the vote."),
        "leave.deferred": _("%(who)s deferred the item."),
        "leave.returned": _("%(who)s returned the proposal for revision."),
        "leave.aborted": _("%(who)s ended it without a decision."),
        "vote_again.re_invited": _("%(who)s invited to a second meeting."),
        "vote_again.prepared": _("%(who)s had the vote repeated."),
        "record": _("%(who)s recorded the result in the minutes."),
        "demand_secrecy": _("%(who)s demanded a secret ballot."),
        "declare_conflict": _("%(who)s declared a conflict of interest."),
        "challenge": _("%(who)s entered a member's challenge of the resolution."),
        "reconsider": _("%(who)s moved to reconsider the resolution."),
        "follow.adopted": _("The supervisory authority has approved; the resolution is effective."),
        "follow.rejected": _("The supervisory authority has refused its approval; the resolution does not count."),
        "follow.void": _("The resolution fell."),
        "follow.reconsidered": _("The resolution was lifted; the question is open again."),
        "end_with_parent": _("The vote ended, because the case voted on has ended."),
        "cast.by_nobody": _("A secret ballot was cast."),
    },
    labels={
        "record_elsewhere.about_person": _("The vote was about a person (an election or appointment)."),
        "record_elsewhere.file": _("the minutes"),
        "record_elsewhere.deputies": _("seats for which the deputy took part"),
        "correct.deputies": _("seats for which the deputy took part"),
        "correct.file": _("the minutes, if they were wrong too"),
        "challenge.seat": _("seat that challenges"),
        "declare_conflict.reason": _("What is the conflict of interest?"),
        "declare_conflict.seat": _("seat of the member who told the office"),
        "declare_conflict.deputy": _("It is the deputy's conflict of interest."),
        "leave.outcome": _("What becomes of the item?"),
        "leave.deferred_until": _("put off until"),
        "vote_again.meets_on": _("day of the second meeting"),
        "vote_again.reason": _("reason for the repetition"),
        "object.reason": _("Why should the body discuss it in a meeting?"),
    },
    hints={
        "declare_conflict.reason": _("Only office and chair read it. No names of relatives, please."),
        "challenge.seat": _("Left empty for your own challenge."),
        "challenge.received_on": _("Left empty: today."),
        "declare_conflict.seat": _("Left empty for your own conflict of interest."),
        "leave.deferred_until": _("Only where the item is deferred."),
        "vote_again.meets_on": _("Only where there was no quorum. Left empty, the vote begins anew."),
        "record_elsewhere.file": _("Only the part on this question: whoever reads the vote reads it, too."),
    },
    asked_anew=(
        *("record_elsewhere.excluded", "record_elsewhere.objected", "record_elsewhere.present"),
        *("record_elsewhere.procedure", "record_elsewhere.sent_on"),
    ),
)
