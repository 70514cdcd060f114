"""What tests ask of a case, of its moves, and of who was told."""

import pytest

from notifications.models import Message
from tests.funding.below import let
from workflows.models import Case
from workflows.refusals import BadInput, Refused


def state(case):
    return Case.objects.get(pk=case.pk).state


def refusal(case, move, **more):
    """The key of the refusal that the move meets."""
    with pytest.raises(Refused) as caught:
        let(case, move, **more)
    return caught.value.key


def wrong(case, move, **more):
    """The field of the input that the move refuses."""
    with pytest.raises(BadInput) as caught:
        let(case, move, **more)
    return caught.value.field


def refused(case, move, **more):
    """The key of the refusal; of wrong input the field with it."""
    with pytest.raises(Refused) as caught:
        let(case, move, **more)
    return (caught.value.field, caught.value.key) if isinstance(caught.value, BadInput) else caught.value.key


def told(kind):
    """The numbers of the persons who got such a mail."""
    return set(Message.objects.filter(kind=kind).values_list("person", flat=True))


def persons_told(kind, case):
    return {message.person for message in Message.objects.filter(kind=kind, about=f"case {case.pk}")}


def names_told(kind, case):
    return set(Message.objects.filter(kind=kind, about=f"case {case.pk}").values_list("person__name", flat=True))


def mails(case):
    """Kind and name of each mail about the case, in their order."""
    return list(Message.objects.filter(about=f"case {case.pk}").order_by("id").values_list("kind", "person__name"))
