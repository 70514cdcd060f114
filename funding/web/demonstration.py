"""Doors of the demonstration: only on a database marked as one, and only for a browser on the same machine."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import wraps
from ipaddress import ip_address

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from funding.bodies.queries import place_names
from funding.numbers import number_in
from funding.people.models import User
from funding.web.frame import frame, part_of
from notifications.models import DeliveredMail
from workflows.models import OPEN, Holder, Task
from workflows.reading import valid_on

LOCAL_NAMES = ("localhost",)
PASSED_ON = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP")
MAILS_A_PAGE = 25
SIGNED_IN_BY = "django.contrib.auth.backends.ModelBackend"


def demonstration_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        host, _port = split_domain_port(request.get_host())
        here = is_loopback(request.META.get("REMOTE_ADDR", "")) and (host in LOCAL_NAMES or is_loopback(host))
        passed_on = any(header in request.META for header in PASSED_ON)
        if passed_on or not (here and frame(request).demonstration):
            raise Http404
        return view(request, *args, **kwargs)

    return door


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


@require_http_methods(["GET", "POST"])
@demonstration_only
def sign_in_as(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        number = number_in(request.POST.get("person", ""))
        person = User.objects.filter(pk=number, invented=True, is_active=True).first()
        if person is None:
            raise Http404
        login(request, person, backend=SIGNED_IN_BY)
        return redirect("start")
    return render(
        request,
        "web/sign_in_as.html",
        {
            "groups": _groups(request),
            "states_href": reverse("shown_states"),
            "sign_in_href": reverse("account_login"),
        },
    )


def _groups(request: HttpRequest) -> list[dict]:
    """The invented people under the place of their first desk, first those for whom something waits. Four queries."""
    today = frame(request).today
    holders = Holder.objects.filter(valid_on(today), person__invented=True, person__is_active=True)
    held = holders.select_related("desk").order_by("rank", "desk_id")
    waiting = _waiting(held)
    first: dict[int, Holder] = {}
    for holder in sorted(held, key=lambda holder: holder.desk.role == "seat"):
        first.setdefault(holder.person_id, holder)
    names = place_names({holder.desk.place for holder in first.values()})
    groups: dict[str, list[dict]] = {}
    for person in User.objects.filter(invented=True, is_active=True).order_by("sort_key", "id"):
        holder = first.get(person.pk)
        heading = names.get(holder.desk.place, "") if holder else _("Without a part yet")
        role = part_of(holder.desk.role) if holder else ""
        tasks = _tasks(waiting[person.pk])
        groups.setdefault(heading, []).append({"id": person.pk, "name": person.name, "role": role, "tasks": tasks})
    return [
        {"heading": heading, "people": sorted(people, key=lambda person: not person["tasks"])}
        for heading, people in sorted(groups.items())
    ]


def _waiting(held: Iterable[Holder]) -> Counter[int]:
    """How many open tasks wait for each person, at one of their desks or in person. One query."""
    sitting = defaultdict(set)
    for holder in held:
        sitting[holder.desk_id].add(holder.person_id)
    found: Counter[int] = Counter()
    for desk, owner, delegated in Task.objects.filter(OPEN).values_list("desk_id", "owner_id", "delegated"):
        found.update(sitting[desk] | ({owner} if delegated or desk is None else set()))
    return found


def _tasks(number: int) -> str:
    return ngettext("%(count)s task waits", "%(count)s tasks wait", number) % {"count": number} if number else ""


@require_GET
@demonstration_only
def mailbox(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("mail", "")
    before = number_in(request.GET.get("before", ""))
    found = DeliveredMail.objects.order_by("-id")
    if before:
        found = found.filter(pk__lt=before)
    mails = list(found[: MAILS_A_PAGE + 1])
    shown = mails[:MAILS_A_PAGE]
    mail = next((mail for mail in shown if str(mail.pk) == wanted), None)
    return render(
        request,
        "web/mailbox.html",
        {
            "mails": [_row(each, current=each is mail, before=before) for each in shown],
            "mail": mail and {"subject": mail.subject, "to": _to(mail), "at": mail.at, "body": mail.body},
            "more_href": f"?before={shown[-1].pk}" if len(mails) > MAILS_A_PAGE else "",
        },
    )


def _row(mail: DeliveredMail, *, current: bool, before: int | None) -> dict:
    href = f"?mail={mail.pk}" + (f"&before={before}" if before else "")
    return {"subject": mail.subject, "to": _to(mail), "at": mail.at, "href": href, "current": current}


def _to(mail: DeliveredMail) -> str:
    return f"{mail.to_name} <{mail.to_address}>" if mail.to_name else mail.to_address
