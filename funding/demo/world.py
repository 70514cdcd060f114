"""Invented regions, marked as such, in which every path can be shown: nothing is said of a real county.

Built on the standing data; building one again changes nothing. The clock's law and holidays are those of a real state.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from funding import roles
from funding.bodies.appointments import appoint, staff
from funding.bodies.models import Body, Seat, StandingOrders
from funding.demo.cast import FUNDERS, PARTS, STEERING, names_in
from funding.law.models import LawEntry
from funding.people.models import User
from funding.regions.models import Organisation, Region

REGION = "Gesundheitsregion "
LONG_AGO = dt.date(2021, 1, 1)
WITHOUT_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class World:
    """`people` by their part in the story; `steering` and `funders` are the seat holders by seat number."""

    region: Region
    people: dict[str, User]
    group: Body
    steering_group: Body
    committee: Body
    authority: Organisation
    steering: list[User] = field(default_factory=list)
    funders: list[User] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.region.name.removeprefix(REGION)

    def __getattr__(self, part: str) -> User:
        try:
            return self.people[part]
        except KeyError:
            raise AttributeError(part) from None


def build_world(name: str = "Auental", *, state: str = "NI", programme: str = "ni") -> World:
    """One invented region of this state with its working group, steering group, funders' committee and authority."""
    people = {part: person(full_name, name) for part, full_name in zip(PARTS, names_in(name), strict=False)}
    county = organisation(f"Landkreis {name}", "county", state, name, municipal=True)
    authority = organisation(f"Förderamt {name}", "authority", state, name)
    region, _new = Region.objects.get_or_create(
        name=f"{REGION}{name}",
        defaults={
            "place": place(name, "region"),
            "states": [state],
            "calendar": state,
            "lead": county,
            "authority": authority,
            "programme": programme,
            "participates": True,
            "takes_ideas": True,
            "invented": True,
        },
    )
    group = body(region, f"Arbeitsgruppe Pflege {name}", Body.Kind.WORKING_GROUP)
    steering_group = body(region, f"Steuerungsgruppe {name}", Body.Kind.STEERING_GROUP, chair_office="Landrat")
    committee = body(region, f"Fördergremium {name}", Body.Kind.COMMITTEE)
    world = World(region, people, group, steering_group, committee, authority)
    members = [person(full_name, name) for full_name in names_in(name)[len(PARTS) :]]
    world.steering.extend([people["chair"], *members[: len(STEERING) - 1]])
    world.funders.extend(members[len(STEERING) - 1 :])
    fill(steering_group, STEERING, world.steering, state)
    fill(committee, FUNDERS, world.funders, state)
    _orders(steering_group, consent=False, early=True)
    _orders(committee, consent=True, early=False)
    _staff(world, county)
    return world


def _staff(world: World, county: Organisation) -> None:
    people, region = world.people, world.region
    for role, at, part in (
        (roles.COORDINATION_OFFICE, region.place, "office"),
        (roles.WORKING_GROUP_LEAD, world.group.place, "lead"),
        (roles.CLERK, world.steering_group.place, "office"),
        (roles.CHAIR, world.steering_group.place, "chair"),
        (roles.CLERK, world.committee.place, "case_worker"),
        (roles.APPLICANT, county.place, "applicant"),
        (roles.SIGNATORY, county.place, "signatory"),
        (roles.CASE_WORKER, world.authority.place, "case_worker"),
        (roles.CASE_WORKER, world.authority.place, "checker"),
        (roles.APPROVER, world.authority.place, "approver"),
        (roles.CASHIER, world.authority.place, "cashier"),
    ):
        staff(role.key, at, people[part], LONG_AGO)
    staff(roles.CHAIR.key, world.committee.place, world.funders[0], LONG_AGO)


