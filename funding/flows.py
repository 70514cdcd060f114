"""Every lifecycle version that may stand on a row. Rows refer to these names; a version stays until its last case ends."""

from funding.awards.lifecycle import AWARD
from funding.awards.models import Award
from funding.decisions.lifecycle import DECISION
from funding.decisions.models import Decision
from funding.ideas.lifecycle import IDEA
from funding.ideas.models import Idea
from workflows.binding import bind

IdeaV1 = bind(IDEA, Idea, __name__)
DecisionV1 = bind(DECISION, Decision, __name__)
AwardV1 = bind(AWARD, Award, __name__)
