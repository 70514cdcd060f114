"""What an expert reads: the application as it stands, and copies of the documents handed in with it."""

from funding.applications.models import Application
from funding.documents.filing import store
from funding.documents.models import Document
from funding.financing import Category, Side
from funding.fingerprint import fingerprint
from workflows.models import Case
from workflows.step import Step

NAMES = ("executor", "description", "goals", "period_from", "period_to", "requested", "other_funding", "version")


def give_papers(case: Case, step: Step, application: Application) -> None:
    """Into the expert's own case: they read nothing of the application's. The event holds the fingerprint of all."""
    vote = case.expertise
    copies = [_copy(case, step, each) for each in _newest(application)]
    vote.papers = _told(application)
    vote.content_hash = fingerprint({**vote.papers, "documents": [[each.title, each.content_id] for each in copies]})
    vote.application_hash = application.content_hash
    vote.save(update_fields=["papers", "content_hash", "application_hash"])
    step.record(content=vote.content_hash, until=vote.until)


def _told(application: Application) -> dict[str, str]:
    """Field → value, as text."""
    amounts = {
        "expenditure": application.planned(Side.EXPENDITURE),
        "own_funds": application.planned(Side.INCOME, Category.OWN),
        "other_income": application.planned(Side.INCOME, Category.PUBLIC, Category.THIRD_PARTY),
    }
    fields = {name: getattr(application, name) for name in NAMES}
    told = {"title": application.title, "applicant": application.applicant.name, **fields, **amounts}
    return {name: str(value) for name, value in told.items() if value not in (None, "")}


def _newest(application: Application) -> list[Document]:
    """The newest version of each document handed in."""
    kinds = (Document.Source.UPLOAD,)
    handed_in = application.documents.filter(source__in=kinds, erased_on=None).select_related("content").order_by("pk")
    return list({(each.kind, each.title): each for each in handed_in}.values())


def _copy(case: Case, step: Step, document: Document) -> Document:
    return store(
        case.pk,
        kind=document.kind,
        title=document.title,
        content=bytes(document.content.content),
        media_type=document.media_type,
        by=None,
        at=step.now,
        source=document.source,
        event_seq=case.seq + 1,
    )