def _orders(
    deciding: Body,
    *,
    consent: bool,
    early: bool,
    more: dict[str, str] | None = None,
    decision_kind: str = "",
    reconsideration: str = "",
) -> None:
    """`more`: of the rule, beside what is common."""
    common = StandingOrders.objects.get(body=None, decision_kind="", valid_from=dt.date(2014, 1, 1))
    StandingOrders.objects.get_or_create(
        body=deciding,
        decision_kind=decision_kind,
        valid_from=LONG_AGO,
        defaults={
            "rule": {**common.rule, "contributor_consent": consent, **(more or {})},
            "circular_days": 14,
            "early_close": early,
            "second_meeting": True,
            "video": consent,
            "invitation_days": 14,
            "urgent_majority": "2/3",
            "secret": "" if consent else "1/2",
            "reconsideration": reconsideration,
        },
    )


def furnish(world: World) -> None:
    """A forum that meets and votes on nothing; and what few standing orders know: who may reconsider, what many
    conflicts and the votes of one bench do."""
    forum = body(world.region, f"Gesundheitsforum {world.name}", Body.Kind.FORUM, chair_office="Landrat")
    fill(forum, STEERING, world.steering, world.region.calendar)
    _orders(forum, consent=False, early=True)
    staff(roles.CLERK.key, forum.place, world.people["office"], LONG_AGO)
    staff(roles.CHAIR.key, forum.place, world.people["chair"], LONG_AGO)
    lifted = {"decision_kind": "idea", "reconsideration": "two_thirds"}
    _orders(world.steering_group, consent=False, early=True, more={"mass_exclusion": "approval"}, **lifted)
    _orders(world.committee, consent=True, early=False, more={"group_cap": "3/5"}, decision_kind="change")
    _general_conditions(world.region.calendar)


def _general_conditions(state: str) -> None:
    """Where nobody has entered those of a state its authority issues no notice, so invented ones stand in."""
    rule = {"jurisdiction": state, "key": "conditions_municipal"}
    if not LawEntry.objects.filter(**rule).exists():
        invented = {"value": "ANBest (erfunden)", "note": "für die Vorführung erfunden"}
        LawEntry.objects.create(**rule, valid_from=LONG_AGO, **invented)


def person(name: str, region: str) -> User:
    """An invented person with an address that can never be delivered (RFC 2606)."""
    letters = name.lower().translate(WITHOUT_UMLAUTS).removeprefix("dr. ").removeprefix("landrat ")
    address = "".join("." if letter == " " else letter for letter in letters if letter.isascii())
    user, _new = User.objects.get_or_create(
        email=f"{address}@{region.lower()}.example", defaults={"name": name, "invented": True}
    )
    return user


def organisation(name: str, kind: str, state: str, town: str, *, municipal: bool = False) -> Organisation:
    facts = {
        "kind": kind,
        "calendar": state,
        "is_municipal": municipal,
        "street": "Musterweg 1",
        "postcode": "00000",
        "town": town,
        "invented": True,
        "place": place(name, kind),
    }
    return Organisation.objects.get_or_create(name=name, state=state, defaults=facts)[0]


def body(region: Region, name: str, kind: str, **facts: str) -> Body:
    defaults = {"kind": kind, "invented": True, "founded_on": LONG_AGO, "place": place(name, kind), **facts}
    return Body.objects.get_or_create(region=region, name=name, defaults=defaults)[0]


def fill(deciding: Body, benches: Iterable[tuple[str, str]], holders: Iterable[User], state: str) -> None:
    """A seat a bench with its institution and holder; the first is the chair's."""
    town = deciding.region.name.removeprefix(REGION)
    for number, ((bench, institution), holder) in enumerate(zip(benches, holders, strict=True), start=1):
        facts = {
            "bench": bench,
            "institution": organisation(f"{institution} {town}", "other", state, town),
            "is_chair": number == 1,
            "contributor": deciding.kind == Body.Kind.COMMITTEE and number in (1, 2),
            "from_on": LONG_AGO,
            "place": place(deciding.name, f"seat {number}"),
        }
        seat, _new = Seat.objects.get_or_create(body=deciding, number=number, defaults=facts)
        appoint(seat, holder, LONG_AGO)


def place(*name: str) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(name))
