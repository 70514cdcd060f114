from tests.lab import errand, lifecycles
from workflows.binding import bind
from workflows.models import Case

ThingV1 = bind(lifecycles.THING_1, Case, __name__)
VoteV1 = bind(lifecycles.VOTE_1, Case, __name__)
ErrandV1 = bind(errand.ERRAND_1, Case, __name__)
