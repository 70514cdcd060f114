"""What of a file is erased in the rows of funding. Whatever text a case has goes, unless it stands here as kept.

Sums, days, choices and organisations stay: they say what a public body did, and nothing of a person.
"""

from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import F
from django.db.models.functions import Cast

from funding.bodies.models import Seat
from funding.documents.models import Document, FileContent
from funding.people.models import User
from workflows.binding import flows
from workflows.erasure import erase_cases
from workflows.models import Case
from workflows.step import Step

# Rows that belong to a case, by the column that says to which. A test asks for each model that points to a case.
DELETED = {
    "funding.PlanLine": "application",
    "funding.Participation": "decision",
    "funding.Choice": "decision",
    "funding.RollEntry": "decision",
    "funding.SecretBallot": "decision",
    "funding.Attendance": "meeting",
    "funding.AgendaItem": "meeting",
    "funding.Objection": "minutes",
    "funding.Visit": "case",
    "funding.ContentVersion": "case",
}
SUMS = frozenset({"funding.Pot", "funding.Holding"})  # they stay
# Their rows stay, and their words go; read by the test that walks all models.
EMPTIED = {"funding.Document": "case", "funding.ReportVersion": "report"}
KEPT = frozenset({"Decision.kind"})  # text of a case's own row that says nothing of a person
TO_PERSONS = (User, Seat)
TEXT = (models.CharField, models.TextField, models.JSONField)


def erase_file(step: Step) -> dict[str, int]:
    """Everything of the step's file but its chains; how much of what. The caller is the last move of its retention."""
    cases = erase_cases(step)
    numbers = [case.pk for case in cases]
    papers = _erase_papers(step, [*numbers, step.case.pk])
    for label, column in DELETED.items():
        _delete(apps.get_model(label), column, numbers)
    apps.get_model("funding.ReportVersion").objects.filter(report__in=numbers).update(content={})
    for model in {flow.process_class for flow in flows()} - {Case, type(step.case)}:
        if columns := emptied(model):
            model.objects.filter(pk__in=numbers).update(**columns)
    return {"cases": len(cases), "papers": papers}


def _delete(model: type[models.Model], column: str, numbers: list[int]) -> None:
    """As one statement: rows of a table may point to each other, which the database checks at the end."""
    field = model._meta.get_field(column)
    name = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {name(model._meta.db_table)} WHERE {name(field.column)} = ANY(%s)",  # noqa: S608
            [numbers],
        )


def emptied(model: type[models.Model]) -> dict[str, Any]:
    """Column → what it holds after the erasure: texts without fixed choices nothing, links to persons, or to the seats
    they hold, nobody."""
    empty = {}
    for field in model._meta.local_concrete_fields:
        if field.primary_key or field.choices or f"{model.__name__}.{field.name}" in KEPT:
            continue
        if isinstance(field, TEXT):
            empty[field.name] = _nothing(field)
        elif field.is_relation and field.related_model in TO_PERSONS and field.null:
            empty[field.name] = None
    return empty


def _nothing(field: "models.Field[Any, Any]") -> Any:
    if field.has_default():
        return field.get_default()
    return None if field.null else ""


def _erase_papers(step: Step, numbers: list[int]) -> int:
    """The rows stay as tombstones under their numbers; bytes go that no other document has."""
    papers = Document.objects.filter(case_id__in=numbers, erased_on=None)
    fingerprints = set(papers.values_list("content_id", flat=True))
    number = Cast(F("pk"), models.CharField())
    erased = papers.update(erased_on=step.today, content=None, title=number, added_by=None)
    used = Document.objects.filter(content_id__in=fingerprints).values("content_id")
    FileContent.objects.filter(pk__in=fingerprints).exclude(pk__in=used).delete()
    return int(erased)
