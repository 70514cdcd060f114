"""Who has had a say on a file before, or acts on the other side of it."""

import datetime as dt

import pytest
from django.urls import reverse

from funding.bodies.appointments import appoint, staff
from funding.bodies.models import Seat
from funding.decisions.models import Decision
from funding.demo.world import LONG_AGO
from funding.roles import APPLICANT, CASE_WORKER
from tests.funding.applications import conftest as applications
from tests.funding.applications.expertise import conftest as expertise
from tests.funding.applications.expertise.story import handed_in
from tests.funding.applications.story import ASSESSED, DECLARED, approval_of, cast, examination_of, ruling_of, vote_of
from tests.funding.asking import refusal
from workflows.engine import fire
from workflows.models import Case, Holder
from workflows.refusals import Refused

pytestmark = pytest.mark.django_db
IN_TWO_BODIES = dt.date(2022, 1, 1)
expert, in_assessment = expertise.expert, applications.in_assessment


@pytest.fixture
def committee_vote(world, application):
    """Opened under this rule on earlier involvement: `committee_vote("disclose", world.steering[1])` gives the second
    seat of the committee to somebody else."""

    def opened(rule: str | None, person) -> Decision:
        found = application("on_committee_agenda")
        appoint(world.committee.seats.get(number=2), person, IN_TWO_BODIES)
        case = vote_of(found)
        Case.objects.filter(pk=case.pk).update(terms={**case.terms, "prior_involvement": rule})
        fire(case.pk, "open_vote", by=world.case_worker, procedure="circular")
        return Decision.objects.get(pk=case.pk)

    return opened


def test_who_voted_in_the_region_is_disclosed_on_card_and_result(world, committee_vote, client):
    vote = committee_vote("disclose", world.steering[1])
    seat = world.committee.seats.get(number=2)
    assert vote.involved == [{"person": world.steering[1].pk, "seat": seat.pk, "body": world.steering_group.name}]
    voters = [world.funders[0], world.steering[1], *world.funders[2:]]
    client.force_login(voters[0])
    said = f"has voted on this file before in “{world.steering_group}”"
    english = {"accept-language": "en"}
    assert said in client.get(reverse("move", args=[vote.pk, "cast"]), headers=english).content.decode()
    cast(vote, voters)
    fire(vote.pk, "close", by=world.case_worker)
    assert said in client.get(reverse("vote_result", args=[vote.pk]), headers=english).content.decode()


def test_or_excluded_where_the_programme_says_so(world, committee_vote):
    vote = committee_vote("exclude", world.steering[1])
    seat = world.committee.seats.get(number=2)
    assert (vote.excluded, seat.pk in vote.eligible) == ([seat.pk], False)
    assert refusal(vote, "cast", by=world.steering[1], choice="yes") == "not_found"


@pytest.mark.parametrize("rule", ["allow", None])
def test_or_nothing_where_the_programme_allows_it_or_is_silent(world, committee_vote, rule):
    vote = committee_vote(rule, world.steering[1])
    assert (vote.involved, vote.conflicts) == ([], [])


def test_who_recommended_the_idea_for_the_working_group_never_votes_in_the_committee(world, committee_vote):
    vote = committee_vote("allow", world.lead)
    assert vote.excluded == [world.committee.seats.get(number=2).pk]


def test_who_gave_an_experts_vote_does_not_vote_either(world, application):
    case, member = application("complete"), world.funders[1]
    fire(examination_of(case).pk, "start_assessment", by=world.case_worker)
    fire(examination_of(case).pk, "ask_expert", by=world.case_worker, expert=member.email, until="2024-07-01")
    asked = Case.objects.get(lifecycle="expertise")
    fire(asked.pk, "declare", by=member, no_conflict=True)
    fire(asked.pk, "hand_in", by=member, recommendation="support", reasons="Überzeugend.", signed=True)
    fire(examination_of(case).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(case).pk, "put_on_committee_agenda", by=world.case_worker)
    fire(vote_of(case).pk, "open_vote", by=world.case_worker, procedure="circular")
    vote = Decision.objects.get(pk=vote_of(case).pk)
    seat = world.committee.seats.get(number=2)
    assert (vote.excluded, seat.pk in vote.eligible) == ([seat.pk], False)
    assert refusal(vote, "cast", by=member, choice="yes") == "not_found"


def test_who_sits_at_the_applicants_desk_does_not_check_for_the_authority(world, application):
    case = application("submitted")
    staff(APPLICANT.key, world.region.lead.place, world.case_worker, LONG_AGO)
    assert refusal(examination_of(case), "confirm_complete", by=world.case_worker) == "acts_for_applicant"
    fire(examination_of(case).pk, "confirm_complete", by=world.checker)
    assert refusal(examination_of(case), "start_assessment", by=world.case_worker) == "acts_for_applicant"
    fire(examination_of(case).pk, "start_assessment", by=world.checker)
    assert refusal(examination_of(case), "finish_assessment", by=world.case_worker, **ASSESSED) == "acts_for_applicant"


def test_nor_does_who_has_acted_for_the_applicant_before(world, application):
    case = application("submitted")
    staff(CASE_WORKER.key, world.authority.place, world.signatory, LONG_AGO)
    world.signatory.desks_held.filter(desk__role="signatory").update(until_on=dt.date(2024, 6, 2))
    assert refusal(examination_of(case), "confirm_complete", by=world.signatory) == "acts_for_applicant"


def test_who_voted_in_the_committee_does_not_sign_or_issue(world, application):
    case = application("notice_signed")
    member = world.funders[0]
    staff("approver", world.authority.place, member, LONG_AGO)
    assert refusal(ruling_of(case), "issue", by=member) == "voted_in_committee"
    fire(ruling_of(case).pk, "issue", by=world.approver)


def test_nobody_of_the_authority_signs_the_application(world, application):
    case = application("internally_released")
    staff("signatory", world.region.lead.place, world.checker, LONG_AGO)
    assert refusal(case, "submit", by=world.checker, **DECLARED) == "acts_for_authority"
    fire(case.pk, "submit", by=world.signatory, **DECLARED)


@pytest.mark.parametrize("sits_from", ["2024-06-03", "2024-06-04"])
def test_an_expert_votes_nowhere_whether_seated_before_the_vote_began_or_since(
    world, in_assessment, expert, today_is, sits_from
):
    handed_in(world, in_assessment, expert)
    fire(examination_of(in_assessment).pk, "finish_assessment", by=world.case_worker, **ASSESSED)
    fire(approval_of(in_assessment).pk, "put_on_committee_agenda", by=world.case_worker)
    vote = vote_of(in_assessment)
    desk = Holder.objects.filter(person=world.funders[1], desk__role="seat").first().desk
    seat = Seat.objects.get(place=desk.place)
    if sits_from == "2024-06-03":
        appoint(seat, expert, dt.date(2024, 6, 3))
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    if sits_from == "2024-06-04":
        appoint(seat, expert, dt.date(2024, 6, 4))
        today_is("2024-06-04")
    with pytest.raises(Refused) as caught:
        fire(vote.pk, "cast", by=expert, choice="yes")
    assert caught.value.key == {"2024-06-03": "not_found", "2024-06-04": "has_had_a_part"}[sits_from]
