"""Work on other topics, where the programme sets a highest share of it: entered, shown, and no reason to accept."""

import pytest
from django.test import Client

from funding.awards.models import Award
from funding.reports.models import Report
from funding.reports.working_time import working_time
from tests.funding.documents.test_letters import text_of
from workflows.engine import fire
from workflows.models import Case
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
LIMIT = {"other_topics_limit": "10/100"}


def wrong(case, move, **more):
    with pytest.raises(Refused) as caught:
        fire(case.pk, move, **more)
    return getattr(caught.value, "field", None) or caught.value.key


def limited(case):
    award = Award.objects.get()
    Case.objects.filter(pk=award.pk).update(terms={**award.terms, **LIMIT})
    return Report.objects.get(pk=case.pk)


def kept(case):
    return {"progress": case.progress or "Fertig.", "expenditure": case.expenditure}


def proven(world, report, elsewhere):
    """A proof of 1 000 hours under review."""
    case = limited(report("written", proof=True))
    fire(case.pk, "write", by=world.applicant, **kept(case), hours="1000", hours_elsewhere=elsewhere)
    fire(case.pk, "release_internally", by=world.applicant)
    fire(case.pk, "submit", by=world.signatory)
    fire(case.pk, "start_review", by=world.checker)
    return Report.objects.get(pk=case.pk)


def test_without_a_limit_nobody_asks_for_hours(world, report, state):
    case = report("internally_released", proof=True)
    assert (state(case), "hours" in case.content(), working_time(case)) == ("internally_released", False, None)


def test_with_a_limit_the_hours_are_entered_before_the_release(world, report):
    case = limited(report("written"))
    assert wrong(case, "release_internally", by=world.applicant) == "incomplete"
    more = {"by": world.applicant, "progress": "Läuft."}
    assert wrong(case, "write", **more, hours="10", hours_elsewhere="11") == "hours_elsewhere"
    fire(case.pk, "write", **more, hours="10", hours_elsewhere="0")
    fire(case.pk, "release_internally", by=world.applicant)


def test_at_the_limit_the_proof_is_accepted_and_the_signed_paper_names_the_hours(world, report, state):
    case = proven(world, report, "100")
    assert working_time(case).over is False
    signed = case.documents.filter(kind="proof_of_use").latest("pk")
    text = " ".join(text_of(bytes(signed.content.content)).split())
    assert ("1000" in text, "100." in text) == (True, True)
    fire(case.pk, "accept", by=world.checker)
    assert state(case) == "accepted"


def test_above_the_limit_it_is_not_accepted_as_it_is(world, report, state):
    case = proven(world, report, "101")
    assert wrong(case, "accept", by=world.checker) == "too_much_elsewhere"
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.checker, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "101 of 1000 hours; the programme allows 1/10: that is too much." in page
    fire(case.pk, "accept_with_reduction", by=world.checker, disallowed=str(case.spent), reason="Über der Grenze.")
    assert state(case) == "accepted_with_reduction"


def test_the_form_asks_for_hours_only_where_the_programme_does(world, report):
    case = report("open")
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.applicant, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/cases/{case.pk}/write/"
    assert 'name="hours_elsewhere"' not in client.get(address).content.decode()
    limited(case)
    assert 'name="hours_elsewhere"' in client.get(address).content.decode()
