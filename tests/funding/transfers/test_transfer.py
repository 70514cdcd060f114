"""A project of one region, offered to another, which makes an idea of its own from it."""

import pytest
from django.test import Client

from funding.decisions.models import Decision
from funding.demo.world import build_world
from funding.documents.models import Document
from funding.ideas.models import Idea
from funding.regions.models import Region
from funding.transfers.models import Transfer
from tests.funding.asking import persons_told, refusal, state
from tests.funding.below import below
from tests.funding.ideas.story import consultation_of
from tests.funding.ideas.test_idea import cast
from workflows import clock
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case
from workflows.reading import may_read

pytestmark = pytest.mark.django_db
RELEASED = {
    "experience": "Zwei Jahre Betrieb, gut angenommen.",
    "contact": "Koordinationsstelle, lotsen@auental.example",
}
PAPER = Upload("Konzept.txt", b"Konzept der Lotsen")


@pytest.fixture
def there(world):
    """Another invented region with people of its own."""
    return build_world("Birkental")


@pytest.fixture
def origin(world, idea):
    """An approved idea with a paper in its file."""
    case = idea("draft")
    fire(case.pk, "attach", by=world.author, file=PAPER, kind="concept")
    fire(case.pk, "submit", by=world.author)
    fire(case.pk, "assign", by=world.office, group=world.group.pk)
    fire(consultation_of(case).pk, "recommend", by=world.lead, recommendation="Sinnvoll.", resolved_on="2022-01-31")
    fire(case.pk, "put_on_agenda", by=world.office)
    adopt(world, case)
    return Idea.objects.get(pk=case.pk)


@pytest.fixture
def transfer(world, there, origin):
    """Brought as far as asked: `transfer("contact")`."""

    def brought(to="offered"):
        fire(origin.pk, "offer_for_transfer", by=world.office, regions=[there.region.pk], **RELEASED)
        found = Transfer.objects.get(finished=None)
        steps = {
            "offered": lambda: None,
            "interest": lambda: fire(found.pk, "declare_interest", by=there.office, note="Was kostet es?"),
            "contact": lambda: fire(found.pk, "get_in_contact", by=world.office, talked_on=clock.today()),
            "adapted": lambda: fire(found.pk, "adapt", by=there.office, adaptation="Mit Rufbus."),
        }
        for name, make in steps.items():
            make()
            if name == to:
                break
        return Transfer.objects.get(pk=found.pk)

    return brought


def adopt(world, case):
    ballot = Case.objects.get(pk=case.pk).children.filter(lifecycle="decision").latest("pk")
    fire(ballot.pk, "open_vote", by=world.office, procedure="circular")
    cast(ballot, world.steering, "yes")


def reads(person, case):
    return may_read(case, person.pk, clock.today())


def test_the_other_region_reads_the_offer_and_nothing_else(world, there, origin, transfer):
    case = transfer()
    assert (state(case), state(origin), persons_told("transfer.offered", case)) == (
        "offered",
        "approved_for_application",
        {there.office},
    )
    family = [origin, *origin.children.filter(lifecycle="decision")]
    assert (reads(there.office, case), [reads(there.office, each) for each in family]) == (True, [False, False])
    assert [reads(person, case) for person in (world.office, there.lead, world.cashier)] == [True, False, False]
    assert (case.summary, case.contact, case.offered_by) == (origin.summary, RELEASED["contact"], world.region.name)
    client = Client()
    client.force_login(there.office)
    page = client.get(f"/cases/{case.pk}/")
    assert (page.status_code, page.context["related"], page.context["documents"]) == (200, [], [])
    assert world.group.name not in page.content.decode()
    for pk in (each.pk for each in family):
        assert client.get(f"/cases/{pk}/").status_code == 404
        assert client.get(f"/api/v1/cases/{pk}/").status_code == 404


