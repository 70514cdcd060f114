"""The life of a consultation: an idea lies on a working group's table, until the group has said what it thinks of it.

It is a case below its idea, a new one each time the idea comes to a group; the idea waits for it and follows it. A
group with seats, standing orders, an office and a chair of its own votes on it here, a decision below it; of any other the lead records
what it has resolved. Where its vote falls while the idea
waits with that answer, the group has the idea on its table again.
"""

from django.utils.translation import gettext_lazy as _

from funding.decisions import results
from funding.ideas.consultation import effects, rules
from funding.ideas.consultation.states import M, S
from funding.ideas.consultation.words import WORDS
from funding.roles import AUTHOR, COORDINATION_OFFICE, PROCESS_SUPPORT, WORKING_GROUP_LEAD
from workflows.effects import advise
from workflows.lifecycle import CLOCK, Lifecycle, move, one_of, remind, stay
from workflows.timing import term

WITH_GROUP = (S.IN_WORKING_GROUP, S.VOTING)
VOTED = (S.RECOMMENDED, S.NOT_RECOMMENDED)
AFTER_VOTE = one_of(*VOTED, S.IN_WORKING_GROUP)
AFTER_FALL = one_of(S.IN_WORKING_GROUP, *VOTED)

# fmt: off
STAYS = (
    #    state               waits for           task in the inbox                  due                         when late
    stay(S.IN_WORKING_GROUP, WORKING_GROUP_LEAD, _("Discuss the idea and recommend"), term("working_group_days"), remind),
    stay(S.VOTING,           CLOCK),
    stay(S.RECOMMENDED),
    stay(S.NOT_RECOMMENDED),
    stay(S.RETURNED),
    stay(S.TAKEN_BACK),
    stay(S.ENDED),
)
MOVES = (  # whom an outcome is told, the idea's table says, which follows it
    #    move                from                to                          who                  only if                does               tells
    move(M.ADVISE,           S.IN_WORKING_GROUP, one_of(S.IN_WORKING_GROUP), PROCESS_SUPPORT,     [],                    advise,            [("case.advised", WORKING_GROUP_LEAD), ("case.advised", AUTHOR)]),
    move(M.PUT_TO_VOTE,      S.IN_WORKING_GROUP, S.VOTING,                   WORKING_GROUP_LEAD,  [rules.group_votes, rules.others_lead_the_vote], effects.put_to_vote),
    move(M.FOLLOW_VOTE,      S.VOTING,           AFTER_VOTE,                 CLOCK,               [results.body_has_answered], effects.follow_vote, [("consultation.not_resolved", WORKING_GROUP_LEAD, (S.IN_WORKING_GROUP,))]),
    move(M.FOLLOW_FALL,      VOTED,              AFTER_FALL,                 CLOCK,               [results.resolution_has_fallen], effects.follow_fall,
         [("consultation.vote_fell", WORKING_GROUP_LEAD), ("consultation.vote_fell", COORDINATION_OFFICE), ("consultation.vote_fell", AUTHOR, (S.IN_WORKING_GROUP,))]),
    move(M.RECOMMEND,        S.IN_WORKING_GROUP, S.RECOMMENDED,              WORKING_GROUP_LEAD,  [],                    effects.recommend),
    move(M.DO_NOT_RECOMMEND, S.IN_WORKING_GROUP, S.NOT_RECOMMENDED,          WORKING_GROUP_LEAD,  [],                    effects.answer),
    move(M.SEND_BACK,        S.IN_WORKING_GROUP, S.RETURNED,                 WORKING_GROUP_LEAD,  [],                    effects.answer),
    move(M.TAKE_FROM_GROUP,  WITH_GROUP,         S.TAKEN_BACK,               COORDINATION_OFFICE, [rules.group_is_gone]),
    move(M.END,              WITH_GROUP,         S.ENDED,                    CLOCK,               [rules.idea_has_left, rules.answer_does_not_fall]),
)
# fmt: on
CONSULTATION = Lifecycle(
    "consultation", version=1, stays=STAYS, moves=MOVES, words=WORDS, label=_("Consultation"), when_parent_ends=M.END
)
