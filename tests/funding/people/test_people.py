import pytest
from django.db import IntegrityError

from funding.people.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_however_it_is_spelt():
    User.objects.create_user(" Anna.Arndt@Example.ORG ", "Anna Arndt")

    assert User.objects.get().email == "anna.arndt@example.org"
    with pytest.raises(IntegrityError, match="people_user_email_key"):
        User.objects.create_user("anna.arndt@example.org", "Anna Arndt")


def test_the_database_refuses_an_address_in_capitals_that_came_past_save():
    with pytest.raises(IntegrityError, match="people_user_email_lower"):
        User.objects.bulk_create([User(email="Anna@example.org", name="Anna")])


def test_a_person_signs_in_with_address_and_password():
    person = User.objects.create_user("anna@example.org", "Anna", "long enough for everybody")

    assert User.objects.get_by_natural_key("Anna@Example.org") == person
    assert person.check_password("long enough for everybody")


def test_a_person_without_a_password_cannot_sign_in_with_an_empty_one():
    person = User.objects.create_user("anna@example.org", "Anna")

    assert not person.has_usable_password()
    assert not person.check_password("")


def test_a_person_speaks_german_unless_told_otherwise_and_is_real_unless_marked():
    person = User.objects.create_user("anna@example.org", "Anna")

    assert (person.language, person.invented, person.is_staff, person.is_superuser) == ("de", False, False, False)
    assert str(person) == person.get_full_name() == "Anna"


def test_who_runs_the_installation_is_staff():
    person = User.objects.create_superuser("root@example.org", "Root", "long enough for everybody")

    assert (person.is_staff, person.is_superuser) == (True, True)
