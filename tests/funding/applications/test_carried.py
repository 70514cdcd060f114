"""One project through three bodies: what the steering group's resolution carries, and when it has to resolve again."""

import pytest
from django.utils.translation import override

from funding.applications.models import Application
from funding.applications.typos import same_but_for_slips
from funding.decisions.content import content_of
from funding.decisions.models import Decision
from funding.documents.models import ContentVersion
from funding.fingerprint import fingerprint
from notifications.models import Message
from tests.funding.applications.story import DECLARED, FORM, cast, examination_of, line, vote_of
from workflows.engine import available, fire
from workflows.models import Case
from workflows.refusals import NotFound, Refused

pytestmark = pytest.mark.django_db
DEARER = {"requested": "70000.00"}
DEARER_PLAN = [
    line("expenditure", "staff", "55000.00"), line("income", "own", "10000.00"),
    line("income", "third_party", "5000.00"), line("income", "grant", "40000.00"),
    line("expenditure", "staff", "50000.00", 2026), line("income", "own", "15000.00", 2026),
    line("income", "third_party", "5000.00", 2026), line("income", "grant", "30000.00", 2026),
]  # fmt: skip


@pytest.fixture
def revised(world, application, remembered):
    """An application returned by the committee, in its second version."""

    @remembered
    def returned():
        case = application("on_committee_agenda")
        fire(vote_of(case).pk, "leave", by=world.funders[0], outcome="returned", reason="Wirkung zeigen.")
        return Application.objects.get(pk=case.pk)

    return returned


def edit(world, case, **changes):
    fire(case.pk, "edit", by=world.applicant, **{**FORM, **changes})


def terms(case, **changes):
    Case.objects.filter(pk=case.pk).update(terms={**case.terms, **changes})


def release(world, case):
    fire(case.pk, "release_internally", by=world.applicant)


def resolve_anew(world, case, choice="yes"):
    """The body votes on the changed project."""
    fire(case.parent_id, "resolve_anew", by=world.office)
    vote = vote_of(case.parent)
    fire(vote.pk, "open_vote", by=world.office, procedure="circular")
    cast(vote, world.steering, choice)
    return Decision.objects.get(pk=vote.pk)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"executor": "Klinik Auental gGmbH"}, "who carries it out (Pflegestützpunkt Auental, now Klinik Auental"),
        ({"goals": "120 begleitete Haushalte bis Ende 2026."}, "goals"),
        ({"period_to": "2026-11-30"}, "end (Thursday, 31 December 2026, now Monday, 30 November 2026)"),
    ],
)
def test_another_partner_goal_or_term_asks_for_a_new_resolution(world, revised, change, named):
    case = revised()
    edit(world, case, **change)
    with override("en"), pytest.raises(Refused) as caught:
        release(world, case)
    assert caught.value.key == "resolution_does_not_carry"
    with override("en"):
        assert named in str(caught.value.sentence)


def test_another_sum_asks_for_a_new_resolution_beyond_what_the_programme_lets_it_move(world, revised, refusal, state):
    case = revised()
    edit(world, case, **DEARER)
    fire(case.pk, "set_plan", by=world.applicant, lines=DEARER_PLAN)
    assert refusal(case, "release_internally", by=world.applicant) == "resolution_does_not_carry"
    terms(case, material_sum="20/100")
    release(world, case)
    assert state(case) == "internally_released"


def test_before_the_first_version_the_total_cost_of_the_idea_counts(world, application, refusal):
    case = application("draft")
    edit(world, case, **DEARER)
    fire(case.pk, "set_plan", by=world.applicant, lines=DEARER_PLAN)
    assert refusal(case, "release_internally", by=world.applicant) == "resolution_does_not_carry"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Pflegelotsen im Quartier, Ausbau"},
        {"description": "Vier Lotsinnen beraten."},
        {"goals": "240 begleitete Haushatle bis ende 2026"},
        {"executor": "Pflegestüzpunkt Auental"},
    ],
)
def test_a_slip_of_the_pen_or_what_does_not_matter_is_noted_and_needs_no_vote(world, revised, change):
    case = revised()
    edit(world, case, **change)
    release(world, case)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    assert case.events.get(move="submit", facts__version=2).facts["changed"] == list(change)


def test_what_the_programme_does_not_call_material_needs_no_vote(world, revised, state):
    case = revised()
    edit(world, case, executor="Klinik Auental gGmbH")
    terms(case, material_changes=["sum"])
    release(world, case)
    assert state(case) == "internally_released"


def test_what_is_handed_in_later_must_be_carried_too(world, application, refusal):
    case = application("submitted")
    fire(
        examination_of(case).pk, "request_items", by=world.case_worker, items="Wer führt es durch?", until="2024-07-01"
    )
    edit(world, case, executor="Klinik Auental gGmbH")
    assert refusal(case, "supply", by=world.signatory) == "resolution_does_not_carry"


def test_a_released_version_that_has_lost_its_resolution_is_not_signed(world, revised, refusal):
    case = revised()
    release(world, case)
    Application.objects.filter(pk=case.pk).update(executor="Klinik Auental gGmbH")
    assert refusal(case, "submit", by=world.signatory, **DECLARED) == "resolution_does_not_carry"


