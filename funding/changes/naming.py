"""What a change request is called in lists, tasks and mails."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.changes.models import Kind
from funding.documents.correspondence import LANGUAGE


def title_of(award: Any, kind: str, number: int | None = None) -> str:
    """In the language of the file, whoever writes it. A draft has no number yet."""
    with override(LANGUAGE):
        words = {"number": number, "kind": Kind(kind).label}
        name = _("Change request %(number)s, %(kind)s") if number else _("Change request, %(kind)s")
    return f"{name % words}: {award.title[:110]}"
