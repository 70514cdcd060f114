"""What a fact of law is called in its file."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from funding.enactments.models import Enactment
from funding.enactments.states import Kind


def title_of(enactment: Enactment) -> str:
    with override(LANGUAGE):
        words = _("%(what)s on %(day)s") if enactment.is_holiday else _("%(what)s from %(day)s")
        return (words % {"what": _what(enactment), "day": f"{enactment.valid_from:%d.%m.%Y}"})[:200]


def _what(enactment: Enactment) -> str:
    if enactment.is_holiday:
        return enactment.named
    if enactment.kind == Kind.BASE_RATE:
        return _("Base rate")
    return f"{enactment.get_rule_display()} ({enactment.jurisdiction})"
