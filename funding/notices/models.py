"""A notice on its way, whatever it says: the case above has the decision, this one how and when it was served.

`taken_back_on`: by the authority itself, which decides anew in the case above.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funding.notices.columns import remedy_fields, sending_fields
from funding.regions.states import STATES
from workflows.models import Case


class Notice(Case):
    """`serve_by`: after this day it may not be served; `pay_by`: the day to pay that it names. `settled`: {"state",
    "remedy"}, what the case above has decided of it and this one has not followed yet, with the counted day."""

    jurisdiction = models.CharField(_("jurisdiction"), max_length=2, choices=STATES)
    issued_on = models.DateField(_("issued on"))
    channel, posted_on, received_on, retrieved_on, receipt_disputed, instructed = sending_fields()
    taken_back_on = models.DateField(_("taken back on"), null=True)
    served_on, objection_served_on, remedy_until, remedy_waived_on = remedy_fields()
    serve_by = models.DateField(_("to be served by"), null=True)
    pay_by = models.DateField(_("to be paid by"), null=True)
    settled = models.JSONField(null=True)
