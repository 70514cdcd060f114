"""Who gets in: those to whom an office gave access."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


def test_nobody_registers(client):
    answer = client.post("/accounts/signup/", {"email": "eve@example.org", "password1": "correct horse battery staple"})
    assert (answer.status_code, "account/signup_closed.html" in [used.name for used in answer.templates]) == (200, True)
    assert not get_user_model().objects.filter(email="eve@example.org").exists()
