"""How I want to be told: which mails at once, once a day or not at all, and at which hours none."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from notifications.keys import WAYS, Concern
from notifications.models import Hours
from notifications.preferences import choose, chosen


class TimeOfDay(forms.TimeField):
    widget = forms.TimeInput(format="%H:%M")


class Wishes(forms.Form):
    task = forms.ChoiceField(label=_("Work that waits for you"), choices=[(w, w.label) for w in WAYS[Concern.TASK]])
    information = forms.ChoiceField(
        label=_("What is good to know"), choices=[(w, w.label) for w in WAYS[Concern.INFORMATION]]
    )
    quiet_from = TimeOfDay(label=_("No mails from"), required=False, help_text=_("For example 20:00."))
    quiet_until = TimeOfDay(label=_("No mails until"), required=False)
    digest_at = TimeOfDay(label=_("The daily mail comes at"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (cleaned["quiet_from"] is None) != (cleaned["quiet_until"] is None):
            self.add_error("quiet_until", _("Enter both times, or leave both empty."))
        return cleaned


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    form = Wishes(request.POST or None, initial=_present(request))
    if form.is_valid():
        _keep(request, form.cleaned_data)
        return redirect("account")
    return render(request, "web/preferences.html", {"form": form}, status=200 if not form.is_bound else 422)


def _present(request: HttpRequest) -> dict[str, Any]:
    hours = Hours.objects.filter(person_id=request.user.pk).first() or Hours()
    ways = chosen(request.user.pk)
    return {
        "task": ways[Concern.TASK],
        "information": ways[Concern.INFORMATION],
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "digest_at": hours.digest_at,
    }


@transaction.atomic
def _keep(request: HttpRequest, wishes: dict[str, Any]) -> None:
    choose(request.user.pk, {Concern.TASK: wishes["task"], Concern.INFORMATION: wishes["information"]})
    times = {name: wishes[name] for name in ("quiet_from", "quiet_until", "digest_at")}
    Hours.objects.update_or_create(person_id=request.user.pk, defaults=times)
