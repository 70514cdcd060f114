"""An invented region, marked as such, in which every path can be shown: nothing is said of a real county.

Built on the standing data; building it again changes nothing.
"""

import datetime as dt
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from funding import roles
from funding.bodies.appointments import appoint, staff
from funding.bodies.models import Body, Seat, StandingOrders
from funding.people.models import User
from funding.regions.models import Organisation, Region

LONG_AGO = dt.date(2021, 1, 1)
STEERING_SEATS = ("administration", "municipalities", "doctors", "insurers", "hospitals", "care", "other")
FUNDERS = ("states", "insurers", "chambers", "doctors", "insurers", "insurers", "insurers")
# fmt: off
PEOPLE = {
    "author":      "Jana Brandt",
    "lead":        "Dr. Karin Voss",
    "office":      "Petra Lang",
    "chair":       "Landrat Uwe Harms",
    "applicant":   "Timo Busch",
    "signatory":   "Ines Kramer",
    "case_worker": "Okan Yildiz",
    "approver":    "Rita Sommer",
    "cashier":     "Paul Winter",
    "stranger":    "Nils Fremd",
}
# fmt: on


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

    def __getattr__(self, part: str) -> User:
        try:
            return self.people[part]
        except KeyError:
            raise AttributeError(part) from None


def build_world(name: str = "Auental", *, state: str = "NI", programme: str = "ni") -> World:
    """One invented region of this state with its working group, steering group, funders' committee and authority."""
    people = {part: person(full_name, name) for part, full_name in PEOPLE.items()}
    county = organisation(f"Landkreis {name}", "county", state, municipal=True)
    authority = organisation(f"Förderamt {name}", "authority", state)
    region, _new = Region.objects.get_or_create(
        name=f"Gesundheitsregion {name}",
        defaults={
            "place": place(name, "region"),
            "states": [state],
            "calendar": state,
            "lead": county,
            "authority": authority,
            "programme": programme,
            "participates": True,
            "invented": True,
        },
    )
    group = body(region, f"Arbeitsgruppe Pflege {name}", Body.Kind.WORKING_GROUP)
    steering_group = body(region, f"Steuerungsgruppe {name}", Body.Kind.STEERING_GROUP)
    committee = body(region, f"Fördergremium {name}", Body.Kind.COMMITTEE)
    world = World(region, people, group, steering_group, committee, authority)
    world.steering.extend(fill(steering_group, STEERING_SEATS, people["chair"], name))
    world.funders.extend(fill(committee, FUNDERS, None, name))
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
        (roles.CASE_WORKER, world.authority.place, "cashier"),
        (roles.APPROVER, world.authority.place, "approver"),
        (roles.CASHIER, world.authority.place, "cashier"),
    ):
        staff(role.key, at, people[part], LONG_AGO)
    staff(roles.CHAIR.key, world.committee.place, world.funders[0], LONG_AGO)


def _orders(deciding: Body, *, consent: bool, early: bool) -> None:
    common = StandingOrders.objects.get(body=None, decision_kind="", valid_from=dt.date(2014, 1, 1))
    StandingOrders.objects.get_or_create(
        body=deciding,
        decision_kind="",
        valid_from=LONG_AGO,
        defaults={
            "rule": {**common.rule, "contributor_consent": consent},
            "circular_days": 14,
            "early_close": early,
            "second_meeting": True,
        },
    )


def person(name: str, region: str) -> User:
    """An invented person with an address that can never be delivered (RFC 2606)."""
    address = "".join(letter for letter in name.lower().replace("ö", "oe").replace("ü", "ue") if letter.isascii() and letter.isalpha())
    user, _new = User.objects.get_or_create(
        email=f"{address}@{region.lower()}.example", defaults={"name": name, "invented": True}
    )
    return user


def organisation(name: str, kind: str, state: str, *, municipal: bool = False) -> Organisation:
    found, _new = Organisation.objects.get_or_create(
        name=name,
        state=state,
        defaults={"kind": kind, "calendar": state, "is_municipal": municipal, "invented": True, "place": place(name, kind)},
    )
    return found


def body(region: Region, name: str, kind: str) -> Body:
    found, _new = Body.objects.get_or_create(
        region=region,
        name=name,
        defaults={"kind": kind, "invented": True, "founded_on": LONG_AGO, "place": place(name, kind)},
    )
    return found


def fill(deciding: Body, benches: tuple[str, ...], chair: User | None, region: str) -> list[User]:
    """A seat a bench with a holder each; the first is the chair's."""
    holders = []
    for number, bench in enumerate(benches, start=1):
        seat, _new = Seat.objects.get_or_create(
            body=deciding,
            number=number,
            defaults={
                "bench": bench,
                "is_chair": number == 1,
                "contributor": deciding.kind == Body.Kind.COMMITTEE and number in (1, 2),
                "from_on": LONG_AGO,
                "place": place(deciding.name, f"seat {number}"),
            },
        )
        holder = chair if chair and number == 1 else person(f"{MEMBERS[number]} {SURNAMES[deciding.kind]}", region)
        appoint(seat, holder, LONG_AGO)
        holders.append(holder)
    return holders


MEMBERS = ("", "Almut", "Birgit", "Claas", "Doris", "Enno", "Frauke", "Gesa")
SURNAMES = {Body.Kind.STEERING_GROUP: "Reimers", Body.Kind.COMMITTEE: "Thomsen"}


def place(*name: str):
    return uuid5(NAMESPACE_URL, "/".join(name))
