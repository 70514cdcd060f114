"""What somebody begins for the grant authority where they work on cases."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from funding.regions.models import Organisation
from funding.roles import CASE_WORKER
from funding.web.fields import MISSING
from funding.web.frame import frame


def places(request: HttpRequest) -> list[UUID]:
    return [desk.place for desk in frame(request).desks if desk.role == CASE_WORKER.key]


class OfAuthority(forms.Form):
    """Asks last for which authority, of those where the person works."""

    def __init__(self, request: HttpRequest, *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["authority"] = forms.ModelChoiceField(
            Organisation.objects.filter(place__in=places(request)).order_by("sort_key", "id"),
            label=_("Which authority?"),
            empty_label=_("Please choose"),
            error_messages=MISSING,
        )
