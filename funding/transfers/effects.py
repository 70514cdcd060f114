"""What the moves of a transfer do."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from funding.documents.filing import store
from funding.documents.models import Document
from funding.programmes.beginning import new_file
from funding.regions.models import Region
from workflows.effects import check_not_ahead
from workflows.inputs import Day, Numbers, Text
from workflows.models import Case
from workflows.refusals import BadInput
from workflows.step import Step


def declare_interest(case: Case, step: Step, *, note: Text) -> None:
    """Nothing but the words, which the origin reads."""


def get_in_contact(case: Case, step: Step, *, talked_on: Day, note: Text = "") -> None:
    check_not_ahead("talked_on", talked_on, step)


def release(case: Case, step: Step, *, documents: Numbers) -> str:
    """Papers of the origin's idea, as they are today. What is not released here stays in the origin's file."""
    found = _papers(Document.objects.filter(case_id=case.parent_id, pk__in=documents))
    if not found or len(found) != len(set(documents)):
        raise BadInput("documents", _("Choose documents of the idea."))
    for paper in found:
        _file(paper, case, step, event_seq=case.seq + 1)
    step.record(sha256=[paper.content_id for paper in found])
    return case.state


def adapt(case: Case, step: Step, *, adaptation: Text) -> None:
    """An idea of the other region's own: a draft of who makes this move, with its own file and what was released."""
    transfer = case.transfer
    region = Region.objects.select_for_update().get(pk=transfer.to_region_id)
    begun = new_file(region, title=case.title, invented=region.invented)
    copied = {name: getattr(transfer, name) for name in ("summary", "target_group")}
    own = step.work.open(
        "idea", by=step.actor, title=case.title, now=step.now, region=region, source="transfer", **begun, **copied
    )
    for paper in _papers(Document.objects.filter(case_id=case.pk)):
        _file(paper, own, step, event_seq=own.seq)
    transfer.adaptation, transfer.own_idea_id = adaptation, own.pk
    transfer.save(update_fields=["adaptation", "own_idea"])


def _papers(found: QuerySet[Document]) -> list[Document]:
    return list(found.select_related("content").order_by("id"))


def _file(paper: Document, case: Case, step: Step, *, event_seq: int) -> None:
    store(
        case.pk,
        kind=paper.kind,
        title=paper.title,
        content=bytes(paper.content.content),
        media_type=paper.media_type,
        language=paper.language,
        by=step.actor,
        at=step.now,
        source=paper.source,
        event_seq=event_seq,
    )
