"""Which case a person has asked for. Everything foreign does not exist."""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest

from funding.web.frame import frame
from workflows.binding import flows
from workflows.inspections import Reading
from workflows.models import Case
from workflows.reading import readable_cases


class CaseNumber:
    """A number the database can hold. Anything else is no address."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


@cache
def details() -> tuple[str, ...]:
    """The models of the cases' own fields, which come with the case in one query."""
    models = {flow.process_class for flow in flows() if flow.process_class is not Case}
    return tuple(sorted(model._meta.model_name for model in models if model._meta.app_label == "funding"))


def readable(request: HttpRequest) -> QuerySet[Case]:
    return readable_cases(request.user, frame(request).today)


def case_or_404(request: HttpRequest, number: int, *joined: str, looked_at: bool = False) -> Case:
    """Without `details` its own fields are a query later, which is several times faster than joining every kind.

    `looked_at`: as an attribute of the same name it says whether somebody without a part has read it.
    """
    found = readable(request).select_related("dossier", "opened_by", *joined).filter(pk=number)
    if looked_at:
        found = found.annotate(looked_at=Exists(Reading.objects.filter(case=OuterRef("pk"))))
    case = found.first()
    if case is None:
        raise Http404
    return case
