"""Beginning a budget, by a case worker of a grant authority, and what a budget's page says of its pots."""

from decimal import Decimal

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from funding.applications.funds import years_without_budget
from funding.budgets.models import Pot
from funding.budgets.opening import open_budget
from funding.programmes.models import Programme
from funding.web.authorities import OfAuthority, places
from funding.web.duties import hidden
from funding.web.fields import MISSING
from funding.web.sending import what_was_sent
from funding.web.templatetags.foerderweg import money
from workflows.models import Case
from workflows.refusals import BadInput, Refused

FIRST_YEAR, LAST_YEAR = 2000, 2069


class BudgetForm(OfAuthority):
    year = forms.IntegerField(
        label=gettext_lazy("Calendar year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=MISSING
    )
    programme = forms.ModelChoiceField(
        Programme.objects.order_by("sort_key", "id"),
        label=gettext_lazy("For which programme?"),
        empty_label=gettext_lazy("Please choose"),
        error_messages=MISSING,
    )


def beginning(request: HttpRequest) -> list[dict[str, str]]:
    """The link to this page for who may begin one."""
    return [{"href": reverse("budget_new"), "text": _("Begin a budget")}] if places(request) else []


def pot_facts(case: Case) -> list[dict]:
    """What is left in each pot."""
    words = _("%(left)s left of %(amount)s")
    pots = Pot.objects.filter(budget_id=case.pk)
    return [
        {"term": pot.payer, "value": words % {"left": money(pot.left), "amount": money(pot.amount)}} for pot in pots
    ]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if not places(request):
        raise Http404
    if request.method == "GET":
        return _page(request, BudgetForm(request))
    key = what_was_sent(request)["key"]
    form = BudgetForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        case = open_budget(**form.cleaned_data, by=request.user, key=key)
    except Refused as refusal:
        form.add_error(refusal.field if isinstance(refusal, BadInput) else None, refusal.sentence)
        return _page(request, form, status=422)
    return redirect("move", case.pk, "set_shares")


def _page(request: HttpRequest, form: BudgetForm, status: int = 200) -> HttpResponse:
    context = {
        "case": {"title": _("Cases"), "reference": _("Budget"), "href": reverse("cases")},
        "move": {"question": _("Begin a budget"), "button": _("Begin the budget")},
        "consequences": [_("You enter the funders on the next page. Another person releases the budget.")],
        "form": form,
        "hidden": hidden(0),
    }
    return render(request, "web/move.html", context, status=status)


def missing_budget(case: Case | None, grant: Decimal | None) -> list[dict]:
    """For which years of a grant on this application no budget is released: said before anybody decides on it."""
    if case is None or case.lifecycle != "application" or not grant:
        return []
    years = ", ".join(map(str, years_without_budget(case, grant)))
    value = _("None is released for %(years)s. Whoever issues the notice has to say why the money is there.")
    return [{"term": _("Budget"), "value": value % {"years": years}}] if years else []
