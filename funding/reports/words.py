"""How people speak of this lifecycle (report): way, history, forms."""

from django.utils.translation import gettext_lazy as _

from workflows.words import Station, Words

WORDS = Words(
    way=(
        Station(_("Planned"), ("scheduled",)),
        Station(_("Report"), ("open", "internally_released"), ("returned",)),
        Station(_("Check"), ("submitted", "under_review")),
        Station(_("Result"), ("accepted",), ("accepted_with_reduction",)),
    ),
    history={
        "advise": _("%(who)s gave advice."),
        "open": _("The report was scheduled."),
        "open_report": _("The report can be written now."),
        "write": _("%(who)s edited the report."),
        "release_internally": _("%(who)s released the report for signature."),
        "take_back": _("%(who)s took the report back for correction."),
        "submit": _("%(who)s signed and submitted the report."),
        "start_review": _("%(who)s began to check the report."),
        "return": _("%(who)s returned the report for completion."),
        "accept": _("%(who)s accepted the report."),
        "accept_with_reduction": _("%(who)s accepted the proof of use with a reduction."),
        "reject": _("%(who)s rejected the report."),
        "extend": _("%(who)s granted a later day for the report."),
        "waive": _("%(who)s dispensed with the report."),
        "drop": _("The report is no longer needed."),
    },
    hints={
        "write.expenditure": _(
            "An item without an amount is left out. The free row is for what is not in the plan; saving adds another."
        ),
    },
)
