"""The version of a report that a signature stands for: kept as it is, with the fingerprints of its documents."""

from funding.documents.models import Document
from funding.fingerprint import fingerprint
from funding.reports.models import Report, ReportVersion
from workflows.clock import BERLIN
from workflows.step import Step


def keep_version(report: Report, step: Step) -> ReportVersion:
    uploads = Document.objects.filter(case_id=report.pk, source=Document.Source.UPLOAD)
    documents = uploads.values("kind", "title", "version", "content_id")
    content = {**report.content(), "documents": list(documents)}
    received_at = step.received_at or step.now
    return ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        content=content,
        sha256=fingerprint(content),
        received_at=received_at,
        late=received_at.astimezone(BERLIN).date() > report.due_on,
    )
