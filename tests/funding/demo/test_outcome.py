"""The end of the whole way is checked, not believed."""

import pytest
from django.utils.translation import gettext as _

from funding.demo.outcome import DOCUMENTS, mistakes
from funding.ideas.opening import open_idea
from notifications.models import Message, State
from workflows.engine import fire
from workflows.models import Case

pytestmark = pytest.mark.django_db


def test_a_way_that_has_not_come_to_its_end_is_called_wrong_with_everything_that_is_missing(world):
    idea = open_idea(world.region, by=world.author, title="Anfang", invented=True)
    assert list(mistakes()) == [
        _("%(case)s “%(title)s” has not ended: %(state)s.") % {"case": "idea", "title": "Anfang", "state": "draft"},
        _("The project is not closed."),
        _("Open tasks are left: %(number)s.") % {"number": 1},
        _("Documents found: %(found)s; expected: %(expected)s.") % {"found": {}, "expected": DOCUMENTS},
    ]
    assert Case.objects.get(pk=idea.pk).state == "draft"


def test_a_mail_that_nobody_got_is_named(world, idea):
    case = idea("draft")
    fire(case.pk, "submit", by=world.author)
    Message.objects.filter(kind="idea.received").update(state=State.UNDELIVERED, last_error="NoAddress")
    lost = _("The mail “%(kind)s” was not delivered: %(error)s.")
    assert lost % {"kind": "idea.received", "error": "NoAddress"} in list(mistakes())
