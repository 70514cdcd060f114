"""The backward calendar as a page: at a programme's cut-off for a region, and at an idea or application for its own."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from funding.bodies.models import Body
from funding.bodies.queries import bodies, deciding_committee
from funding.meetings.minutes.effects import USUAL_DAYS
from funding.meetings.models import Meeting
from funding.meetings.queries import invitation_period, orders_on
from funding.programmes import terms as register
from funding.programmes.backward import Milestone, Setting, before_cutoff, before_meeting
from funding.programmes.models import ProgrammeVersion
from funding.programmes.queries import GENERIC, authority, cutoff_day
from funding.regions.models import Organisation, Region
from funding.web.access import case_or_404
from funding.web.deadlines import step_row
from funding.web.frame import frame
from funding.web.templatetags.foerderweg import NEAR, plain_day
from workflows.calculators import backwards
from workflows.calculators.steps import WrongInput
from workflows.calculators.values import Length
from workflows.calculators.working_days import Calendar
from workflows.models import Case, Holiday
from workflows.reading import detail_of, may_read
from workflows.refusals import Refused

STEPS = {
    "idea": gettext_lazy("Submit the idea"),
    "group": gettext_lazy("Assign the idea to a working group"),
    "recommendation": gettext_lazy("Working group recommends"),
    "agenda": gettext_lazy("Put it on the agenda of the steering group"),
    "invitation": gettext_lazy("Invite the steering group"),
    "meeting": gettext_lazy("Steering group meets and resolves"),
    "minutes": gettext_lazy("Circulate the minutes"),
    "release": gettext_lazy("Release the application within the organisation"),
    "submission": gettext_lazy("Submit the application"),
    "complete": gettext_lazy("Application is complete at the authority"),
    "ready": gettext_lazy("Application is ready for the committee"),
    "committee_invitation": gettext_lazy("Invite the committee"),
    "committee": gettext_lazy("Committee meets"),
}
# How many steps of the way to the cut-off a state has behind it.
BEHIND = {
    "idea": {
        "draft": 0, "returned": 0, "submitted": 1, "in_working_group": 2, "recommended": 3, "deferred": 3, "expired": 3,
        "not_recommended": 3, "on_agenda": 4, "approved_for_application": 6, "approved_with_conditions": 6, "parked": 6,
    },
    "application": {"draft": 6, "internally_released": 8},
}  # fmt: skip
TO_COMMITTEE = {"received": 0, "late": 0, "incomplete": 0, "complete": 1, "in_assessment": 1, "ready": 2, "deferred": 2}


class Chosen(forms.Form):
    is_filter = True
    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("For which region?"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Funding begins in"), min_value=2000, max_value=2069, required=False)

    def __init__(self, regions: QuerySet[Region], *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["region"].queryset = regions
        self.fields["region"].empty_label = _("Please choose")


@login_required
@require_GET
def of_programme(request: HttpRequest, key: str) -> HttpResponse:
    version = get_object_or_404(ProgrammeVersion, key=key, status=ProgrammeVersion.Status.PUBLISHED)
    name = version.programme.key
    regions = Region.objects.order_by("sort_key", "id")
    form = Chosen(regions if name == GENERIC else regions.filter(programme=name), request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    terms = register.flat(version.terms, None)
    today = frame(request).today
    context: dict[str, Any] = {
        "title": version.title,
        "back": {"href": reverse("programme_version", args=[version.key]), "text": version.title},
        "form": form,
        "cutoff_is_set": bool(terms["cutoff"]),
    }
    if terms["cutoff"] and chosen.get("region"):
        region, year = chosen["region"], chosen.get("year")
        cutoff = cutoff_day(terms["cutoff"], year) if year else next_cutoff(terms["cutoff"], today)
        setting = _setting(region, authority(version, region), terms, today)
        context |= _if_known(lambda: _to_cutoff(cutoff, setting, today))
    return render(request, "web/backward.html", context)


@login_required
@require_GET
def of_case(request: HttpRequest, number: int) -> HttpResponse:
    case = case_or_404(request, number, "idea", "application")
    state = _stands_at(request, case)
    if not _has_calendar(case, state):
        raise Http404
    count = _cutoffs if state in BEHIND.get(case.lifecycle, {}) else partial(_committees, behind=TO_COMMITTEE[state])
    context: dict[str, Any] = {
        "title": case.title,
        "back": {"href": reverse("case", args=[case.pk]), "text": case.title},
        "cutoff_is_set": bool(case.terms.get("cutoff")),
        **_if_known(lambda: count(case, frame(request).today)),
    }
    return render(request, "web/backward.html", context)


def _if_known(count: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A programme may set periods that lead back to years whose holidays nobody knows."""
    try:
        return count()
    except (WrongInput, OverflowError):
        return {"too_far_back": True}


def _has_calendar(case: Case, state: str) -> bool:
    """Whether steps before a cut-off or a meeting of the committee are still to be made."""
    if case.erased_on or case.finished:
        return False
    return state in BEHIND.get(case.lifecycle, {}) or (case.lifecycle == "application" and state in TO_COMMITTEE)


def _stands_at(request: HttpRequest, case: Case) -> str:
    """Of a submitted application, where its examination stands, and then the decision on the grant for who reads it."""
    if case.lifecycle != "application" or case.state != "submitted":
        return case.state
    newest = case.application.approved or case.application.examined
    if newest is None or newest.finished:
        return ""
    reads = newest.lifecycle == "examination" or may_read(newest, request.user.pk, frame(request).today)
    return newest.state if reads else ""


def link(request: HttpRequest, case: Case) -> list[dict[str, str]]:
    """For the case's page."""
    if not _has_calendar(case, _stands_at(request, case)):
        return []
    return [{"href": reverse("case_backward", args=[case.pk]), "text": _("Backward calendar"), "note": ""}]


