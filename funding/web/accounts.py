"""Who gets an account: nobody by asking for one. An office gives access."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OfficeGivesAccess(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
