"""What a request for payment is called in lists, tasks and mails."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE


def title_of(award: Any, number: int | None = None) -> str:
    """In the language of the file, whoever writes it. A draft has no number yet."""
    with override(LANGUAGE):
        name = _("Request for payment %(number)s") % {"number": number} if number else _("Request for payment")
    return f"{name}: {award.title[:150]}"
