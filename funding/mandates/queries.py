"""The body that resolves, and what may be dissolved by it."""

from django.db.models import Q

from funding.bodies.models import Body
from funding.bodies.queries import bodies
from funding.mandates.models import Mandate
from workflows import clock
from workflows.models import Case


def mandate_of(case: Case) -> Mandate:
    """The case's own row: the case itself in the transaction that opens it."""
    return case if isinstance(case, Mandate) else case.mandate


def resolving(case: Case) -> Body:
    """In whose office the case lies."""
    return Body.objects.select_related("region").get(place=case.places["body"])


def dissolvable(case: Case) -> list[Body]:
    """The body itself and those it has below it, as far as they go on. A group of which nobody has entered whose it is
    stands below the region's steering group and its forum."""
    above = resolving(case)
    theirs = Q(pk=above.pk) | Q(parent=above)
    if above.region_id and above.kind in (Body.Kind.STEERING_GROUP, Body.Kind.FORUM):
        theirs |= Q(parent=None, region=above.region_id, kind__in=(Body.Kind.WORKING_GROUP, Body.Kind.OTHER))
    return list(bodies(clock.today()).filter(theirs, dissolved_on=None))
