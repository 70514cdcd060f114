"""What has changed since the reader decided: the versions handed in, or the papers of two votes, field by field."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.applications.models import Application
from funding.decisions.models import Decision
from funding.documents.versions import differences
from funding.financing import Category, Side
from funding.ideas.models import Idea
from funding.regions.models import Organisation
from funding.web import partners
from funding.web.frame import frame, upper_first
from funding.web.templatetags.foerderweg import money, plain_day
from workflows.models import Case, Event

COMPARED = ("idea", "application")
ON_THE_WAY = ("release_internally", "take_back")  # nobody has decided on what was handed in by these
ANSWERED = ("adopted", "rejected", "deferred", "returned", "not_quorate", "invalid", "blocked", "subject_to_approval")
SUMS = (
    *("amount", "requested", "eligible", "recommended", "expenditure", "own_funds", "other_income", "promised"),
    "total_cost",
)
TECHNICAL = (
    *("calculation", "version", "file_number", "project", "project_before", "plan", "commitments", "expert_votes"),
    "resolution",  # stands in the summary, too
)
LABELS = {
    "title": gettext_lazy("title"),
    "question": gettext_lazy("question"),
    "proposal": gettext_lazy("Proposal"),
    "amount": gettext_lazy("amount"),
    "applicant": gettext_lazy("applicant"),
    "expenditure": gettext_lazy("expenditure"),
    "other_income": gettext_lazy("other income"),
    "partners": gettext_lazy("partners"),
    "promised": gettext_lazy("money promised by partners"),
    "sources": gettext_lazy("sources of the financing"),
    "attached": gettext_lazy("documents"),
}


def since_you_decided(request: HttpRequest, case: Case) -> dict[str, Any]:
    """For the page of an idea or application: since the reader, or a body of theirs, decided on it last."""
    if case.lifecycle not in COMPARED or case.erased_on:
        return {}
    versions = list(case.content_versions.all())
    at = _decided_at(request, case) if len(versions) > 1 else None
    seen = [version for version in versions if at and version.at <= at]
    if not seen or seen[-1] == versions[-1]:
        return {}
    rows = _rows(_flat(seen[-1].content), _flat(versions[-1].content))
    line = _("You or your body decided on %(day)s. What was handed in since then differs from that:")
    return {"changed": {"line": line % {"day": plain_day(at)}, "rows": rows}} if rows else {}


def _decided_at(request: HttpRequest, case: Case) -> dt.datetime | None:
    places = [place for _role, place in frame(request).roles_and_places]
    here = Q(case=case) | Q(case__parent=case, case__lifecycle="consultation")
    mine = here & Q(actor=request.user) & ~Q(move__in=ON_THE_WAY)
    voted = Q(case__parent=case, case__lifecycle="decision", case__readers__overlap=places, to_state__in=ANSWERED)
    made = Event.objects.filter(mine | voted).exclude(from_state=F("to_state"))
    return made.order_by("-at").values_list("at", flat=True).first()


def since_last_vote(decision: Decision) -> dict[str, Any]:
    """For the card and the page of a vote: since the body dealt with the same question before, or with the project as
    it then was. Says so, too, where nothing has changed."""
    earlier = _earlier(decision)
    if earlier is None or decision.erased_on or earlier.erased_on:
        return {}
    before, after = _asked(earlier), _asked(decision)
    if "project" in decision.papers:
        before |= decision.papers["project_before"]
        after |= {name: value for name, value in decision.papers["project"].items() if name in before}
    rows = _rows(before, after)
    sentence = _("The body has dealt with this before. Since then this has changed:")
    same = _("The body has dealt with this before. Nothing in the papers has changed since then.")
    return {"changed": {"line": sentence if rows else same, "rows": rows}}


def project_rows(project: Mapping[str, Any]) -> list[dict[str, str]]:
    """A project as it is applied for now, to be shown with what the body is told."""
    return [{"term": _label(name), "value": _shown(name, value)} for name, value in project.items() if value]


def told_to_expert(case: Case) -> list[dict[str, str]]:
    """The application as the expert reads it, once they have taken the vote on; before that who applies."""
    papers = case.expertise.papers or ({} if case.erased_on else {"applicant": _applicant(case)})
    return [{"term": _label(name), "value": _shown(name, value)} for name, value in papers.items() if value]


def _applicant(case: Case) -> str:
    """Whoever has to declare a conflict of interest knows whom it would be with."""
    return Organisation.objects.filter(place=case.places["applicant"]).values_list("name", flat=True).first() or ""


def _earlier(decision: Decision) -> Decision | None:
    if decision.replaces_id:
        return decision.replaces
    others = Decision.objects.filter(parent_id=decision.parent_id, body_id=decision.body_id, pk__lt=decision.pk)
    return others.order_by("-pk").first()


def _asked(decision: Decision) -> dict[str, Any]:
    asked = {"question": decision.question, "proposal": decision.get_proposal_display(), "amount": decision.amount}
    attached = [f"{each['title']} ({each['version']})" for each in decision.attached]
    return _flat({**asked, "conditions": decision.conditions, **decision.papers, "attached": attached})


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """Field → value, the lines of a financing plan as fields of their own."""
    fields = {name: value for name, value in content.items() if name not in TECHNICAL}
    return {**fields, **_plan(content), **_promised(content)}


def _plan(content: Mapping[str, Any]) -> dict[str, Any]:
    lines = sorted(
        (str(side), int(year), str(kind), name, amount) for side, kind, name, year, amount in content.get("plan", ())
    )
    return {
        f"{Side(side).label} {year}, {Category(kind).label}: {name}": sum(Decimal(str(line[-1])) for line in same)
        for (side, year, kind, name), same in groupby(lines, key=lambda line: line[:4])
    }


def _promised(content: Mapping[str, Any]) -> dict[str, str]:
    rows = partners.promised(content.get("commitments", ()))
    return {f"{row['term']} ({number})": row["value"] for number, row in enumerate(rows, start=1)}


def _rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"term": _label(each.name), "before": _shown(each.name, each.before), "after": _shown(each.name, each.after)}
        for each in differences(before, after)
    ]


def _label(name: str) -> str:
    if name in LABELS:
        return upper_first(str(LABELS[name]))
    for model in (Application, Idea):
        try:
            return upper_first(str(model._meta.get_field(name).verbose_name))
        except FieldDoesNotExist:
            continue
    return name


def _shown(name: str, value: Any) -> str:
    match value:
        case None:
            return _("nothing")
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return money(value)
        case list():
            return ", ".join(map(str, value))
    if name in SUMS:
        return _sum(value)
    return _day(str(value))


def _sum(value: Any) -> str:
    try:
        return money(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _day(text: str) -> str:
    try:
        return plain_day(dt.date.fromisoformat(text))
    except ValueError:
        return text
