"""On paper too nobody takes part for two seats: as a deputy for one of them, or at a second of their own."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from funding.decisions.models import Decision
from workflows.refusals import BadInput
from workflows.survey import holders


def check_one_seat_each(decision: Decision, seats: Collection[int], deputies: Collection[int]) -> None:
    """`deputies`: the seats for which a deputy took part. A seat whose people are not entered is left out. Raises
    BadInput where the people of the day are too few for these seats. One query."""
    found = {seat["desk"]: seat for seat in decision.electorate if seat["seat"] in seats}
    able = {}
    for desk in holders(decision.held_on, desks=found):
        seat = found[desk.id]["seat"]
        able[seat] = [person for person, rank in desk.holders if bool(rank) == (seat in deputies)]
    sits_at: dict[int, int] = {}
    for seat in sorted(able):
        if able[seat] and not _find(seat, able, sits_at, set()):
            numbers = {each["seat"]: each["number"] for each in found.values()}
            others = ", ".join(str(number) for number in sorted(numbers[sits_at[person]] for person in able[seat]))
            raise BadInput(
                "deputies",
                _("Whoever was there for seat %(seat)s was there for seat %(others)s already. Enter one of the two."),
                seat=numbers[seat],
                others=others,
            )


def _find(seat: int, able: dict[int, list[int]], sits_at: dict[int, int], tried: set[int]) -> bool:
    """Somebody for this seat; who sat there already moves on if another can take their place."""
    for person in able[seat]:
        if person in tried:
            continue
        tried.add(person)
        if person not in sits_at or _find(sits_at[person], able, sits_at, tried):
            sits_at[person] = seat
            return True
    return False
