"""What the frame of every page needs: where one can go, who reads, in which part, which day it is."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from funding.web.frame import frame

SIGNED_IN = (("start", _("Start")), ("tasks", _("Tasks")), ("cases", _("Cases")), ("directory", _("Directory")))
RULES = (("programmes", _("Programmes and their rules")), ("law", _("Law in force")))
PUBLIC = (("directory", _("Directory")),)
FOOT = (("accessibility", _("Accessibility")), ("privacy", _("Privacy")), ("imprint", _("Imprint")))


def links(names: tuple, path: str) -> list[dict]:
    """Those of the named pages that exist; the one in whose part of the site `path` lies is current."""
    found = []
    for name, text in names:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        current = path.startswith(href) if href != "/" else path == href
        found.append({"name": name, "text": text, "href": href, "current": current})
    return found


def page(request: HttpRequest) -> dict:
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "person": user if signed_in else None,
        "navigation": links(SIGNED_IN if signed_in else PUBLIC, request.path),
        "foot": links((*RULES, *FOOT) if signed_in else FOOT, request.path),
        "demonstration": lambda: frame(request).demonstration,
        "today": lambda: frame(request).today,
        "role": lambda: frame(request).part,
        "open_tasks": lambda: frame(request).open_tasks,
    }
