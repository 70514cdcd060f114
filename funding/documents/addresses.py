"""Who a letter is from and to, as the templates read it. An address nobody has entered stays blank."""

from typing import Any

from funding.bodies.models import Body
from funding.regions.models import Organisation
from funding.roles import SIGNATORY
from workflows.models import Case


def address(whom: Organisation | Body) -> dict[str, Any]:
    """A body is reached at its region's lead organisation."""
    seat = _seat(whom)
    lines = {"street": seat.street, "postcode": seat.postcode, "city": seat.town} if seat else _BLANK
    return {"name": whom.name, **lines}


def at_home(case: Case) -> Organisation:
    """The organisation on the recipient's side of this case: it stays theirs when the award has passed to another."""
    return Organisation.objects.get(place=case.places[SIGNATORY.at])


def sender(whom: Organisation | Body, *, contact: str = "") -> dict[str, Any]:
    """The address, and whom to ask where a person is named."""
    seat = _seat(whom)
    if not contact:
        return address(whom)
    ways = {"phone": seat.phone, "mail": seat.email} if seat else {}
    return {**address(whom), "contact": {"name": contact, **{way: value for way, value in ways.items() if value}}}


_BLANK = {"street": "", "postcode": "", "city": ""}


def _seat(whom: Organisation | Body) -> Organisation | None:
    return whom if isinstance(whom, Organisation) else whom.region and whom.region.lead