def test_the_whole_way_ends_with_an_idea_of_the_other_regions_own(world, there, origin, transfer):
    case = transfer("contact")
    paper = origin.documents.get(kind="concept")
    fire(case.pk, "release", by=world.office, documents=[paper.pk])
    fire(case.pk, "adapt", by=there.office, adaptation="Mit Rufbus.")
    own = Transfer.objects.get(pk=case.pk).own_idea
    assert (state(case), own.state, own.source, own.region, own.parent_id) == (
        "adapted",
        "draft",
        "transfer",
        there.region,
        None,
    )
    assert (own.title, own.summary, own.opened_by, own.group) == (origin.title, origin.summary, there.office, None)
    assert (own.dossier.lead_place, set(own.places)) == (there.region.place, {"region", "applicant"})
    copies = Document.objects.filter(content_id=paper.content_id).order_by("pk").values_list("case_id", flat=True)
    assert list(copies) == [origin.pk, case.pk, own.pk]
    assert [reads(world.office, each) for each in (case, own)] == [True, False]
    assert refusal(case, "adopt", by=there.office) == "not_adopted_here"
    _bring_to_adoption(there, own)
    fire(case.pk, "adopt", by=there.office)
    assert (state(case), persons_told("transfer.adopted", case), state(origin)) == (
        "adopted",
        {world.office},
        "approved_for_application",
    )


def test_a_resolution_that_has_fallen_since_adopts_nothing(world, there, origin, transfer):
    case = transfer("adapted")
    own = Transfer.objects.get(pk=case.pk).own_idea
    _bring_to_adoption(there, own)
    ballot = below(own, "decision")
    seat = Decision.objects.get(pk=ballot.pk).electorate[4]["seat"]
    fire(ballot.pk, "challenge", by=there.office, seat=seat, fault="procedure", reason="Nicht geladen.")
    found = below(ballot, "challenge")
    fire(found.pk, "examine", by=there.office, found=True, decisive=True, finding="Das trifft zu.")
    fire(found.pk, "decide", by=there.chair, reason="Siehe Feststellung.")
    assert (state(ballot), state(own)) == ("void", "recommended")
    assert refusal(case, "adopt", by=there.office) == "not_adopted_here"


def _bring_to_adoption(there, own):
    fire(own.pk, "edit", by=there.office, title=own.title, summary=own.summary, need="Wie dort.", target_group="Alle")
    fire(own.pk, "submit", by=there.office)
    fire(own.pk, "assign", by=there.office, group=there.group.pk)
    fire(consultation_of(own).pk, "recommend", by=there.lead, recommendation="Sinnvoll.", resolved_on="2022-01-31")
    fire(own.pk, "put_on_agenda", by=there.office)
    adopt(there, own)


def test_without_a_release_no_document_reaches_the_other_region(world, there, origin, transfer):
    case = transfer("adapted")
    own = Transfer.objects.get(pk=case.pk).own_idea
    assert (case.documents.count(), own.documents.count()) == (0, 0)


def test_only_papers_of_the_idea_itself_are_released_and_only_by_the_origin(world, there, origin, transfer):
    case = transfer("interest")
    ballot = origin.children.get(lifecycle="decision")
    fire(ballot.pk, "record", by=world.office, resolution="Zugestimmt.")
    minutes = ballot.documents.get(kind="minutes_extract")
    for chosen in ([], [minutes.pk], [999999]):
        assert refusal(case, "release", by=world.office, documents=chosen) == "bad_input"
    paper = origin.documents.get(kind="concept").pk
    assert refusal(case, "release", by=there.office, documents=[paper]) == "not_yours"
    fire(case.pk, "release", by=world.office, documents=[paper])
    assert (state(case), persons_told("transfer.released", case)) == ("interest", {there.office})


def test_each_page_leads_to_what_its_reader_may_read_of_the_lineage(world, there, origin, transfer):
    case = transfer("adapted")
    own = Transfer.objects.get(pk=case.pk).own_idea

    def related(person, here):
        client = Client()
        client.force_login(person)
        found = [row["href"] for row in client.get(f"/cases/{here.pk}/").context["related"]]
        return [href for href in found if not href.endswith("/backward/")]

    assert related(there.office, own) == [f"/cases/{case.pk}/"]
    assert related(there.office, case) == [f"/cases/{own.pk}/"]
    assert related(world.office, case) == [f"/cases/{origin.pk}/"]


