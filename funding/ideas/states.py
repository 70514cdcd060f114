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
    WITHDRAWN = "withdrawn", _("withdrawn")


class M(TextChoices):
    EDIT = "edit", _("Edit the idea")
    ATTACH = "attach", _("Attach a document")
    SUBMIT = "submit", _("Submit the idea")
    ASSIGN = "assign", _("Assign to a working group")
    SEND_BACK = "send_back", _("Return for revision")
    RESUBMIT = "resubmit", _("Submit again")
    RECOMMEND = "recommend", _("Recommend")
    DO_NOT_RECOMMEND = "do_not_recommend", _("Do not recommend")
    PUT_ON_AGENDA = "put_on_agenda", _("Put on the agenda")
    FOLLOW_ADOPTION = "follow_adoption", _("Follow the adopted resolution")
    FOLLOW_REJECTION = "follow_rejection", _("Follow the rejection")
    FOLLOW_DEFERRAL = "follow_deferral", _("Follow the deferral")
    FOLLOW_RETURN = "follow_return", _("Follow the return")
    TAKE_BACK = "take_back", _("Take back from the agenda")
    LAPSE = "lapse", _("Lapse")
    APPLY = "apply", _("Begin the application")
    START = "start", _("Start the project")
    PARK = "park", _("Park")
    COMPLETE = "complete", _("Complete")
    COMPLETE_UNFUNDED = "complete_unfunded", _("Record the end")
    WITHDRAW = "withdraw", _("Withdraw the idea")
