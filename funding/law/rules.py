"""What the law is asked for. `value` of an entry: a number of the unit named, unless said otherwise."""

from django.utils.translation import gettext_lazy as _

RULES = {
    "fiction_days": _("Days after posting on which a notice counts as received"),
    "shift_fiction_day": _("The day of receipt moves off a weekend or holiday"),
    "portal_days": _("Days within which a notice must be fetched from the portal"),
    "appeal_months": _("Months to appeal"),
    "appeal_months_uninstructed": _("Months to appeal without a correct instruction"),
    "remedy_type": _("Remedy: objection or action"),
    "reinstatement_weeks": _("Weeks to ask for reinstatement"),
    "revocation_months": _("Months to revoke from full knowledge"),
    "base_rate": _("Base rate, per cent a year"),
    "interest_margin": _("Interest above the base rate, percentage points"),
    "days_in_year": _("Days of a year for interest"),
    "conditions_municipal": _("General conditions for municipal recipients"),
    "retention_award": _("Years a case file with an award is kept where the programme is silent"),
    "retention_application": _("Years the file of an application without an award is kept"),
    "retention_budget": _("Years the file of a budget is kept"),
    "retention_meeting": _("Years the file of a body's meetings is kept"),
    "retention_roster": _("Years the file of a body's seats is kept"),
    "retention_statement": _("Years the file of a statement is kept"),
    "retention_idea": _("Years the file of an idea that was not pursued is kept"),
    "retention_member": _("Years a person's data are kept after the end of the last term"),
    "archive_answer_months": _("Months an archive has to answer an offer"),
    "conditions_private": _("General conditions for other recipients"),
}
