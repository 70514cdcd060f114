"""Who gets an account: nobody by asking for one. An office gives access."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

MOST_LETTERS = 255  # as many as the table of failures holds


class OfficeGivesAccess(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def who_signs_in(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """Whose failures are counted: the address given, so that one person's do not lock out a whole house."""
    given = credentials or request.POST
    return str(given.get("email") or given.get("login") or "")[:MOST_LETTERS].lower()
