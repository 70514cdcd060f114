"""What the steering group decides of its own: motions being drafted, voted on, adopted, rejected and withdrawn."""

from funding.decisions.models import Vote
from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.demo.votes import vote_in_session
from funding.motions.opening import open_motion
from funding.motions.states import Kind
from funding.rosters.models import Roster
from funding.rosters.opening import open_roster
from workflows.models import Case


def motions(office: Office) -> Moments:
    yield from together(
        [
            _voted_on(office.part("adopted"), "Sitzungen reihum in den Gemeinden", Vote.YES),
            _voted_on(office.part("rejected"), "Sitzungen nur am Abend", Vote.NO),
            _election(office.part("election")),
            _orders(office.part("orders")),
            _withdrawn(office.part("withdrawn")),
        ]
    )


def _begin(office: Office, kind: str, title: str, wording: str) -> int:
    open_roster(office.world.steering_group)
    roster = Case.objects.get(pk=Roster.objects.get(body=office.world.steering_group).pk)
    case = office.story.begin(open_motion, roster, by=office.world.office, kind=kind, title=title)
    office.let("office", "write", case, title=title, wording=wording)
    return case


def _voted_on(office: Office, title: str, choice: Vote) -> Moments:
    yield office.moment(25, "10:10")
    case = _begin(office, Kind.FREE, title, f"{title}, vom nächsten Halbjahr an.")
    yield office.moment(22, "14:30")
    office.let("office", "put_to_vote", case)
    vote_in_session(office, office.story.below(case, "decision"), choice)


def _election(office: Office) -> Moments:
    """The body votes on a deputy at its next meeting."""
    yield office.moment(6, "11:20")
    case = _begin(office, Kind.ELECTION, "Wahl der Stellvertretung", "Gewählt wird die zweite Stellvertretung.")
    seat = office.world.steering_group.seats.get(number=4).pk
    office.let("office", "nominate", case, seat=seat, rank=2, from_on=office.on(40))
    office.let("chair", "put_to_vote", case)


def _orders(office: Office) -> Moments:
    yield office.moment(4, "09:50")
    wording = "Beschlossen wird mit zwei Dritteln der abgegebenen Stimmen."
    case = _begin(office, Kind.STANDING_ORDERS, "Eigene Geschäftsordnung", wording)
    office.let("office", "draft_orders", case, from_on=office.on(60), majority="two_thirds", circular_days=21)


def _withdrawn(office: Office) -> Moments:
    yield office.moment(18, "15:40")
    case = _begin(office, Kind.FREE, "Umbenennung des Forums", "Das Gremium heißt künftig Gesundheitsrat.")
    yield office.moment(16, "08:55")
    office.let("chair", "withdraw", case, reason="Der Name bleibt.")
