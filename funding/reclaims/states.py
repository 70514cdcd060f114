"""The words of a reclaim's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    HEARING = "hearing", _("hearing")
    IN_PREPARATION = "in_preparation", _("revocation in preparation")
    ISSUED = "issued", _("issued")
    RECLAIMED = "reclaimed", _("final")
    REVOKED = "revoked", _("revoked for the future")
    DROPPED = "dropped", _("dropped")
    ANNULLED = "annulled", _("annulled")
    ENDED = "ended", _("ended with the award")


class M(TextChoices):
    ANSWER = "answer", _("Comment on the intended revocation")
    ATTACH = "attach", _("Attach a document")
    EXTEND = "extend", _("Extend the period to comment")
    END_HEARING = "end_hearing", _("End the hearing")
    HEAR_ANEW = "hear_anew", _("Hear the recipient anew")
    DROP = "drop", _("Drop the revocation")
    FOLLOW_SERVICE = "follow_service", _("Follow the service of the notice")
    FOLLOW_NOTICE = "follow_notice", _("Follow the notice")
    REDUCE = "reduce", _("Record that the sum is reduced")
    END = "end_with_award", _("End with the award")