def test_the_forms_offer_other_regions_and_the_papers_of_the_idea(world, there, origin, transfer):
    client = Client()
    client.force_login(world.office)
    fields = client.get(f"/cases/{origin.pk}/offer_for_transfer/").context["form"].fields
    assert fields["regions"].choices == [(there.region.pk, there.region.name)]
    fields = client.get(f"/cases/{transfer('interest').pk}/release/").context["form"].fields
    assert [number for number, _name in fields["documents"].choices] == [origin.documents.get(kind="concept").pk]


def test_who_is_not_meant_does_not_move_it(world, there, transfer):
    case = transfer()
    assert refusal(case, "declare_interest", by=world.office, note="x") == "not_yours"
    assert refusal(case, "declare_interest", by=there.lead, note="x") == "not_found"
    assert refusal(case, "end_offer", by=there.office, reason="x") == "not_yours"
    assert refusal(case, "adapt", by=there.office, adaptation="x") == "not_possible_here"
    fire(case.pk, "declare_interest", by=there.office, note="Was kostet es?")
    assert persons_told("transfer.interest", case) == {world.office}
    assert refusal(case, "get_in_contact", by=there.office, talked_on=clock.today()) == "not_yours"
    assert refusal(case, "get_in_contact", by=world.office, talked_on="2060-01-01") == "bad_input"


@pytest.mark.parametrize("at", ["offered", "interest", "contact", "adapted"])
def test_the_other_region_may_always_leave_it_and_the_origin_is_told(world, there, transfer, at):
    case = transfer(at)
    fire(case.pk, "abandon", by=there.office, reason="Kein Träger.")
    assert (state(case), persons_told("transfer.abandoned", case)) == ("abandoned", {world.office})


def test_the_origin_ends_its_offer_and_may_offer_again(world, there, origin, transfer):
    case = transfer()
    again = {"regions": [there.region.pk], **RELEASED}
    assert refusal(origin, "offer_for_transfer", by=world.office, **again) == "bad_input"
    fire(case.pk, "end_offer", by=world.office, reason="Das Vorhaben ruht.")
    assert (state(case), persons_told("transfer.ended", case)) == ("abandoned", {there.office})
    fire(origin.pk, "offer_for_transfer", by=world.office, **again)
    assert origin.children.filter(lifecycle="transfer").count() == 2


def test_a_transfer_begun_in_the_other_region_is_not_the_origins_to_end(world, transfer):
    assert refusal(transfer("adapted"), "end_offer", by=world.office, reason="x") == "not_possible_here"


def test_only_the_office_offers_and_only_to_other_regions_with_an_office(world, there, origin):
    elsewhere = Region.objects.exclude(pk__in=[world.region.pk, there.region.pk]).first()
    for chosen in ([], [world.region.pk], [elsewhere.pk], [there.region.pk, 999999]):
        assert refusal(origin, "offer_for_transfer", by=world.office, regions=chosen, **RELEASED) == "bad_input"
    chosen = {"regions": [there.region.pk], **RELEASED}
    assert refusal(origin, "offer_for_transfer", by=world.lead, **chosen) == "not_yours"
    assert refusal(origin, "offer_for_transfer", by=there.office, **chosen) == "not_found"


def test_a_finished_project_may_still_be_offered(world, there, idea):
    case = idea("recommended")
    fire(case.pk, "put_on_agenda", by=world.office, proposal="approve_without_funding")
    adopt(world, case)
    fire(case.pk, "go_on", by=world.office, goes_on="completed", reason="Läuft dauerhaft.")
    fire(case.pk, "offer_for_transfer", by=world.office, regions=[there.region.pk], **RELEASED)
    assert (state(case), Transfer.objects.get().state) == ("completed", "offered")


def test_the_other_region_is_reminded_of_an_offer_it_lets_lie(there, transfer, today_is):
    today_is("2024-06-03")
    case = transfer()
    today_is("2024-09-03")
    sweep_deadlines()
    assert (state(case), persons_told("task.late", case)) == ("offered", {there.office})


def test_an_offer_is_abandoned_by_the_region_it_was_made_to(world, transfer):
    assert refusal(transfer("contact"), "abandon", by=world.office, reason="Doch nicht.") == "not_yours"
