"""The API's doors: the same engine, the same permissions, the same refusals as the pages."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound as NoSuchPage
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from funding import openings
from funding.api.serializers import (
    BallotSerializer,
    BeginSerializer,
    CaseSerializer,
    DeadlineSerializer,
    DelegateSerializer,
    DocumentSerializer,
    EventSerializer,
    FiledSerializer,
    InboxSerializer,
    MadeSerializer,
    MoveSerializer,
    OfferSerializer,
    OpeningSerializer,
    ProblemSerializer,
    RemindedSerializer,
    TaskSerializer,
    UploadSerializer,
)
from funding.documents.filing import open_document, open_to, readable_documents
from funding.documents.models import Document
from funding.numbers import number_in
from funding.people.models import User
from workflows import clock
from workflows.assignments import delegate
from workflows.engine import available, fire
from workflows.inbox import Bookmark, Inbox
from workflows.models import Case, Event, Task
from workflows.reading import deadlines_of, desks_of, events_of, readable_cases, reads_inside, with_shown_number
from workflows.refusals import BadInput, NotFound, Refused, no_such_person
from workflows.reminding import remind

KEY_LENGTH = 80
ERASED = _("This document was erased on %(day)s.")
REQUEST_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="Your own name for this request, at most 80 characters. The same again is answered the same.",
)
MEANT_TASK = OpenApiParameter("task", int, description="Which of several tasks is meant, as with two seats.")
REFUSALS = {404: ProblemSerializer, 409: ProblemSerializer, 422: ProblemSerializer}
UPLOADS = {**REFUSALS, 413: ProblemSerializer, 415: ProblemSerializer}


class Newest(CursorPagination):
    ordering = ("-moved_at", "-id")
    page_size = 50

    def decode_cursor(self, request: Request) -> Cursor | None:
        cursor = super().decode_cursor(request)
        if cursor and cursor.position and not _is_moment(cursor.position):
            raise NoSuchPage(self.invalid_cursor_message)
        return cursor


class CaseViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Cases the person may read. Everything foreign is 404."""

    serializer_class = CaseSerializer
    pagination_class = Newest
    lookup_value_regex = r"[0-9]{1,18}"
    queryset = Case.objects.none()

    def get_queryset(self):
        return with_shown_number(readable_cases(self.request.user).select_related("dossier"))

    def get_object(self) -> Case:
        case = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if case is None:
            raise NotFound
        return case

    @extend_schema(
        responses=EventSerializer(many=True),
        parameters=[OpenApiParameter("before", int, description="the sequence number the page before ended with")],
    )
    @action(detail=True, pagination_class=None)
    def events(self, request: Request, pk: str) -> Response:
        """What has happened, newest first, a hundred at a time."""
        before = _number(request.query_params.get("before"), "before")
        desks = desks_of(request.user.pk, clock.today())
        return Response(EventSerializer(events_of(self.get_object(), desks, before=before), many=True).data)

    @extend_schema(responses=DeadlineSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def deadlines(self, request: Request, pk: str) -> Response:
        """Every deadline with its calculation."""
        case, desks = self.get_object(), desks_of(request.user.pk, clock.today())
        found = deadlines_of(case, inside=reads_inside(case, desks))
        return Response(DeadlineSerializer(found, many=True).data)

    @extend_schema(responses=OfferSerializer(many=True), parameters=[MEANT_TASK])
    @action(detail=True, pagination_class=None)
    def moves(self, request: Request, pk: str) -> Response:
        """What may be done now, and for the rest why not."""
        task = number_in(request.query_params.get("task", ""))
        return Response(OfferSerializer(available(self.get_object(), by=request.user, task=task), many=True).data)

    @extend_schema(responses=OpeningSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def openings(self, request: Request, pk: str) -> Response:
        """What may be begun below the case."""
        desks = desks_of(request.user.pk, clock.today())
        return Response(OpeningSerializer(openings.offered(self.get_object(), desks), many=True).data)

    @extend_schema(request=BeginSerializer, responses={201: CaseSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    @action(detail=True, methods=["post"], url_path=r"openings/(?P<opens>[a-z_]{1,40})", pagination_class=None)
    def begin(self, request: Request, pk: str, opens: str) -> Response:
        """Begin a case below this one."""
        asked = BeginSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        above, key = self.get_object(), request_key(request)
        begun = openings.begin(above, opens, by=request.user, key=key, data=asked.validated_data["data"])
        found = self.get_queryset().get(pk=begun.pk)
        return Response(
            CaseSerializer(found, context=self.get_serializer_context()).data, status=status.HTTP_201_CREATED
        )

    @extend_schema(request=MoveSerializer, responses={200: MadeSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    @action(detail=True, methods=["post"], url_path=r"moves/(?P<move>[a-z_]{1,40})", pagination_class=None)
    def make(self, request: Request, pk: str, move: str) -> Response:
        """Make a move."""
        asked = MoveSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        sent = {"seen": wanted["seen"], "task": wanted.get("task"), "data": wanted["data"]}
        return Response(MadeSerializer(self._fire(request, move, **sent), context=self.get_serializer_context()).data)

    @extend_schema(request=None, responses={200: RemindedSerializer, **REFUSALS})
    @action(detail=True, methods=["post"], pagination_class=None)
    def remind(self, request: Request, pk: str) -> Response:
        """Remind the others whom the case waits for, at most once a day."""
        return Response(RemindedSerializer({"told": remind(int(pk), by=request.user)}).data)

    @extend_schema(request=BallotSerializer, responses={200: MadeSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    @action(detail=True, methods=["post"], pagination_class=None)
    def ballot(self, request: Request, pk: str) -> Response:
        """Cast a ballot in a decision, or replace one's own while it runs."""
        asked = BallotSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        vote = dict(asked.validated_data)
        event = self._fire(request, "cast", seen=vote.pop("seen"), task=vote.pop("task", None), data=vote)
        return Response(MadeSerializer(event, context=self.get_serializer_context()).data)

    @extend_schema(responses=DocumentSerializer(many=True))
    @action(detail=True, pagination_class=None, parser_classes=[MultiPartParser])
    def documents(self, request: Request, pk: str) -> Response:
        """The papers of the case, the newest last."""
        papers = open_to(request.user, Document.objects.with_size().filter(case=self.get_object()))
        return Response(DocumentSerializer(papers, many=True).data)

    @extend_schema(request=UploadSerializer, responses={201: FiledSerializer, **UPLOADS}, parameters=[REQUEST_KEY])
    @documents.mapping.post
    def upload(self, request: Request, pk: str) -> Response:
        """File a document; the answer names its SHA-256."""
        asked = UploadSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        paper = dict(asked.validated_data)
        event = self._fire(request, "attach", seen=paper.pop("seen"), data=paper)
        return Response(
            FiledSerializer(event, context=self.get_serializer_context()).data, status=status.HTTP_201_CREATED
        )

    def _fire(self, request: Request, move: str, **sent: Any) -> Event:
        """Received is what has arrived whole: a request opened before midnight and filled after it is late."""
        number, key = int(self.kwargs["pk"]), request_key(request)
        return fire(number, move, by=request.user, key=key, received_at=clock.now(), **sent)


class AsItIs(BaseContentNegotiation):
    """A file is sent as the kind it is, whatever is preferred."""

    def select_parser(self, request: Request, parsers: list) -> BaseParser | None:
        return next(iter(parsers), None)

    def select_renderer(self, request: Request, renderers: list, format_suffix: str | None = None) -> tuple:
        return renderers[0], renderers[0].media_type


class DocumentViewSet(viewsets.GenericViewSet):
    """Papers of the cases the person may read."""

    content_negotiation_class = AsItIs
    lookup_value_regex = r"[0-9]{1,18}"
    queryset = Document.objects.none()

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 404: ProblemSerializer})
    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """The file itself."""
        found = readable_documents(request.user).select_related("content").filter(pk=pk).first()
        if found is None:
            raise NotFound
        if found.erased_on:
            raise Refused("document_erased", ERASED, day=found.erased_on.isoformat())
        opened = open_document(found)
        return HttpResponse(opened.content, headers=opened.headers)


class TaskViewSet(viewsets.GenericViewSet):
    """What waits for the person: own tasks and those of the desks held today."""

    serializer_class = TaskSerializer
    lookup_value_regex = r"[0-9]{1,18}"
    queryset = Task.objects.none()

    @extend_schema(
        responses=InboxSerializer,
        parameters=[OpenApiParameter("after", str, description="`next` of the page before")],
    )
    def list(self, request: Request) -> Response:
        after = Bookmark.read(request.query_params.get("after", ""))
        return Response(InboxSerializer(Inbox.of(request.user).page(after=after), context={"request": request}).data)

    @extend_schema(request=DelegateSerializer, responses={200: MadeSerializer, **REFUSALS}, parameters=[REQUEST_KEY])
    @action(detail=True, methods=["post"])
    def delegate(self, request: Request, pk: str) -> Response:
        """Hand a task of one's desk to somebody else, who may read the case from then on."""
        asked = DelegateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted, key = asked.validated_data, request_key(request)
        if not Task.objects.filter(pk=pk, process__in=readable_cases(request.user)).exists():
            raise NotFound
        to = User.objects.filter(pk=wanted["to"], is_active=True).first()
        if to is None:
            raise no_such_person()
        event = delegate(int(pk), to=to, by=request.user, seen=wanted["seen"], key=key)
        return Response(MadeSerializer(event, context=self.get_serializer_context()).data)


def _is_moment(text: str) -> bool:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return False
    return moment is not None and moment.utcoffset() == dt.timedelta(0)


def _number(text: str | None, field: str) -> int | None:
    if text is None:
        return None
    number = number_in(text)
    if number is None:
        raise BadInput(field, _("Enter a whole number."))
    return number


def request_key(request: Request) -> str:
    key = request.headers.get("Idempotency-Key", "")
    if not key or len(key) > KEY_LENGTH or "\x00" in key:
        raise BadInput("Idempotency-Key", _("Send the header Idempotency-Key with 1 to 80 characters."))
    return key
