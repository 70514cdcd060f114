"""Beginning an application without an idea, where the programme asks for none."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from funding.api.serializers import CaseSerializer, StrictSerializer
from funding.api.views import REFUSALS, REQUEST_KEY, request_key
from funding.applications.opening import open_application
from funding.people.models import User
from funding.regions.models import Region
from funding.roles import APPLICANT
from workflows import clock
from workflows.models import Case
from workflows.reading import desks_of
from workflows.refusals import BadInput, not_yours


class ApplicationSerializer(StrictSerializer):
    """`region`: the number of the region; needed by who applies for several. `measure`: its key in the programme."""

    title = serializers.CharField()
    measure = serializers.CharField(required=False, default="", allow_blank=True)
    region = serializers.IntegerField(required=False, min_value=1)


class ApplicationViewSet(viewsets.GenericViewSet):
    """Applications that no idea comes before."""

    serializer_class = CaseSerializer
    queryset = Case.objects.none()

    @extend_schema(request=ApplicationSerializer, responses={201: CaseSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    def create(self, request: Request) -> Response:
        """Begin an application as the applicant; the case's moves do the rest."""
        asked = ApplicationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted, key = asked.validated_data, request_key(request)
        region = _region(request.user, wanted.get("region"))
        case = open_application(region, by=request.user, title=wanted["title"], measure=wanted["measure"], key=key)
        return Response(CaseSerializer(case, context={"request": request}).data, status=status.HTTP_201_CREATED)


def _region(person: User, wanted: int | None) -> Any:
    places = [place for role, place in desks_of(person.pk, clock.today()) if role == APPLICANT.key]
    theirs = {each.pk: each for each in Region.objects.filter(lead__place__in=places).order_by("sort_key", "pk")}
    if not theirs:
        raise not_yours(str(APPLICANT.label))
    if wanted is None and len(theirs) == 1:
        return next(iter(theirs.values()))
    if wanted not in theirs:
        words = ", ".join(f"{number} ({each.name})" for number, each in theirs.items())
        raise BadInput("region", _("Choose one of: %(words)s."), words=words)
    return theirs[wanted]
