"""The register of interests: a person's own entries, what office and chair of a body read of them, and the hints."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from funding.bodies.models import Body
from funding.bodies.queries import SEAT
from funding.decisions.hints import Hint, hints, members
from funding.decisions.lifecycle import BEFORE_RESULT
from funding.decisions.models import Decision
from funding.regions.models import Affiliation, Organisation
from funding.roles import CHAIR, CLERK
from funding.web.fields import DayField
from funding.web.frame import frame
from workflows.models import Case, Holder
from workflows.reading import valid_on

Kind = Affiliation.Kind
QUESTIONS = {
    Kind.EMPLOYEE: _("I am employed by an organisation."),
    Kind.ORGAN: _("I sit in an organ of an organisation (board, supervisory board, council)."),
    Kind.FAMILY: _("There is a family interest. Please no names."),
}
TO_THE_MEMBER = {
    (Kind.EMPLOYEE, True): _("You are employed by %(organisation)s, which applies here."),
    (Kind.EMPLOYEE, False): _("You are employed by %(organisation)s, which the papers name."),
    (Kind.ORGAN, True): _("You sit in an organ of %(organisation)s, which applies here."),
    (Kind.ORGAN, False): _("You sit in an organ of %(organisation)s, which the papers name."),
    (Kind.FAMILY, False): _("You have entered a family interest. Check whether this question touches it."),
}
TO_THE_OFFICE = {
    (Kind.EMPLOYEE, True): _("%(name)s: employed by %(organisation)s, which applies here"),
    (Kind.EMPLOYEE, False): _("%(name)s: employed by %(organisation)s, which the papers name"),
    (Kind.ORGAN, True): _("%(name)s: member of an organ of %(organisation)s, which applies here"),
    (Kind.ORGAN, False): _("%(name)s: member of an organ of %(organisation)s, which the papers name"),
    (Kind.FAMILY, False): _("%(name)s: family interest entered; whether this question touches it is not known"),
}


class Entry(forms.ModelForm):
    """One's own entry. An organisation that is known here is found by its name."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=list(QUESTIONS.items()), widget=forms.RadioSelect)
    from_on = DayField(label=_("from"))
    until_on = DayField(label=_("until"), required=False, help_text=_("Left empty as long as it lasts."))

    def __init__(self, *given: Any, **named: Any) -> None:
        """Once entered, only its end is entered too: what was known before a vote can be shown later."""
        super().__init__(*given, **named)
        for name in ("kind", "name", "from_on") if self.instance.pk else ():
            self.fields[name].disabled = True

    class Meta:
        model = Affiliation
        fields = ("kind", "name", "from_on", "until_on")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        family, name = cleaned.get("kind") == Kind.FAMILY, cleaned.get("name", "").strip()
        if not family and not name and "name" not in self.errors:
            self.add_error("name", _("Enter the name of the organisation."))
        if self.errors:
            return cleaned
        if cleaned["until_on"] and cleaned["until_on"] < cleaned["from_on"]:
            self.add_error("until_on", _("The last day cannot be before the first."))
        cleaned["name"] = "" if family else name
        self.instance.organisation = None if family else Organisation.objects.filter(name__iexact=name).first()
        return cleaned

    def validate_unique(self) -> None:
        same = Affiliation.objects.filter(
            person=self.instance.person_id,
            **{field: self.cleaned_data.get(field) for field in ("kind", "name", "from_on")},
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error(None, ValidationError(_("You have entered this already.")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    return _page(request, Affiliation(person=request.user))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, get_object_or_404(Affiliation, pk=number, person=request.user))


def _page(request: HttpRequest, entry: Affiliation) -> HttpResponse:
    form = Entry(request.POST or None, instance=entry)
    if form.is_valid():
        try:
            with transaction.atomic():
                form.save()
            return redirect("interests")
        except IntegrityError:  # sent twice at once
            form.add_error(None, _("You have entered this already."))
    mine = Affiliation.objects.filter(person=request.user).order_by("-from_on", "id")
    context = {"form": form, "mine": mine, "editing": entry.pk is not None}
    return render(request, "web/interests.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def of_body(request: HttpRequest, number: int) -> HttpResponse:
    """For the body's office and chair: what those who sit there today have entered and is valid today."""
    body = get_object_or_404(Body, pk=number)
    if not _leads(request, body):
        raise Http404
    today = frame(request).today
    seated = Holder.objects.filter(
        valid_on(today), desk__role=SEAT, desk__place__in=body.seats.filter(valid_on(today)).values("place")
    )
    found = Affiliation.objects.filter(valid_on(today), person__in=seated.values("person"))
    rows = found.select_related("person").order_by("person__name", "person_id", "-from_on")
    return render(request, "web/body_interests.html", {"body": body, "entries": rows})


def _leads(request: HttpRequest, body: Body) -> bool:
    held = {(role, str(place)) for role, place in frame(request).roles_and_places}
    return any((role.key, str(body.place)) in held for role in (CLERK, CHAIR))


def to_the_member(hint: Hint) -> str:
    return str(TO_THE_MEMBER[Kind(hint.kind), hint.applies]) % vars(hint)


def for_office_and_chair(request: HttpRequest, decision: Decision) -> list[dict[str, Any]]:
    """Before the vote has closed, whose entries this question touches."""
    if decision.state not in BEFORE_RESULT or not _leads(request, decision.body):
        return []
    today = frame(request).today
    found = hints(decision, today, members(decision, today))
    lines = [str(TO_THE_OFFICE[Kind(hint.kind), hint.applies]) % vars(hint) for hint in found]
    return [{"term": gettext("Possible conflicts of interest"), "value": "; ".join(lines)}] if lines else []


def register_link(request: HttpRequest, case: Case) -> list[dict[str, str]]:
    """Beside a vote, for the body's office and chair."""
    if case.lifecycle != "decision" or not _leads(request, case.decision.body):
        return []
    href = reverse("body_interests", args=[case.decision.body_id])
    return [{"href": href, "text": gettext("Interests of the members"), "note": str(case.decision.body)}]
