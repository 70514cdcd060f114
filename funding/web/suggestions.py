"""The public page on which anybody hands in an idea, without an account. What is sent waits for its address."""

from ipaddress import ip_network
from typing import Any

from allauth.core import ratelimit
from axes.helpers import get_client_ip_address
from django import forms
from django.core import signing
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from funding.regions.models import Region
from funding.roles import COORDINATION_OFFICE
from funding.suggestions.intake import DAYS_TO_CONFIRM, confirm, take_in, waiting
from workflows.inputs import NO_TEXT
from workflows.models import Desk
from workflows.refusals import Refused

LEAST_SECONDS = 5  # nobody reads and fills in the page faster
MOST_SECONDS = 24 * 60 * 60
SALT = "funding.web.suggestions"
LONG = forms.Textarea(attrs={"rows": 5})


class Handing(forms.Form):
    """`website` is seen by machines only; `shown` says when the page was made."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("A few words are enough."))
    problem = forms.CharField(
        label=_("What is missing today?"),
        max_length=3000,
        widget=LONG,
        help_text=_("Please give no names and no illnesses of single people."),
    )
    goal = forms.CharField(label=_("What should it lead to?"), max_length=3000, widget=LONG)
    name = forms.CharField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    consent = forms.BooleanField(label=_("I have read this and agree."))
    website = forms.CharField(required=False, max_length=200)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.initial["shown"] = signing.dumps("shown", salt=SALT)

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "problem", "goal", "name", "email")]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> None:
        for name, text in list(self.cleaned_data.items()):
            if isinstance(text, str) and NO_TEXT.search(text):
                self.add_error(name, _("The text contains characters that cannot be stored. Type it again."))
        if not self.errors and not _took_its_time(self.cleaned_data["shown"]):
            self.data = self.data.copy()
            self.data["shown"] = self.initial["shown"]
            self.add_error(None, _("Please check what you have written and send it again in a few seconds."))

    def sent(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("title", "problem", "goal", "name", "email")}


def _took_its_time(shown: str) -> bool:
    try:
        signing.loads(shown, salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return False
    try:
        signing.loads(shown, salt=SALT, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return True
    return False


def _open_regions() -> QuerySet[Region]:
    """Those that have an office for it."""
    office = Desk.objects.filter(role=COORDINATION_OFFICE.key, place=OuterRef("place"))
    found = Region.objects.filter(Exists(office), takes_ideas=True)
    return found.select_related("lead").order_by("sort_key", "id")


@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    return render(request, "web/hand_in_regions.html", {"regions": _open_regions()})


@never_cache
@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever is known here gets the same answer as anybody: the page after sending says nothing of the address."""
    region = get_object_or_404(_open_regions(), pk=number)
    form = Handing(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, region, form, status=200 if request.method == "GET" else 422)
    if form.cleaned_data["website"]:
        return redirect("handed_in")
    if not _allowed(request, "hand_in_from", _network(request)):
        form.add_error(None, _("Too much has been sent from your connection. Try again in an hour."))
        return _page(request, region, form, status=429)
    if _allowed(request, "hand_in_to", form.cleaned_data["email"].casefold()):
        take_in(region, language=get_language() or "de", **form.sent())
    return redirect("handed_in")


def _network(request: HttpRequest) -> str:
    """Of IPv6 the part that one connection has; its last half is anybody's choice."""
    address = get_client_ip_address(request) or ""
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _allowed(request: HttpRequest, what: str, of: str) -> bool:
    """Counted under a hash, so that the cache holds no address."""
    return bool(ratelimit.consume(request, action=what, key=salted_hmac(SALT, of).hexdigest()))


def _page(request: HttpRequest, region: Region, form: Handing, *, status: int) -> HttpResponse:
    context = {"region": region, "form": form, "days": DAYS_TO_CONFIRM}
    return render(request, "web/hand_in.html", context, status=status)


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "web/handed_in.html", {"days": DAYS_TO_CONFIRM})


@never_cache
@require_http_methods(["GET", "POST"])
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it does nothing, since mail programs look at links of their own accord."""
    if request.method == "POST":
        try:
            done = confirm(token) is not None
        except Refused:
            return render(request, "web/hand_in_confirm.html", {"later": True}, status=409)
        return render(request, "web/hand_in_confirm.html", {"done": done}, status=200 if done else 404)
    found = waiting(token)
    return render(request, "web/hand_in_confirm.html", {"found": found}, status=200 if found else 404)
