"""A county an award passes to, and what is asked of such a change."""

from funding.bodies.appointments import staff
from funding.demo.world import LONG_AGO
from funding.notices.models import Notice
from funding.people.models import User
from funding.regions.models import Organisation
from notifications.models import Message
from tests.funding.below import below
from workflows.engine import fire
from workflows.models import OPEN, Case, Task

THEIR_IBAN = "DE02 1203 0000 0000 2020 51"
TODAY = "2025-06-03"


class NewRecipient:
    """A county with somebody who writes and somebody who signs for it."""

    def __init__(self, name: str = "Landkreis Bergau") -> None:
        self.organisation = Organisation.objects.create(
            name=name, kind="county", state="NI", calendar="NI", town="Bergau", invented=True
        )
        self.applicant = self._person("applicant", name)
        self.signatory = self._person("signatory", name)

    def _person(self, role: str, name: str) -> User:
        person = User.objects.create(email=f"{role}@{name.split()[1].lower()}.example", name=f"{role} {name}")
        staff(role, self.organisation.place, person, LONG_AGO)
        return person


def succession(change: Case) -> str:
    return below(change, "succession").state


def waits(case: Case) -> list[tuple[str, object]]:
    found = Task.objects.filter(OPEN, process=case.pk, escalation=False).select_related("desk")
    return sorted((task.desk.role, task.desk.place) for task in found)


def annulled(world, change: Case) -> None:
    notice = Notice.objects.filter(parent=change).latest("pk")
    fire(notice.pk, "note_receipt", by=world.case_worker, received_on=TODAY)
    fire(notice.pk, "contest", by=world.case_worker, remedy="action", received_on=TODAY)
    fire(notice.pk, "annul", by=world.approver, decided_on=TODAY, reason="Ermessensfehler.")


def told(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("person__name", flat=True))
