"""Taking back what was told, when its matter is erased."""

from collections.abc import Iterable

from django.db.models import Q

from notifications.models import DeliveredMail, Message


def forget_about(matters: Iterable[str]) -> int:
    """Delete every message about these, the demo's mails of them and the daily mails that named them; how many."""
    told = Message.objects.filter(about__in=list(matters))
    digests = Message.objects.filter(pk__in=told.exclude(digest=None).values("digest"))
    sent = Q(message_id__in=told.values("message_id")) | Q(message_id__in=digests.values("message_id"))
    DeliveredMail.objects.filter(sent).exclude(message_id="").delete()
    return told.delete()[0]
