"""How people speak of this lifecycle (decision on the grant): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Preparation"), ("ready",), ("deferred",)),
        Station(_("Committee"), ("on_committee_agenda",)),
        Station(
            _("Result"),
            ("committee_approved",),
            (
                "approved_with_conditions",
                "partially_approved",
                "granted",
                "budget_missing",
                "committee_rejected",
                "returned",
            ),
        ),
    ),
    history={
        "open": _("The decision on the grant is to be brought about."),
        "follow_vote.committee_approved": _("The committee has approved the application."),
        "follow_vote.approved_with_conditions": _("The committee has approved the application."),
        "follow_vote.partially_approved": _("The committee has approved the application."),
        "follow_vote.budget_missing": _("The committee has approved the application."),
        "follow_vote.committee_rejected": _("The committee has rejected the application."),
        "follow_vote.deferred": _("The committee has deferred the application."),
        "follow_vote.returned": _("The committee has returned the application for revision."),
        "follow_vote.ready": _("The committee's vote came to nothing; the application is ready as before."),
        "follow_fall": _("The committee's resolution has fallen; the question is open again."),
        "end": _("The decision on the grant ended with the application."),
        "put_on_committee_agenda": _("%(who)s put the application before the committee."),
        "decide_without_committee": _("%(who)s decided to go on without the committee."),
        "note_budget_missing": _("%(who)s recorded that no money is left."),
        "follow_waiting": _("The wait for money is over."),
    },
)
