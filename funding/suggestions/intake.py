"""What anybody sends from the public page, until the address is confirmed. Nobody reads it, and it is no case."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction

from funding.programmes.beginning import new_file
from funding.regions.models import Region
from funding.suggestions.models import HandedIn, Suggestion
from notifications import outbox
from notifications.forgetting import forget_about
from workflows import clock
from workflows.engine import open_case
from workflows.lifecycle import CLOCK

DAYS_TO_CONFIRM = 7
SALT = "funding.suggestions.confirm"


@transaction.atomic
def take_in(region: Region, *, title: str, problem: str, goal: str, name: str, email: str, language: str) -> HandedIn:
    """Kept until it is confirmed, and asked to be. The mail quotes nothing of what was sent, so that nobody can use it
    to write to others."""
    now = clock.now()
    sent = HandedIn.objects.create(
        region=region,
        title=title,
        problem=problem,
        goal=goal,
        name=name,
        email=email,
        language=language,
        consented_at=now,
        erase_on=clock.today() + dt.timedelta(days=DAYS_TO_CONFIRM),
    )
    ask = outbox.message(
        "suggestion.confirm",
        person_id=None,
        address=email,
        language=language,
        about=about(sent),
        link=settings.CONFIRM_IDEA_PATH % signing.dumps(sent.secret.hex, salt=SALT),
        stage="confirm",
        context={"region": region.name, "used_on": sent.erase_on.isoformat()},
        due_at=now,
    )
    outbox.put([ask])
    return sent


def waiting(token: str) -> HandedIn | None:
    """What the link of this token confirms: None where it is forged, too old, or was used."""
    try:
        secret = UUID(signing.loads(token, salt=SALT))
    except (signing.BadSignature, ValueError):
        return None
    return HandedIn.objects.filter(secret=secret, erase_on__gte=clock.today()).select_related("region").first()


@transaction.atomic
def confirm(token: str) -> Suggestion | None:
    """A case of the region's office, once; None where nothing waits for this link any more."""
    found = waiting(token)
    if found is None:
        return None
    region = Region.objects.select_for_update().get(pk=found.region_id)
    sent = HandedIn.objects.select_for_update().filter(pk=found.pk).first()
    if sent is None or not region.takes_ideas:
        return None
    fields = {name: getattr(sent, name) for name in ("problem", "goal", "email", "language", "consented_at")}
    begun = new_file(region, title=sent.title, invented=region.invented)
    erase(sent)
    return open_case("suggestion", by=CLOCK, title=sent.title, region=region, sender=sent.name, **begun, **fields)


def erase_unconfirmed() -> int:
    """Delete what nobody has confirmed in time, with the mails about it; how many. Harmless at any rate."""
    late = list(HandedIn.objects.filter(erase_on__lt=clock.today()))
    for sent in late:
        with transaction.atomic():
            erase(sent)
    return len(late)


def erase(sent: HandedIn) -> None:
    forget_about([about(sent)])
    sent.delete()


def about(sent: HandedIn) -> str:
    return f"handed in {sent.secret}"
