"""What a motion may say of standing orders, in the order of its form."""

from typing import Annotated, TypedDict

from funding.bodies.models import OpenBallot, Reconsideration, StandingOrders
from funding.motions.models import Either, Majority, Participation, Quorum, Silence, Tie
from workflows.inputs import OneWord, WholeNumber, Words

Period = Annotated[int, WholeNumber(1, 366)]
Fewest = Annotated[int, WholeNumber(3, 99)]  # below, the sums of a secret vote would show single ballots
Objections = Annotated[int, WholeNumber(0, 99)]
YesOrNo = Annotated[str, OneWord(tuple(Either.values))]
Demand = Annotated[str, Words(10, erasable=False)]


class OrdersGiven(TypedDict, total=False):
    """Columns of the motion; what is left out stays as it is in force."""

    majority: Annotated[str, OneWord(tuple(Majority.values))]
    tie: Annotated[str, OneWord(tuple(Tie.values))]
    quorum: Annotated[str, OneWord(tuple(Quorum.values))]
    participation: Annotated[str, OneWord(tuple(Participation.values))]
    silence: Annotated[str, OneWord(tuple(Silence.values))]
    objections: Objections
    procedure: Annotated[str, OneWord(tuple(StandingOrders.Procedure.values))]
    circular_days: Period
    secret: Demand
    secret_persons: Demand
    challenge_days: Period
    invitation_days: Period
    objection_days: Period
    urgent_majority: Demand
    second_meeting: YesOrNo
    video: YesOrNo
    complete_only: YesOrNo
    ballot: Annotated[str, OneWord(tuple(OpenBallot.values))]
    ballots_changeable: YesOrNo
    early_close: YesOrNo
    secret_minimum: Fewest
    reconsidered_by: Annotated[str, OneWord(tuple(Reconsideration.values))]


ORDERS = tuple(OrdersGiven.__annotations__)
