"""What a resolution on a body is called in its file."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from funding.mandates.models import Mandate
from funding.mandates.states import Kind


def title_of(mandate: Mandate) -> str:
    with override(LANGUAGE):
        if mandate.kind == Kind.SET_UP and mandate.named:
            return (_("Setting up “%(body)s”") % {"body": mandate.named})[:200]
        if mandate.body:
            return (_("Dissolution of “%(body)s”") % {"body": mandate.body.name})[:200]
        return str(Kind(mandate.kind).label)
