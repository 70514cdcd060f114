"""Shapes of the API's answers and requests."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from funding.decisions.models import Vote
from funding.documents.attaching import KINDS
from funding.documents.models import Document
from funding.documents.refusals import too_large
from funding.openings import Opening
from workflows import clock
from workflows.engine import Offer
from workflows.inputs import Upload, inputs_of
from workflows.models import Case, Deadline, Event
from workflows.reading import desks_of, reads_inside, shown_number


class CaseSerializer(serializers.ModelSerializer):
    reference = serializers.CharField(source="dossier.number")
    version = serializers.CharField(source="table", read_only=True)
    seq = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = ("id", "lifecycle", "version", "reference", "title", "state", "seq", "parent", "moved_at", "finished",
                  "erased_on")  # fmt: skip
        read_only_fields = fields

    def get_seq(self, case: Case) -> int:
        """The number of the last event the person may read of."""
        return _number(self, case)


def _number(answer: serializers.BaseSerializer, case: Case, made: Event | None = None) -> int:
    """Of the event `made`, else of the case's last one, as the person counts them. Desks are read once an answer."""
    if not case.table.unseen:
        return made.seq if made else case.seq
    if "desks" not in answer.context:
        answer.context["desks"] = desks_of(answer.context["request"].user.pk, clock.today())
    return shown_number(case, inside=reads_inside(case, answer.context["desks"]), made=made)


class EventSerializer(serializers.ModelSerializer):
    """`words`: what was said; empty where nothing was said or it has been erased. `actor` is null where the clock acted
    or the file has been erased."""

    seq = serializers.IntegerField(source="number", read_only=True)
    words = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Event
        fields = ("seq", "move", "actor", "acted_for", "from_state", "to_state", "at", "facts", "words", "hash")
        read_only_fields = fields


class DeadlineSerializer(serializers.ModelSerializer):
    class Meta:
        model = Deadline
        fields = ("kind", "nature", "rule", "inputs", "steps", "due_on", "status")
        read_only_fields = fields


class TaskSerializer(serializers.Serializer):
    """A row of the inbox."""

    id = serializers.IntegerField(source="task.pk")
    case = CaseSerializer()
    task = serializers.CharField(source="title")
    due_on = serializers.DateField(allow_null=True)
    claimed_by = serializers.IntegerField(source="task.owner_id", allow_null=True)
    acting_as_deputy = serializers.BooleanField()
    waits_since = serializers.DateTimeField()


class InboxSerializer(serializers.Serializer):
    """A page of the inbox; `next` is null on the last one."""

    rows = TaskSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class InputSerializer(serializers.Serializer):
    name = serializers.CharField()
    kind = serializers.CharField()
    required = serializers.BooleanField()


def _asked(by: Callable[..., Any] | None) -> list[dict[str, Any]]:
    return [{"name": i.name, "kind": type(i.kind).__name__, "required": i.required} for i in inputs_of(by).values()]


class ProblemSerializer(serializers.Serializer):
    type = serializers.CharField()
    key = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    rule = serializers.CharField(required=False)
    field = serializers.CharField(required=False)


class OfferSerializer(serializers.Serializer):
    """A move of the present state: possible, or refused with the reason. Who has several seats sends `task` along."""

    move = serializers.CharField(source="move.name")
    label = serializers.CharField(source="move.label")
    seen = serializers.CharField()
    task = serializers.IntegerField(allow_null=True)
    inputs = serializers.SerializerMethodField()
    refused = serializers.SerializerMethodField()

    @extend_schema_field(InputSerializer(many=True))
    def get_inputs(self, offer: Offer) -> list[dict[str, Any]]:
        return _asked(offer.move.does)

    @extend_schema_field(ProblemSerializer(allow_null=True))
    def get_refused(self, offer: Offer) -> dict[str, str] | None:
        return offer.refused and {"key": offer.refused.key, "detail": offer.refused.sentence}


class StrictSerializer(serializers.Serializer):
    """Refuses what it does not know, so that a misspelt field is not silently ignored."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := sorted(set(data) - set(self.fields))):
            raise serializers.ValidationError({name: [_("This field is not known here.")] for name in unknown})
        return super().to_internal_value(data)


class MoveSerializer(StrictSerializer):
    """`seen`: as the offer said it, so that nobody decides on an old page. `data`: what the move asks for."""

    seen = serializers.CharField(max_length=80)
    task = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    data = serializers.DictField(required=False, default=dict)


class BallotSerializer(StrictSerializer):
    """`seen` and `task` as the offer said them; a second seat has a task of its own."""

    seen = serializers.CharField(max_length=80)
    task = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    choice = serializers.ChoiceField(Vote.values)
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class OpeningSerializer(serializers.Serializer):
    """What may be begun below the case; `opens` is the kind of the new case."""

    opens = serializers.CharField()
    label = serializers.CharField()
    inputs = serializers.SerializerMethodField()

    @extend_schema_field(InputSerializer(many=True))
    def get_inputs(self, opening: Opening) -> list[dict[str, Any]]:
        return _asked(opening.asks)


class BeginSerializer(StrictSerializer):
    """`data`: what the opening asks for."""

    data = serializers.DictField(required=False, default=dict)


class DocumentSerializer(serializers.ModelSerializer):
    sha256 = serializers.CharField(source="content_id", allow_null=True)
    size = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Document
        fields = ("id", "case", "kind", "title", "version", "media_type", "sha256", "size", "added_at", "erased_on")
        read_only_fields = fields


class UploadSerializer(StrictSerializer):
    """One file for a case. `seen`: as the offer of the move “attach” said it."""

    seen = serializers.CharField(max_length=80)
    file = serializers.FileField(allow_empty_file=True)
    kind = serializers.ChoiceField(tuple(KINDS), required=False)

    def validate_file(self, taken: UploadedFile) -> Upload:
        if taken.size > settings.UPLOAD_LIMIT:  # before a large one is read into memory
            raise too_large(settings.UPLOAD_LIMIT)
        return Upload(taken.name, taken.read())


class _NumberedSerializer(serializers.Serializer):
    case = serializers.IntegerField(source="case_id")
    seq = serializers.SerializerMethodField()

    def get_seq(self, event: Event) -> int:
        return _number(self, event.case, event)


class FiledSerializer(_NumberedSerializer):
    """What was filed. The same bytes as the newest version of this title add none: then it is that one."""

    document = serializers.IntegerField(source="facts.document")
    kind = serializers.CharField(source="facts.kind")
    version = serializers.IntegerField(source="facts.version")
    sha256 = serializers.CharField(source="facts.sha256")


class RemindedSerializer(serializers.Serializer):
    """How many people are reminded now."""

    told = serializers.IntegerField()


class DelegateSerializer(StrictSerializer):
    """`to`: the person's number. `seen`: the sequence number of the case."""

    to = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    seen = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class MadeSerializer(_NumberedSerializer):
    """What the move has done. The same request key again answers the same."""

    move = serializers.CharField()
    state = serializers.CharField(source="to_state")
    at = serializers.DateTimeField()
