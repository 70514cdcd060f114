"""Whether the whole way ended as it should: nothing open, nothing lost, nothing changed, the sums right."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from funding.awards.models import Award
from funding.documents.filing import DamagedDocument, open_document
from funding.documents.models import Document
from notifications.models import DeliveredMail, Message, State
from workflows.audit import Audit
from workflows.models import OPEN, Case, Event, Task

DOCUMENTS = {
    "concept": 1,
    "minutes_extract": 2,
    "description": 1,
    "receipt": 1,
    "award_notice": 1,
    "payment_order": 6,
    "evidence": 4,
    "proof_result": 1,
    "hearing": 1,
    "reclaim_notice": 1,
    "voting_list": 2,
    "progress_report": 6,
    "proof_of_use": 2,
}
SUMS = {"amount": "75600.00", "paid": "75600.00", "proven": "83200.00", "final_amount": "74880.00", "repaid": "720.00"}


def mistakes() -> Iterator[str]:
    """A sentence for each thing that is not as it should be, in a database that holds nothing but the whole way."""
    yield from _open_ends()
    yield from _documents()
    yield from _mails()
    yield from _sums()
    yield from (str(finding) for finding in Audit().findings())


def _open_ends() -> Iterator[str]:
    for case in Case.objects.filter(finished=None):
        yield _("%(case)s “%(title)s” has not ended: %(state)s.") % {
            "case": case.lifecycle,
            "title": case.title,
            "state": case.state,
        }
    if not Case.objects.filter(lifecycle="award", state="closed").exists():
        yield _("The project is not closed.")
    if tasks := Task.objects.filter(OPEN).count():
        yield _("Open tasks are left: %(number)s.") % {"number": tasks}


def _documents() -> Iterator[str]:
    """Every one the whole way must leave, every one an event names, with the bytes that were filed."""
    documents = list(Document.objects.select_related("content"))
    found = Counter(document.kind for document in documents)
    if found != DOCUMENTS:
        yield _("Documents found: %(found)s; expected: %(expected)s.") % {"found": dict(found), "expected": DOCUMENTS}
    hashes = {document.pk: document.content_id for document in documents}
    for event in Event.objects.filter(facts__has_key="document"):
        if hashes.get(event.facts["document"]) != event.facts["sha256"]:
            yield _("Document %(number)s is not the one its event names.") % {"number": event.facts["document"]}
    for document in documents:
        try:
            open_document(document)
        except DamagedDocument:
            yield _("Document %(number)s is damaged.") % {"number": document.pk}


def _mails() -> Iterator[str]:
    for message in Message.objects.exclude(state=State.SENT):
        yield _("The mail “%(kind)s” was not delivered: %(error)s.") % {
            "kind": message.kind,
            "error": message.last_error or message.state,
        }
    sent = set(Message.objects.filter(state=State.SENT).values_list("message_id", flat=True))
    if sent != set(DeliveredMail.objects.values_list("message_id", flat=True)):
        yield _("The mailbox does not hold what was sent.")


def _sums() -> Iterator[str]:
    for award in Award.objects.all():
        for name, expected in SUMS.items():
            if getattr(award, name) != Decimal(expected):
                yield _("%(name)s is %(found)s instead of %(expected)s.") % {
                    "name": award._meta.get_field(name).verbose_name,
                    "found": getattr(award, name),
                    "expected": expected,
                }
        if award.kept != award.final_amount:
            yield _("What the recipient kept is not the final amount.")
