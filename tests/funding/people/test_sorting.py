import pytest
from django.db import connection

from funding.people.models import User
from funding.people.sorting import sort_key

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "Adam Zuse",
    "Ähre",
    "Ahrens",
    "Ärztekammer",
    "De Vries",
    "Devries",
    "Łukas",
    "Lukasz",
    "Maß",
    "Masse",
    "müller",
    "Muller, Anna",
    "Müller-Lüdenscheidt",
    "Mullerin",
    "Østergård",
    "Ostern",
    "Straße",
    "strasse 2",
    "zu Braunschweig",
    "Županič",
]


def user(name: str) -> User:
    return User(name=name, email=f"{len(name)}{abs(hash(name))}@example.org")


def test_names_stand_in_german_dictionary_order_in_python_and_in_the_database():
    User.objects.bulk_create(user(name) for name in reversed(IN_ORDER))

    assert sorted(IN_ORDER, key=sort_key) == IN_ORDER
    assert list(User.objects.order_by("sort_key").values_list("name", flat=True)) == IN_ORDER


def test_the_database_compares_keys_byte_by_byte_whatever_its_own_language_is():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_name = 'people_user' AND column_name = 'sort_key'"
        )
        assert cursor.fetchone() == ("C",)


def test_names_that_differ_only_in_an_umlaut_or_in_case_follow_by_their_spelling():
    assert sorted(["Müller", "Muller"], key=sort_key) == ["Muller", "Müller"]
    assert sort_key("MÜLLER") == sort_key("müller")


def test_the_shorter_name_comes_first_and_words_are_compared_one_by_one():
    assert sorted(["Neuhaus", "Neu Wulmstorf", "Neu"], key=sort_key) == ["Neu", "Neu Wulmstorf", "Neuhaus"]


def test_composed_and_decomposed_letters_have_the_same_key():
    assert sort_key("Mu\u0308ller") == sort_key("M\u00fcller")


def test_a_saved_name_takes_its_key_along():
    person = User.objects.create_user("a@example.org", "Zander")
    person.name = "Ähre"
    person.save()

    assert User.objects.get().sort_key == "ahre\tähre"
