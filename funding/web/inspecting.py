"""Asking for access to read for an inspection, which a second person grants; and an administrator's emergency."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from funding.numbers import number_in
from funding.people.models import User
from funding.programmes.models import Programme
from funding.web.duties import hidden
from funding.web.fields import MISSING, DayField
from funding.web.frame import HeldDesk, frame
from funding.web.sending import what_was_sent
from workflows.inspecting import ask, open_in_emergency
from workflows.inspections import Inspection
from workflows.models import Case, Desk, Dossier
from workflows.office import offices
from workflows.refusals import BadInput, NotFound, Refused

NO_FILE = _("There is no such file, or you may not see it.")
NO_CASE = _("There is no case with this number.")
NO_ACCOUNT = _("Nobody signs in with this address. Have the account set up first.")
LONGEST = 2000


class AccessForm(forms.Form):
    def __init__(self, desks: list[HeldDesk], *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["desk"] = forms.TypedChoiceField(
            label=_("What this office reads"),
            choices=[(desk.id, f"{desk.label}, {desk.at}") for desk in desks],
            coerce=int,
            error_messages=MISSING,
        )
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address of the person who inspects"), error_messages=MISSING
        )
        self.fields["first_day"] = DayField(label=_("First day"), error_messages=MISSING)
        self.fields["last_day"] = DayField(label=_("Last day"), error_messages=MISSING)
        self.fields["reason"] = _reason_field(_("For which inspection, and who has ordered it?"))
        self.fields["file"] = forms.CharField(
            label=_("Only this file"), help_text=_("Its file number."), max_length=60, required=False
        )
        self.fields["programme"] = forms.ModelChoiceField(
            Programme.objects.order_by("sort_key", "id"),
            label=_("Only cases of this programme"),
            empty_label=_("all programmes"),
            to_field_name="key",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "email" in given:
            given["reader"] = User.objects.filter(email=given["email"].lower(), is_active=True).first()
            if given["reader"] is None:
                self.add_error("email", NO_ACCOUNT)
        if given.get("file") and "desk" in given:
            given["dossier"] = _file_at(given["desk"], given["file"])
            if given["dossier"] is None:
                self.add_error("file", NO_FILE)
        return given


class EmergencyForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the case"), help_text=_("It stands in the address of its page."), error_messages=MISSING
    )

    def __init__(self, *bound: Any) -> None:
        super().__init__(*bound)
        self.fields["reason"] = _reason_field(_("What is the emergency?"))

    def clean_number(self) -> int:
        number = number_in(self.cleaned_data["number"])
        if number is None:
            raise forms.ValidationError(NO_CASE)
        return number


def _reason_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), error_messages=MISSING
    )


def _file_at(desk: int, number: str) -> Dossier | None:
    """The file of this number, if the desk reads a case of it."""
    place = Desk.objects.values_list("place", flat=True).get(pk=desk)
    found = Case.objects.filter(readers__contains=[place], dossier__number=number).select_related("dossier").first()
    return found.dossier if found else None


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    desks = offices_of(request)
    if not desks:
        raise Http404
    form = AccessForm(desks, request.POST if request.method == "POST" else None)
    if form.is_bound:
        what_was_sent(request)
        if form.is_valid() and (asked := _asked(request, form)):
            messages.success(request, gettext("Asked for. A second person has to grant it."))
            return redirect("inspection", asked.pk)
    then = [
        gettext("A second person of the same place, or an administrator, grants it. Only then it counts."),
        gettext("The person reads what this office reads, and changes nothing. Each look is logged."),
        gettext("The access ends by itself after the last day."),
    ]
    return _form_page(request, form, gettext("Give access for an inspection"), gettext("Ask for the access"), then)


def _asked(request: HttpRequest, form: AccessForm) -> Inspection | None:
    given = form.cleaned_data
    chosen = {name: given[name] for name in ("reader", "first_day", "last_day", "reason")}
    terms = {"programme": given["programme"].key} if given["programme"] else {}
    desk = Desk.objects.get(pk=given["desk"])
    return _tried(form, lambda: ask(desk, by=request.user, dossier=given.get("dossier"), terms=terms, **chosen))


def _tried(form: forms.Form, make: Any) -> Inspection | None:
    try:
        made: Inspection = make()
    except NotFound:
        form.add_error(None, NO_CASE)
        return None
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return None
    return made


@login_required
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    if not request.user.is_staff:
        raise Http404
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        what_was_sent(request)
        if form.is_valid():
            given = form.cleaned_data
            make = lambda: open_in_emergency(given["number"], by=request.user, reason=given["reason"])  # noqa: E731
            if opened := _tried(form, make):
                return redirect("inspected_case", opened.pk, opened.case_id)
    then = [
        gettext("You read this one case for four hours, and change nothing. Each look is logged."),
        gettext("Its office is told at once, with your name and your reason."),
    ]
    return _form_page(request, form, gettext("Open a case in an emergency"), gettext("Open the case"), then)


def _form_page(request: HttpRequest, form: forms.Form, question: str, button: str, then: list[str]) -> HttpResponse:
    context = {
        "case": {"title": gettext("Inspections"), "reference": question, "href": reverse("inspections")},
        "move": {"question": question, "button": button},
        "consequences": then,
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=422 if form.is_bound else 200)


def offices_of(request: HttpRequest) -> list[HeldDesk]:
    letting = {role.key for role in offices()}
    return [desk for desk in frame(request).desks if desk.role in letting]
