"""When a body may be set up or dissolved. Each refuses with what is to be done first."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.bodies.models import Body
from funding.bodies.queries import bodies
from funding.decisions.models import Decision
from funding.mandates.models import Mandate
from funding.mandates.queries import mandate_of, resolving
from funding.mandates.states import Kind
from funding.meetings.models import Meeting
from workflows.clock import BERLIN
from workflows.models import Case, Event
from workflows.refusals import Refused
from workflows.step import Step

BY_THE_BODY = ("decision", "meeting", "minutes")
BY_THE_GROUP = ("recommend", "do_not_recommend", "send_back")  # moves of a consultation


def is_entered(case: Case, step: Step) -> None:
    if mandate_of(case).day is None:
        raise Refused("nothing_entered", _("Enter what was resolved first."))


def resolution_is_attached(case: Case, step: Step) -> None:
    if not case.documents.filter(kind="resolution", erased_on=None).exists():
        raise Refused("no_resolution", _("Attach the resolution as a document first, as its kind choose “Resolution”."))


def name_is_free(case: Case, step: Step) -> None:
    """Whoever confirms holds the body that resolves, so that two at once cannot take one name."""
    mandate, above = mandate_of(case), resolving(case)
    if not step.offered:
        Body.objects.select_for_update().get(pk=above.pk)
    if mandate.kind == Kind.SET_UP and Body.objects.filter(region=above.region, name=mandate.named).exists():
        raise Refused("name_taken", _("There is a body of this name already. Choose another name."))


def nothing_is_under_way(case: Case, step: Step) -> None:
    """What a body has begun it ends before it is dissolved; ideas of a working group go back to the office."""
    mandate = mandate_of(case)
    if mandate.kind != Kind.DISSOLVE or mandate.body is None:
        return
    body = mandate.body
    if not step.offered:  # two bodies may dissolve it at once
        body = Body.objects.select_for_update().get(pk=body.pk)
    if body.dissolved_on:
        raise Refused("dissolved_already", _("The body has been dissolved already. Discard the draft."))
    if below := bodies(step.today).filter(parent=body, dissolved_on=None).first():
        raise Refused("has_bodies_below", _("“%(body)s” stands below it. Dissolve that one first."), body=below.name)
    busy = (model.objects.filter(body=body, finished=None).exists() for model in (Decision, Meeting))
    if any(busy) or _has_loose_ends(body):
        raise Refused(
            "is_busy", _("A vote or a meeting of the body, or what follows from one, is still under way. End it first.")
        )
    _check_has_not_acted(mandate)


def _has_loose_ends(body: Body) -> bool:
    """What only the body and its chair can bring to an end."""
    of_body = Q(parent__decision__body=body) | Q(parent__meeting__body=body)
    kinds = ("challenge", "reconsideration", "minutes")
    return Case.objects.filter(of_body, lifecycle__in=kinds, finished=None).exists()


def _check_has_not_acted(mandate: Mandate) -> None:
    after = dt.datetime.combine(mandate.day + dt.timedelta(days=1), dt.time(), BERLIN)
    place = str(mandate.body.place)
    as_body = Q(case__lifecycle__in=BY_THE_BODY, case__places__body=place)
    as_group = Q(case__lifecycle="consultation", case__places__group=place, move__in=BY_THE_GROUP)
    done = Event.objects.filter(as_body | as_group, actor__isnull=False, at__gte=after)
    if newest := done.order_by("-at").values_list("at", flat=True).first():
        day = newest.astimezone(BERLIN).date().isoformat()
        raise Refused(
            "acted_later", _("On %(day)s the body still acted. It ends on that day at the earliest."), day=day
        )


def is_not_the_lead(case: Case, step: Step) -> None:
    if step.actor is not None and step.actor == mandate_of(case).lead_id:
        raise Refused("seats_themselves", _("Nobody confirms their own seat or office. Let somebody else do it."))
