"""Ideas that people without an account have handed in, each in another state; of one the address is not confirmed."""

from typing import Any

from django.db import transaction

from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.people.models import User
from funding.programmes.beginning import new_file
from funding.regions.models import Region
from funding.suggestions.intake import take_in
from funding.suggestions.models import HandedIn, Suggestion
from workflows import clock
from workflows.engine import open_case

# State, title, how many days ago it came, what is missing, what it should lead to, who had it.
SUGGESTIONS = (
    (
        *("confirmed", "Bürgerbus zur Praxis", 5, "Erna Meier"),
        *("Ohne Auto kommt man nicht zum Arzt.", "Zweimal in der Woche fährt ein Bus."),
    ),
    (
        *("accepted", "Spaziergang gegen Einsamkeit", 30, "Karl Öztürk"),
        *("Viele Ältere sind den ganzen Tag allein.", "Jede Woche geht eine Gruppe zusammen los."),
    ),
    (
        *("declined", "Neues Krankenhaus am See", 40, "Peter Groß"),
        *("Bis zur Klinik sind es 40 Kilometer.", "Ein Krankenhaus in jeder Gemeinde."),
    ),
    (
        *("withdrawn", "Sprechstunde am Samstag", 35, "Anna Klein"),
        *("Unter der Woche habe ich keine Zeit.", "Eine Praxis öffnet samstags."),
    ),
)
UNCONFIRMED = {
    "title": "Apotheke auf Rädern",
    "problem": "Die letzte Apotheke im Ort hat geschlossen.",
    "goal": "Einmal am Tag kommt ein Wagen.",
    "name": "Jutta Berg",
    "email": "jutta.berg@auental.example",
    "language": "de",
}


def suggestions(office: Office) -> Moments:
    yield from together(_suggestion(office.part(each[0]), *each) for each in SUGGESTIONS)
    yield office.moment(2, "18:40")
    if not HandedIn.objects.filter(region=office.world.region).exists():
        take_in(office.world.region, **UNCONFIRMED)


def _suggestion(office: Office, state: str, title: str, ago: int, sender: str, problem: str, goal: str) -> Moments:
    yield office.moment(ago, "19:10")
    said = {"problem": problem, "goal": goal, "sender": sender}
    case = office.story.begin(_confirmed, office.world.region, by=office.world.office, title=title, **said)
    if state == "confirmed":
        return
    yield office.moment(ago - 6, "09:30")
    if state == "accepted":
        office.let("office", "accept", case, group=office.world.group.pk)
    elif state == "declined":
        office.let("office", "decline", case, reason="Über Standorte von Kliniken entscheidet das Land.")
    else:
        office.let("office", "withdraw", case)


def _confirmed(region: Region, *, by: User, key: str, title: str, **said: Any) -> Suggestion:
    with transaction.atomic():
        Region.objects.select_for_update().get(pk=region.pk)
        address = {"email": f"{said['sender'].split()[0].lower()}@auental.example", "language": "de"}
        begun = new_file(region, title=title, invented=True)
        return open_case(
            "suggestion",
            by=by,
            key=key,
            title=title,
            region=region,
            consented_at=clock.now(),
            **begun,
            **said,
            **address,
        )
