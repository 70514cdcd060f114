"""Who is no longer needed is forgotten: the account loses name, address and keys, the number in the histories stays."""

import datetime as dt

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.bodies.queries import SEAT
from funding.decisions.models import RollEntry
from funding.law.models import FEDERAL
from funding.law.queries import law
from funding.meetings.models import Attendance
from funding.people.models import User
from funding.retention.queries import NAMES
from workflows.calculators.deadline import end
from workflows.calculators.values import Length
from workflows.models import Case, Event, Holder

NOWHERE = "@erased.invalid"  # an address that can never exist (RFC 2606)
BELONGINGS = (
    ("account.EmailAddress", "user"),
    ("mfa.Authenticator", "user"),
    ("funding.Affiliation", "person"),
    ("funding.ApiToken", "person"),
    ("funding.CalendarLink", "person"),
    ("funding.Visit", "person"),
    ("notifications.Message", "person"),
    ("notifications.Preference", "person"),
    ("notifications.Hours", "person"),
)
BY_ADDRESS = (
    ("axes.AccessAttempt", "username"),
    ("axes.AccessFailureLog", "username"),
    ("axes.AccessLog", "username"),
    ("notifications.DeliveredMail", "to_address"),
    ("notifications.Message", "address"),
    ("funding.HandedIn", "email"),
)


def forgettable(today: dt.date) -> QuerySet[User]:
    """Who may not sign in any more, whose last term ended longer ago than the law lets a member's data be kept, and who
    has no part in a file that is not erased. Raises UnknownLaw where nobody has entered that period."""
    years = Length("years", int(str(law(FEDERAL, "retention_member", today))))
    seated = [
        person
        for person, until in Holder.objects.values_list("person", "until_on")
        if until is None or end(until, years, "event", shift=False).due >= today
    ]
    open_files = Case.objects.filter(erased_on=None).exclude(lifecycle__in=NAMES, state="erased")
    acted = Event.objects.filter(Q(actor=OuterRef("pk")) | Q(acted_for=OuterRef("pk")), case__in=open_files)
    opened = open_files.filter(opened_by=OuterRef("pk"))
    there = Attendance.objects.filter(meeting__in=open_files).filter(
        Q(person=OuterRef("pk")) | Q(entered_by=OuterRef("pk"))
    )
    gone = User.objects.filter(~Exists(acted), ~Exists(opened), ~Exists(there), ~Exists(_on_a_roll(open_files)))
    gone = gone.filter(is_active=False).exclude(email__endswith=NOWHERE)
    return gone.exclude(pk__in=seated).order_by("pk")


def _on_a_roll(open_files: QuerySet[Case]) -> QuerySet[Holder]:
    """Terms at seats that have voted in secret in such a file: the roll names seats, and who sat there is a person."""
    rolls = RollEntry.objects.filter(decision__in=open_files, voted=True)
    return Holder.objects.filter(person=OuterRef("pk"), desk__role=SEAT, desk__place__in=rolls.values("seat__place"))


@transaction.atomic
def forget(person: User) -> None:
    """What remains is a row without a name, so that the numbers in the histories of erased files still point to one."""
    for label, column in BELONGINGS:
        apps.get_model(label).objects.filter(**{column: person}).delete()
    for label, column in BY_ADDRESS:
        apps.get_model(label).objects.filter(**{column: person.email}).delete()
    person.name, person.email, person.last_login = "", f"{person.public_id}{NOWHERE}", None
    person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
