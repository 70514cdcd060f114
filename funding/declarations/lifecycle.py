"""The life of a declared conflict of interest: a member declares it, the body decides on it without the member.

It is a case below the vote, which is neither opened nor established before it is decided. Who leads the body records
what the body has decided: the chair, else the deputy chair, else who has sat in the body the longest, but nobody whose
own conflict of interest in this vote is declared or found, and nobody who has entered the declaration for the member.
"""

from django.utils.translation import gettext_lazy as _

from funding.declarations import effects, rules
from funding.declarations.states import M, S
from funding.declarations.words import WORDS
from funding.roles import AUTHOR, CLERK, LEADING
from workflows.lifecycle import CLOCK, Lifecycle, each, escalate_to, move, one_of, stay
from workflows.timing import days

# fmt: off
STAYS = (
    #    state          waits for                     task in the inbox                                due      when late
    stay(S.DECLARED,     each(LEADING, rules.leading), _("Record the decision on a conflict of interest"), days(3), escalate_to(CLERK)),
    stay(S.EXCLUDED),
    stay(S.NOT_EXCLUDED),
    stay(S.WITHDRAWN),
    stay(S.ENDED),
)
MOVES = (
    #    move        from        to                                  who      only if                does           tells
    move(M.RULE,     S.DECLARED, one_of(S.EXCLUDED, S.NOT_EXCLUDED), LEADING, [rules.leads_in_this], effects.rule,  [("decision.conflict_decided", AUTHOR)], basis="§ 20 (4) VwVfG"),
    move(M.WITHDRAW, S.DECLARED, S.WITHDRAWN,                        AUTHOR,  [],                    effects.withdraw),
    move(M.END,      S.DECLARED, S.ENDED,                            CLOCK,   [rules.vote_goes_without_it]),
)
# fmt: on
DECLARATION = Lifecycle(
    "declaration",
    version=1,
    stays=STAYS,
    moves=MOVES,
    words=WORDS,
    label=_("Declaration of a conflict of interest"),
    when_parent_ends=M.END,
)
