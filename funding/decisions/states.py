"""The words of a decision's life: its states and its moves, each as buttons, history and documentation say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class S(TextChoices):
    PREPARED = "prepared", _("prepared")
    OPEN = "open", _("being voted on")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("rejected")
    NOT_QUORATE = "not_quorate", _("not quorate")
    RE_INVITED = "re_invited", _("invited again")
    INVALID = "invalid", _("invalid")
    BLOCKED = "blocked", _("blocked by a funder")
    SUBJECT_TO_APPROVAL = "subject_to_approval", _("subject to approval")
    DEFERRED = "deferred", _("deferred")
    RETURNED = "returned", _("returned for revision")
    ABORTED = "aborted", _("aborted")
    RECORDED = "recorded", _("recorded in the minutes")
    VOID = "void", _("void")
    RECONSIDERED = "reconsidered", _("lifted, to be decided anew")


FALLEN = (S.VOID, S.RECONSIDERED)
ANSWERS = (S.ADOPTED, S.REJECTED, S.DEFERRED, S.RETURNED, S.ABORTED)


class M(TextChoices):
    OPEN = "open_vote", _("Open the vote")
    RECORD_ELSEWHERE = "record_elsewhere", _("Record the result of a vote held elsewhere")
    CORRECT = "correct", _("Correct the recorded vote")
    ATTEND = "attend", _("Correct the attendance")
    CAST = "cast", _("Cast your vote")
    DEMAND_SECRECY = "demand_secrecy", _("Demand a secret ballot")
    OBJECT = "object", _("Object to the circular vote")
    DECLARE = "declare_conflict", _("Declare a conflict of interest")
    CLOSE = "close", _("Close the vote and establish the result")
    LEAVE = "leave", _("End without a resolution")
    VOTE_AGAIN = "vote_again", _("Invite to a second meeting or repeat the vote")
    RECORD = "record", _("Record in the minutes")
    CHALLENGE = "challenge", _("Enter a challenge")
    RECONSIDER = "reconsider", _("Move to reconsider the resolution")
    FOLLOW = "follow", _("Follow the approval, the challenge or the reconsideration")
    END = "end_with_parent", _("End with the case voted on")