def test_the_body_votes_on_the_changed_project_and_then_it_goes_on(world, revised, state):
    case = revised()
    first = vote_of(case.parent)
    edit(world, case, executor="Klinik Auental gGmbH")
    vote = resolve_anew(world, case)
    assert (vote.state, vote.replaces_id, vote.parent_id) == ("adopted", first.pk, case.parent_id)
    assert vote.papers["project"]["executor"] == "Klinik Auental gGmbH"
    assert vote.papers["project_before"]["executor"] == "Pflegestützpunkt Auental"
    assert state(case.parent) == "in_application"
    assert case.parent.events.get(move="follow_vote", from_state="in_application").facts["answer"] == "adopted"
    told = Message.objects.filter(kind="idea.resolved_anew").values_list("person", flat=True)
    assert set(told) == {world.applicant.pk, world.office.pk}
    release(world, case)
    assert state(case) == "internally_released"


def test_what_is_changed_after_the_new_vote_is_not_carried_by_it(world, revised, refusal):
    case = revised()
    edit(world, case, executor="Klinik Auental gGmbH")
    resolve_anew(world, case)
    edit(world, case, executor="Caritas Auental")
    assert refusal(case, "release_internally", by=world.applicant) == "resolution_does_not_carry"


def test_after_a_no_the_earlier_resolution_carries_only_what_it_was_made_on(world, revised, refusal, state):
    case = revised()
    edit(world, case, executor="Klinik Auental gGmbH")
    assert resolve_anew(world, case, "no").state == "rejected"
    assert refusal(case, "release_internally", by=world.applicant) == "resolution_does_not_carry"
    edit(world, case)
    release(world, case)
    assert state(case) == "internally_released"


def test_the_body_is_asked_again_only_where_it_must_be_and_once(world, revised, idea, refusal):
    case = revised()
    assert refusal(case.parent, "resolve_anew", by=world.office) == "resolution_carries"
    edit(world, case, executor="Klinik Auental gGmbH")
    with pytest.raises(NotFound):
        fire(case.parent_id, "resolve_anew", by=world.stranger)
    assert refusal(case.parent, "resolve_anew", by=world.author) == "not_yours"
    fire(case.parent_id, "resolve_anew", by=world.applicant)
    assert refusal(case.parent, "resolve_anew", by=world.office) == "is_voted_on"


def test_where_nothing_is_applied_for_nobody_is_asked_again(world, application, refusal):
    case = application("awarded")
    offers = {offer.move.name for offer in available(Case.objects.get(pk=case.parent_id), by=world.office)}
    assert "resolve_anew" not in offers


def test_a_vote_deferred_or_given_up_can_be_asked_for_again(world, revised, state):
    case = revised()
    edit(world, case, executor="Klinik Auental gGmbH")
    fire(case.parent_id, "resolve_anew", by=world.office)
    fire(vote_of(case.parent).pk, "leave", by=world.office, outcome="aborted", reason="Termin geplatzt.")
    assert case.parent.events.get(move="follow_vote", from_state="in_application").facts["answer"] == "aborted"
    assert resolve_anew(world, case).state == "adopted"


def test_each_version_handed_in_is_kept_with_its_fingerprint(world, revised):
    case = revised()
    edit(world, case, title="Pflegelotsen")
    release(world, case)
    fire(case.pk, "submit", by=world.signatory, **DECLARED)
    versions = list(ContentVersion.objects.filter(case=case))
    assert [version.content["title"] for version in versions] == ["Pflegelotsen im Quartier", "Pflegelotsen"]
    assert [version.sha256 for version in versions] == [fingerprint(version.content) for version in versions]
    submitted = case.events.filter(move="submit").order_by("seq").values_list("seq", flat=True)
    assert [version.seq for version in versions] == list(submitted)


def test_a_vote_is_bound_to_its_papers_and_documents_as_they_were_at_the_opening(world, application):
    vote = vote_of(application("on_committee_agenda")).decision
    assert (vote.content_hash, vote.attached) == ("", [])
    fire(vote.pk, "open_vote", by=world.case_worker, procedure="circular")
    vote = Decision.objects.get(pk=vote.pk)
    document = vote.parent.documents.get(source="upload")
    assert vote.attached == [{"title": "Beschreibung", "version": 1, "sha256": document.content_id}]
    assert vote.content_hash == fingerprint(content_of(vote)) == vote.events.get(move="open_vote").facts["content"]
    vote.attached = [{**vote.attached[0], "sha256": "0" * 64}]
    assert fingerprint(content_of(vote)) != vote.content_hash


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("240 Haushalte", "240  haushalte.", True),
        ("begleitete Haushalte", "begleitete Haushatle", True),
        ("begleitete Haushalte", "begleitet Haushalte", True),
        ("begleitete Haushalte", "begleitete Haushalten", True),
        ("240 Haushalte", "241 Haushalte", False),
        ("Klinik A", "Klinik B", False),
        ("alle Haushalte", "nicht alle Haushalte", False),
        ("Haushalte begleiten", "begleiten Haushalte", False),
        ("Haushalte", "Haushunde", False),
        ("AWO Auental", "ASB Auental", False),
        ("", "Haushalte", False),
    ],
)
def test_what_counts_as_a_slip_of_the_pen(before, after, same):
    assert same_but_for_slips(before, after) is same
    assert same_but_for_slips(after, before) is same
