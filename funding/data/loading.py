"""Bring the standing data that ships with the product into the database.

What is there already, known by its natural key, stays as it is: somebody may have corrected it. So loading again
changes nothing; a rule of law that nobody has entered is filled in.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from funding.bodies.models import Body, Seat, StandingOrders
from funding.data.files import day, listed, number, objects, rows
from funding.law.models import LawEntry
from funding.programmes.models import Programme, ProgrammeVersion
from funding.regions.models import Organisation, PublishedProject, Region


@transaction.atomic
def load_standing_data() -> None:
    """Law, organisations, programmes, regions, bodies with seats and standing orders, and published projects."""
    load_law()
    load_organisations()
    load_programmes()
    load_regions()
    load_bodies()
    load_published_projects()


def load_law() -> None:
    """What nobody has entered yet takes the value a newer release brings; what somebody has entered stays."""
    shipped = [{**entry, "valid_from": day(entry["valid_from"])} for entry in objects("law.json")]
    add(LawEntry, shipped)
    for entry in shipped:
        if entry["value"] is not None:
            at = {name: entry[name] for name in ("jurisdiction", "key", "valid_from")}
            said = {name: entry[name] for name in ("value", "source", "note", "verified")}
            LawEntry.objects.filter(**at, value__isnull=True).update(**said)


def load_organisations() -> None:
    add(Organisation, map(organisation, rows("organisations.csv")))


def load_programmes() -> None:
    shipped = objects("programmes.json")
    add(Programme, shipped["programmes"])
    programmes, organisations = known(Programme, "key"), known(Organisation)
    for version in shipped["versions"]:
        version |= {
            "programme": programmes[version["programme"]],
            "authority": organisations.get(version["authority"]),
            "valid_from": day(version["valid_from"]),
            "valid_to": day(version["valid_to"]),
        }
        ProgrammeVersion(**version).clean_fields()
    add(ProgrammeVersion, shipped["versions"])


def load_regions() -> None:
    organisations = known(Organisation)
    add(Region, (region(row, organisations) for row in rows("regions.csv")))


def load_bodies() -> None:
    """A body stands in the file after its parent."""
    regions, bodies = known(Region), {}
    for row in rows("bodies.csv"):
        region, name, parent = (row.pop(key) for key in ("region", "name", "parent"))
        facts = {**row, "parent": bodies.get((region, parent))}
        bodies[region, name], _new = Body.objects.get_or_create(region=regions.get(region), name=name, defaults=facts)
    named = {body.name: body for body in bodies.values()}
    organisations = known(Organisation)
    add(Seat, (seat(row, named, organisations) for row in rows("seats.csv")))
    add(StandingOrders, (standing_orders(each, named) for each in objects("standing_orders.json")))


def load_published_projects() -> None:
    regions, shipped = known(Region), rows("projects.csv")
    before = set(PublishedProject.objects.values_list("key", flat=True))
    places = {row["key"]: listed(row.pop("regions")) for row in shipped}
    add(PublishedProject, map(published_project, shipped))
    for key, project in known(PublishedProject, "key").items():
        if key in places and key not in before:
            project.regions.set([regions[name] for name in places[key]])


def organisation(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "calendar": row["state"],
        "local_holidays": row.get("local_holidays", "").split(),
        "is_municipal": row["is_municipal"] == "yes",
    }


def region(row: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, Any]:
    return {
        **row,
        "ags": row["ags"].split(),
        "states": row["states"].split(),
        "local_holidays": row.get("local_holidays", "").split(),
        "lead": organisations.get(row["lead"]),
        "authority": organisations.get(row["authority"]),
        "participates": True if row["participates"] == "yes" else None,
        "takes_ideas": row.get("takes_ideas") == "yes",
        "since": number(row["since"]),
    }


def seat(row: dict[str, Any], bodies: dict[str, Body], organisations: dict[str, Organisation]) -> dict[str, Any]:
    return {
        "body": bodies[row["body"]],
        "number": int(row["number"]),
        "bench": row["bench"],
        "institution": organisations.get(row["institution"]),
        "is_chair": row["chair"] == "yes",
        "contributor": row["contributor"] == "yes",
        "from_on": day(row["from_on"]),
    }


def standing_orders(facts: dict[str, Any], bodies: dict[str, Body]) -> dict[str, Any]:
    body = bodies[facts["body"]] if facts["body"] else None
    return {**facts, "body": body, "valid_from": day(facts["valid_from"])}


def published_project(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "states": row["states"].split(),
        "target_groups": listed(row["target_groups"]),
        "started_in": number(row["started_in"]),
        "ended_in": number(row["ended_in"]),
        "funders": listed(row["funders"]),
        "amount": Decimal(row["amount"]) if row["amount"] else None,
        "partners": listed(row["partners"]),
    }


def add(model: type[models.Model], facts: Iterable[dict[str, Any]]) -> None:
    """New rows only, in one statement."""
    model.objects.bulk_create((model(**each) for each in facts), ignore_conflicts=True)


def known(model: type[models.Model], key: str = "name") -> dict[str, Any]:
    return {getattr(each, key): each for each in model.objects.all()}
