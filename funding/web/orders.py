"""The standing orders of a body, in plain words: how it decides today, and by which orders it decided before."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from funding.bodies.models import Body, StandingOrders
from funding.motions.models import Participation
from funding.web.frame import frame
from funding.web.templatetags.foerderweg import plain_day

BASES = {
    "seats": gettext_lazy("all seats"),
    "filled": gettext_lazy("the filled seats"),
    "eligible": gettext_lazy("the filled seats that are not excluded"),
    "yes_no": gettext_lazy("the yes and no votes"),
    "cast": gettext_lazy("votes cast, abstentions included"),
    "present": gettext_lazy("members present"),
}
CHECKED = {"opening": gettext_lazy("at the opening"), "vote": gettext_lazy("at each vote")}
TIES = {"rejected": gettext_lazy("rejected"), "chair": gettext_lazy("the chair's vote decides")}
SILENCE = {"not_cast": gettext_lazy("does not count"), "rejects": gettext_lazy("counts as a no")}
OBJECTION = {"aborts": gettext_lazy("ends the circular vote"), "ignored": gettext_lazy("changes nothing")}


def bodies_of(request: HttpRequest) -> QuerySet[Body]:
    """Those in which this person has a desk or a seat, and those of the regions where they have a desk."""
    places = [desk.place for desk in frame(request).desks]
    return (
        Body.objects.filter(Q(place__in=places) | Q(seats__place__in=places) | Q(region__place__in=places))
        .distinct()
        .order_by("sort_key", "id")
    )


def links(request: HttpRequest) -> list[dict[str, str]]:
    found = bodies_of(request)
    return [{"href": reverse("standing_orders", args=[body.pk]), "text": body.name} for body in found]


@login_required
@require_GET
def of_body(request: HttpRequest, number: int) -> HttpResponse:
    body = bodies_of(request).filter(pk=number).first()
    if body is None:
        raise Http404
    today = frame(request).today
    found = StandingOrders.objects.filter(Q(body=body) | Q(body=None)).order_by(
        "-body_id", "decision_kind", "-valid_from"
    )
    rows = [_orders(each, today) for each in found]
    return render(request, "web/standing_orders.html", {"body": body, "orders": rows})


def _orders(orders: StandingOrders, today: Any) -> dict[str, Any]:
    counts = orders.valid_from <= today and (orders.valid_to is None or orders.valid_to >= today)
    words = _("from %(first)s to %(last)s") if orders.valid_to else _("from %(first)s, without an end")
    days = {"first": plain_day(orders.valid_from), "last": plain_day(orders.valid_to) if orders.valid_to else ""}
    return {
        "of": _("The body's own") if orders.body_id else _("Common to all bodies without own orders"),
        "kind": orders.decision_kind or _("every kind of decision"),
        "valid": words % days,
        "counts": counts,
        "facts": [*_rule(orders.rule), *_conduct(orders)],
        "source": orders.source,
        "verified": orders.verified,
    }


def _rule(rule: Mapping[str, Any]) -> list[dict[str, Any]]:
    circular = rule.get("circular") or {}
    return [
        _fact(_("Quorum"), _quorum(rule.get("quorum"))),
        _fact(_("Majority"), _majority(rule.get("majority"))),
        _fact(_("Tie"), TIES.get(rule.get("tie") or "rejected")),
        _fact(_("Highest share of one group in the votes"), rule.get("group_cap")),
        _fact(_("Circular vote: must take part"), _participation(circular.get("participation"))),
        _fact(_("Circular vote: silence"), SILENCE.get(circular.get("silence") or "not_cast")),
        _fact(_("Circular vote: an objection"), _objection(circular)),
        _fact(_("Every funder who pays must agree"), _yes_no(rule.get("contributor_consent"))),
    ]


def _participation(rule: Mapping[str, Any] | None) -> str:
    if not rule:
        return ""
    return str(Participation.ALL.label) if Fraction(rule.get("at_least", 0)) == 1 else _part(rule)


def _objection(circular: Mapping[str, Any]) -> str:
    if (needed := circular.get("objections", 1)) > 1 and circular.get("objection") == "aborts":
        return _("%(number)s of them end the circular vote") % {"number": needed}
    return OBJECTION.get(circular.get("objection") or "ignored", "")


def _conduct(orders: StandingOrders) -> list[dict[str, Any]]:
    return [
        _fact(_("Votes"), orders.get_procedure_display()),
        _fact(_("Circular vote: open for"), _days(orders.circular_days)),
        _fact(_("A ballot may be changed until the close"), _yes_no(orders.ballots_changeable)),
        _fact(_("Closes when all have voted"), _yes_no(orders.early_close)),
        _fact(_("Usual kind of ballot"), orders.get_ballot_display()),
        _fact(_("Secret ballot on demand of"), orders.secret),
        _fact(_("Secret ballot about persons on demand of"), orders.secret_persons),
        _fact(_("Fewest ballots of which a secret vote shows the sums"), orders.secret_minimum),
        _fact(_("From the invitation to the meeting"), _days(orders.invitation_days)),
        _fact(_("Members may join a meeting by video"), _yes_no(orders.video)),
        _fact(_("A second meeting is quorate with any number"), _yes_no(orders.second_meeting)),
        _fact(_("Urgent item: must agree"), orders.urgent_majority),
        _fact(_("To object to the minutes"), _days(orders.objection_days)),
        _fact(_("To challenge a resolution"), _days(orders.challenge_days)),
        _fact(_("To reconsider a resolution"), orders.get_reconsideration_display() if orders.reconsideration else ""),
    ]


def _fact(term: str, value: Any) -> dict[str, Any]:
    return {"term": term, "value": _("not set by the standing orders") if value in (None, "") else value}


def _yes_no(value: Any) -> str:
    return _("yes") if value else _("no")


def _days(number: int | None) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number} if number else ""


def _part(rule: Mapping[str, Any]) -> str:
    if "over" in rule:
        return _("more than %(part)s") % {"part": _of(rule["over"])}
    return _("at least %(part)s") % {"part": _of(rule["at_least"])}


def _of(part: str) -> str:
    return str(Fraction(part))


def _quorum(rule: Mapping[str, Any] | None) -> str:
    if not rule:
        return ""
    words = _("%(part)s of %(base)s, at least %(minimum)s members, %(when)s")
    return words % {
        "part": _part(rule),
        "base": BASES[rule.get("of", "filled")],
        "minimum": rule.get("minimum", 0),
        "when": CHECKED[rule.get("checked", "vote")],
    }


def _majority(rule: Mapping[str, Any] | None) -> str:
    if not rule:
        return ""
    if "unanimous" in rule:
        return _("unanimous, abstentions allowed") if rule["unanimous"] == "lenient" else _("unanimous, all say yes")
    return _("%(part)s of %(base)s") % {"part": _part(rule), "base": BASES[rule["of"]]}
