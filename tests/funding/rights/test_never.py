"""What one person never does both of, each tried: whatever desks they hold."""

import pytest

from funding.awards.lifecycle import AWARD
from funding.bodies.appointments import appoint, staff
from funding.bodies.models import Seat
from funding.decisions import separation
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO
from funding.people.models import User
from funding.reclaims.lifecycle import RECLAIM
from funding.roles import APPLICANT, APPROVER, CASE_WORKER, PROCESS_SUPPORT
from tests.funding.applications.story import ASSESSED, examination_of, vote_of
from tests.funding.asking import refusal
from tests.funding.ideas.story import consultation_of
from workflows import clock
from workflows.engine import available, fire
from workflows.models import Case
from workflows.reading import desks_of, may_read, reads_inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def support(world):
    person = User.objects.create(email="begleitung@x.example", name="Pia Stein")
    staff(PROCESS_SUPPORT.key, world.region.place, person, LONG_AGO)
    return person


@pytest.mark.parametrize(("move", "data"), [("edit", {"title": "Anders"}), ("set_plan", {"lines": []})])
def test_the_authority_writes_nothing_for_the_applicant(world, application, move, data):
    case = application("draft")
    staff(APPLICANT.key, world.region.lead.place, world.case_worker, LONG_AGO)
    assert refusal(case, move, by=world.case_worker, **data) == "acts_for_authority"


def test_nor_releases_supplies_or_revises_it(world, application):
    staff(APPLICANT.key, world.region.lead.place, world.checker, LONG_AGO)
    case = application("submitted")
    fire(examination_of(case).pk, "request_items", by=world.case_worker, items="Plan", until="2024-07-01")
    assert refusal(case, "supply", by=world.checker) == "acts_for_authority"
    case = application("draft")
    assert refusal(case, "release_internally", by=world.checker) == "acts_for_authority"


def test_who_supports_the_region_examines_no_application_of_it(world, application, support):
    case = application("submitted")
    staff("case_worker", world.authority.place, support, LONG_AGO)
    assert refusal(examination_of(case), "confirm_complete", by=support) == "advises_applicant"
    assert (
        refusal(examination_of(case), "request_items", by=support, items="Plan", until="2024-07-01")
        == "advises_applicant"
    )
    fire(examination_of(case).pk, "confirm_complete", by=world.case_worker)
    assert refusal(examination_of(case), "start_assessment", by=support) == "advises_applicant"
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    assert refusal(examination_of(case), "finish_assessment", by=support, **ASSESSED) == "advises_applicant"


def test_who_sits_in_the_working_group_does_not_vote_on_its_money(world, application):
    member = User.objects.create(email="mitglied@x.example", name="Mona Gruppe")
    appoint(Seat.objects.create(body=world.group, number=1, from_on=LONG_AGO), member, LONG_AGO)
    case = application("on_committee_agenda")
    appoint(world.committee.seats.get(number=2), member, LONG_AGO.replace(year=2022))
    fire(vote_of(case).pk, "open_vote", by=world.case_worker, procedure="circular")
    vote = Decision.objects.get(pk=vote_of(case).pk)
    assert vote.excluded == [world.committee.seats.get(number=2).pk]
    assert refusal(vote, "cast", by=member, choice="yes") == "not_found"


def test_process_support_advises_the_group_and_the_applicant_and_moves_nothing(world, idea, application, support):
    found = consultation_of(idea("in_working_group"))
    offers = [str(offer.move.name) for offer in available(found, by=support) if not offer.refused]
    assert offers == ["advise"]
    event = fire(found.pk, "advise", by=support, advice="Fragt die Kasse.")
    assert (event.from_state, event.to_state) == ("in_working_group", "in_working_group")
    assert refusal(found, "advise", by=world.lead, advice="Ich auch.") == "not_yours"
    case = application("draft")
    fire(case.pk, "advise", by=support, advice="Eigenmittel belegen.")
    fire(case.pk, "advise", by=world.office, advice="Frist beachten.")
    assert refusal(case, "advise", by=world.applicant, advice="Nein.") == "not_yours"
    assert Case.objects.get(pk=case.pk).state == "draft"


def test_advice_is_given_only_while_somebody_can_follow_it(world, idea, application):
    assert refusal(application("submitted"), "advise", by=world.office, advice="Zu spät.") == "not_awaited"


def test_the_office_advises_on_a_report(world, report):
    case = report("open")
    fire(case.pk, "advise", by=world.office, advice="Zahlen nachtragen.")
    assert refusal(case, "advise", by=world.case_worker, advice="Nein.") == "not_yours"


def test_process_support_reads_nothing_the_authority_keeps_inside(world, application, support):
    case = examination_of(application("ready"))
    assert may_read(case, support.pk, clock.today())
    assert not reads_inside(case, desks_of(support.pk, clock.today()))


def test_nobody_of_the_recipients_side_decides_on_an_award_or_a_reclaim_as_one_of_two():
    authority = {CASE_WORKER, APPROVER}
    rows = [row for table in (AWARD, RECLAIM) for row in table.moves if row.four_eyes and set(row.who) <= authority]
    assert [str(row.name) for row in rows if separation.not_for_the_applicant not in row.only_if] == []
