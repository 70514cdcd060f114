"""The law that counts here, read by everybody with a token; a case worker begins to enter another fact of it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.exceptions import NotFound as NoSuchPage
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from funding.api.serializers import CaseSerializer, StrictSerializer
from funding.api.views import REFUSALS, REQUEST_KEY, request_key
from funding.enactments.opening import open_enactment
from funding.enactments.states import Kind
from funding.law.models import LawEntry
from funding.law.rules import RULES
from funding.people.models import User
from funding.regions.models import Organisation
from funding.roles import CASE_WORKER
from workflows import clock
from workflows.reading import desks_of
from workflows.refusals import BadInput, not_yours


class LawSerializer(serializers.ModelSerializer):
    """`value` null: nobody has entered what the rule says from this day on."""

    class Meta:
        model = LawEntry
        fields = ("jurisdiction", "key", "valid_from", "value", "source", "verified")
        read_only_fields = fields


class EnactmentSerializer(StrictSerializer):
    """`authority`: the number of the organisation; needed by who works for several."""

    kind = serializers.ChoiceField(choices=Kind.choices)
    authority = serializers.IntegerField(required=False, min_value=1)


class Oldest(CursorPagination):
    ordering = ("key", "jurisdiction", "valid_from")
    page_size = 100

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and cursor.position not in RULES:
            raise NoSuchPage(self.invalid_cursor_message)
        return cursor


class LawViewSet(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Every rule with what it says from which day on."""

    serializer_class = LawSerializer
    pagination_class = Oldest
    queryset = LawEntry.objects.all()

    @extend_schema(request=EnactmentSerializer, responses={201: CaseSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    def create(self, request: Request) -> Response:
        """Begin to enter a fact of law; the case's moves do the rest."""
        asked = EnactmentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted, key = asked.validated_data, request_key(request)
        authority = _authority(request.user, wanted.get("authority"))
        case = open_enactment(authority, by=request.user, kind=wanted["kind"], key=key)
        return Response(CaseSerializer(case, context={"request": request}).data, status=status.HTTP_201_CREATED)


def _authority(person: User, wanted: int | None) -> Any:
    desks = desks_of(person.pk, clock.today())
    places = [place for role, place in desks if role == CASE_WORKER.key]
    theirs = {each.pk: each for each in Organisation.objects.filter(place__in=places).order_by("pk")}
    if not theirs:
        raise not_yours(str(CASE_WORKER.label))
    if wanted is None and len(theirs) == 1:
        return next(iter(theirs.values()))
    if wanted not in theirs:
        words = ", ".join(f"{number} ({each.name})" for number, each in theirs.items())
        raise BadInput("authority", _("Choose one of: %(words)s."), words=words)
    return theirs[wanted]