def next_cutoff(cutoff: str, today: dt.date) -> dt.date:
    """The first cut-off that has not passed."""
    days = (cutoff_day(cutoff, today.year + ahead) for ahead in range(3))
    return next(day for day in days if day >= today)


def _cutoffs(case: Case, today: dt.date) -> dict[str, Any]:
    if not (fixed := case.terms.get("cutoff")):
        return {}
    detail = detail_of(case)
    begins = getattr(detail, "period_from", None)
    cutoff = cutoff_day(fixed, begins.year) if begins else next_cutoff(fixed, today)
    issuing = getattr(detail, "authority", None) or detail.region.authority
    setting = _setting(detail.region, issuing, case.terms, today)
    return _to_cutoff(cutoff, setting, today, BEHIND[case.lifecycle][case.state])


def _committees(case: Case, today: dt.date, *, behind: int) -> dict[str, Any]:
    """Before the committee's next planned meeting."""
    application = case.application
    body = deciding_committee(application.region, today) if case.terms.get("needs_committee") else None
    meeting = (
        body and Meeting.objects.filter(body=body, meets_on__gte=today, finished=None).order_by("meets_on").first()
    )
    if meeting is None:
        return {"no_meeting": True}
    calendar = _calendars([application.authority.working_days])[application.authority.working_days]
    setting = Setting(case.terms, calendar, calendar, _invitation(body, case.terms, today))
    milestones = before_meeting(meeting.meets_on, setting)
    return _rows(milestones, setting, today, behind) | {"meets_on": meeting.meets_on}


def _setting(region: Region, issuing: Organisation | None, terms: Any, today: dt.date) -> Setting:
    """The orders of the body that decides on ideas there, and the calendars of the two places."""
    body = (
        bodies(today)
        .filter(region=region, kind__in=(Body.Kind.STEERING_GROUP, Body.Kind.FORUM))
        .order_by("-kind", "pk")
        .first()
    )
    office = region.working_days
    at = issuing.working_days if issuing else office
    calendars = _calendars({office, at})
    if body is None:
        return Setting(terms, calendars[office], calendars[at])
    return Setting(terms, calendars[office], calendars[at], _invitation(body, terms, today), _objections(body, today))


def _calendars(names: Iterable[str]) -> dict[str, Calendar]:
    wanted = set(names)
    days: dict[str, set[dt.date]] = {}
    for state, day in Holiday.objects.filter(calendar__in={name[:2] for name in wanted}).values_list("calendar", "day"):
        days.setdefault(state, set()).add(day)
    return {name: Calendar.named(name, days.get(name[:2], ())) for name in wanted}


def _invitation(body: Body, terms: Any, today: dt.date) -> Length | None:
    try:
        period = invitation_period(body, terms, today)
    except Refused:
        period = None
    return Length(*next(iter(period.items()))) if period else None


def _objections(body: Body, today: dt.date) -> Length:
    try:
        return Length("days", orders_on(body, today).objection_days or USUAL_DAYS)
    except Refused:
        return Length("days", USUAL_DAYS)


def _to_cutoff(cutoff: dt.date, setting: Setting, today: dt.date, behind: int = 0) -> dict[str, Any]:
    milestones = before_cutoff(cutoff, setting)
    skipped = 9 - len(milestones)  # the steps before the release where the programme asks for no idea
    return _rows(milestones, setting, today, max(behind - skipped, 0)) | {
        "cutoff": cutoff,
        "by_circular": setting.invitation is not None and setting.terms.get("needs_idea") is not False,
    }


def _rows(milestones: list[Milestone], setting: Setting, today: dt.date, behind: int) -> dict[str, Any]:
    missed = next((each for each in milestones[behind:] if each.last < today), None)
    rows = [
        _row(each, today, _calendar_of(each, setting), done=index < behind, missed=missed, first=index == behind)
        for index, each in enumerate(milestones)
    ]
    return {"rows": rows, "missed": missed and _missed(missed)}


def _calendar_of(each: Milestone, setting: Setting) -> Calendar:
    at_authority = ("release", "submission", "complete", "ready", "committee_invitation", "committee")
    return setting.authority if each.key in at_authority else setting.office


def _missed(each: Milestone) -> dict[str, str]:
    return {"step": str(STEPS[each.key]), "day": plain_day(each.last)}


def _row(
    each: Milestone, today: dt.date, calendar: Calendar, *, done: bool, missed: Milestone | None, first: bool
) -> dict[str, Any]:
    slack = backwards.slack(today, each.last, calendar)
    return {
        "title": STEPS[each.key],
        "next": first and not done,
        "last": each.last,
        "good": each.good if each.good != each.last else None,
        "slack": "" if done else _slack(slack, today, each.last),
        "badge": _badge(each, today, done=done, missed=missed),
        "steps": [step_row(step.to_json()) for step in each.steps],
        "good_steps": [step_row(step.to_json()) for step in each.good_steps] if each.good != each.last else [],
    }


def _slack(days: int, today: dt.date, last: dt.date) -> str:
    if last < today:
        return ngettext("%(days)s working day too late", "%(days)s working days too late", -days) % {"days": -days}
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _badge(each: Milestone, today: dt.date, *, done: bool, missed: Milestone | None) -> dict[str, str]:
    if done:
        return {"feeling": "success", "words": _("done")}
    if each.last < today:
        return {"feeling": "danger", "words": _("impossible by now")}
    if missed and missed.last <= each.last:
        return {"feeling": "danger", "words": _("no longer reachable")}
    if today > each.good or (each.last - today).days <= NEAR:
        return {"feeling": "warning", "words": _("tight")}
    return {"feeling": "info", "words": _("in time")}
