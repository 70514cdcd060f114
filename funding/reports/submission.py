"""The version of a report that a signature stands for: kept as it is, with the fingerprints of its documents."""

import hashlib
import json

from funding.documents.models import Document
from funding.reports.models import Report, ReportVersion
from workflows.clock import BERLIN
from workflows.step import Step


def keep_version(report: Report, step: Step) -> ReportVersion:
    uploads = Document.objects.filter(case_id=report.pk, source=Document.Source.UPLOAD)
    documents = uploads.values("kind", "title", "version", "content_id")
    content = {**report.content(), "documents": list(documents)}
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
    received_at = step.received_at or step.now
    return ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        content=content,
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        received_at=received_at,
        late=received_at.astimezone(BERLIN).date() > report.due_on,
    )
