"""Signing in with a token: `Authorization: Bearer fw_…`."""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from funding.api.models import ApiToken
from funding.people.secrets import hashed


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request):
        kind, _space, secret = get_authorization_header(request).partition(b" ")
        if kind.lower() != b"bearer":
            return None
        known = ApiToken.objects.select_related("person").filter(
            hash=hashed(secret.strip().decode("latin-1")),
            revoked_at=None,
            expires_at__gt=Now(),
            person__is_active=True,
        )
        token = known.first()
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked. Create a new one."))
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class InScope(BasePermission):
    """A token reads or moves as its scopes say; a session may do both."""

    message = _("This token may not do this. Create one with the scope it needs.")

    def has_permission(self, request: Request, view: object) -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        needed = ApiToken.Scope.READ if request.method in SAFE_METHODS else ApiToken.Scope.MOVE
        return needed in request.auth.scopes
