"""Whether whom a message is for may still read what it is about: asked when it goes out, hours after it was put."""

from django.conf import settings
from django.utils.module_loading import import_string

from notifications import keys
from notifications.keys import Way
from notifications.models import Message


def may_open(message: Message) -> bool:
    """As the function says which the setting MESSAGE_OPENS names. What is legal goes out at once, whatever comes."""
    return Way.DAILY not in keys.kind(message.kind).ways or import_string(settings.MESSAGE_OPENS)(message)
