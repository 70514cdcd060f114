"""What a person may begin below a case. Pages and API offer and open the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.applications.early_start.opening import open_early_start
from funding.changes.notification.opening import open_notification
from funding.changes.opening import AnyKind, open_change
from funding.commitments.opening import open_commitment, which_promise
from funding.disbursements.opening import open_disbursement
from funding.forwarding.opening import open_forwarding, which_final_recipient
from funding.mandates.opening import AnyKind as AnyResolution
from funding.mandates.opening import open_mandate
from funding.motions.opening import AnyMotion, open_motion
from funding.people.models import User
from funding.roles import APPLICANT, CHAIR, CLERK, SIGNATORY
from workflows import clock
from workflows.inputs import Line, read_inputs
from workflows.lifecycle import Role
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import NotFound, Refused


@dataclass(frozen=True)
class Opening:
    """`asks`: its keyword-only arguments are what the opening asks for, as with a move's effect."""

    opens: str
    below: str
    label: str | Promise
    who: tuple[Role, ...]
    begins: Callable[..., Case]
    asks: Callable[..., None] | None = None


def which_change(*, kind: AnyKind) -> None:
    """A change request is of one kind from its beginning."""


def which_resolution(*, kind: AnyResolution) -> None:
    """Of a resolution on a body whether one is set up or dissolved."""


def which_motion(*, kind: AnyMotion, title: Line) -> None:
    """Of a body's motion what it is about, and what it is called."""


RECIPIENT = (APPLICANT, SIGNATORY)
# fmt: off
OPENINGS = (
    #       opens           below    label                            who        begins             asks
    Opening("disbursement", "award", _("Call for money"),             RECIPIENT, open_disbursement),
    Opening("change",       "award", _("Ask for a change"),           RECIPIENT, open_change,       which_change),
    Opening("early_start",  "application", _("Ask for an early start"), (SIGNATORY,), open_early_start),
    Opening("notification", "award", _("Tell the authority something"), RECIPIENT, open_notification),
    Opening("commitment",   "award", _("Enter a partner's commitment"), RECIPIENT, open_commitment, which_promise),
    Opening("forwarding",   "award", _("Forward money to a final recipient"), RECIPIENT, open_forwarding,
            which_final_recipient),
    Opening("mandate",      "roster", _("Set up or dissolve a body"), (CLERK,), open_mandate,      which_resolution),
    Opening("motion",       "roster", _("Put a motion to the body"), (CLERK, CHAIR), open_motion,  which_motion),
)
# fmt: on


def offered(above: Case, desks: Iterable[tuple[str, object]]) -> list[Opening]:
    """What somebody at these desks may begin below this case; nothing once it has ended."""
    held = {(role, str(place)) for role, place in desks}
    if above.finished:
        return []
    return [each for each in OPENINGS if each.below == above.lifecycle and _may_begin(each, above, held)]


def _may_begin(opening: Opening, above: Case, held: set[tuple[str, str]]) -> bool:
    return any((role.key, str(above.places.get(role.at))) in held for role in opening.who)


def find(above: Case, opens: str) -> Opening | None:
    return next((each for each in OPENINGS if (each.opens, each.below) == (opens, above.lifecycle)), None)


def begin(above: Case, opens: str, *, by: User, key: str, data: Mapping[str, Any]) -> Case:
    """The case begun. Raises Refused; NotFound for whoever may not read the case above."""
    opening = find(above, opens)
    if opening is None:
        if not may_read(above, by.pk, clock.today()):
            raise NotFound
        raise Refused("unknown_opening", _("Nothing of this kind can be begun below this case."))
    return opening.begins(above, by=by, key=key, **read_inputs(opening.asks, data))
