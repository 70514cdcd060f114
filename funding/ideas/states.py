"""The words of an idea's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_WORKING_GROUP = "in_working_group", _("in the working group")
    RETURNED = "returned", _("returned for revision")
    RECOMMENDED = "recommended", _("recommended")
    NOT_RECOMMENDED = "not_recommended", _("not recommended")
    ON_AGENDA = "on_agenda", _("on the agenda")
    APPROVED_FOR_APPLICATION = "approved_for_application", _("approved for application")
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", _("approved with conditions")
    APPROVED_WITHOUT_FUNDING = "approved_without_funding", _("approved without funding")
    DEFERRED = "deferred", _("deferred")
    REJECTED = "rejected", _("rejected")
    IN_APPLICATION = "in_application", _("in application")
    PARKED = "parked", _("parked")
    IN_EXECUTION = "in_execution", _("in execution")
    COMPLETED = "completed", _("completed")
    LAPSED = "lapsed", _("lapsed")
    EXPIRED = "expired", _("approval expired")
    MERGED = "merged", _("merged with another idea")
    JOINED_EXISTING = "joined_existing", _("joined to an existing project")
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    EDIT = "edit", _("Edit the idea")
    ATTACH = "attach", _("Attach a document")
    SUBMIT = "submit", _("Submit the idea")
    ASSIGN = "assign", _("Assign to a working group")
    JOIN = "join", _("Merge with another idea or project")
    FOLLOW_GROUP = "follow_group", _("Follow the working group")
    ASK_BODY = "ask_body", _("Ask the body all the same")
    PUT_ON_AGENDA = "put_on_agenda", _("Put on the agenda")
    FOLLOW_VOTE = "follow_vote", _("Follow the vote")
    RUN_OUT = "run_out", _("Let it run out")
    GO_ON = "go_on", _("Record how it goes on")
    OFFER_FOR_TRANSFER = "offer_for_transfer", _("Offer to other regions")
    APPLY = "apply", _("Begin the application")
    FOLLOW_FUNDING = "follow_funding", _("Follow the application and the award")
    WITHDRAW = "withdraw", _("Withdraw the idea")
    FOLLOW_FALL = "follow_fall", _("Follow that the resolution has fallen")
    RESOLVE_ANEW = "resolve_anew", _("Put the changed project to the vote")
