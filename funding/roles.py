"""Who acts in funding. `at` is the kind of place whose desk it is; a case knows which place that is for it."""

from django.utils.translation import gettext_lazy as _

from workflows.lifecycle import Role

AUTHOR = Role("author", _("the person who wrote it"))
EXPERT = Role("expert", _("the expert"), personal=True)
WORKING_GROUP_LEAD = Role("working_group_lead", _("the lead of the working group"), at="group")
COORDINATION_OFFICE = Role("coordination_office", _("the coordination office"), at="region")
RECEIVING_OFFICE = Role(
    "coordination_office", _("the coordination office of the other region"), at="receiver", called="receiving_office"
)
CLERK = Role("clerk", _("the body's office"), at="body")
CHAIR = Role("chair", _("the chair"), at="body")
LEADING = Role("chair", _("who leads the body in this"), at="seat", called="leading")
SEAT = Role("seat", _("a member of the body"), at="seat")
APPLICANT = Role("applicant", _("the applicant"), at="applicant")
SIGNATORY = Role("signatory", _("the authorised signatory"), at="applicant")
NEW_SIGNATORY = Role(
    "signatory", _("the authorised signatory of the new recipient"), at="successor", called="new_signatory"
)
PROCESS_SUPPORT = Role("process_support", _("the process support of the region"), at="region")
CASE_WORKER = Role("case_worker", _("the grant authority's case worker"), at="authority")
APPROVER = Role("approver", _("the grant authority's second signatory"), at="authority")
AUTHORITY_STAFF = (CASE_WORKER, APPROVER)
CASHIER = Role("cashier", _("the grant authority's cash office"), at="authority")
FINAL_RECIPIENT = Role("final_recipient", _("the final recipient"), at="final_recipient")
