"""Programs of the people of the invented region, each with a token."""

import datetime as dt

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from funding.api.models import ApiToken

NEXT_YEAR = timezone.now() + dt.timedelta(days=365)


@pytest.fixture
def client_of():
    def signed_in(person, *scopes):
        client = APIClient()
        _row, secret = ApiToken.issue(person, "test", list(scopes or ("read", "move")), NEXT_YEAR)
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client

    return signed_in
