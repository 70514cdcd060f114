"""A programme version is copied, edited as a draft, proposed by one person and published by another. Once published it
never changes; what began before keeps its own version."""

import datetime as dt
import json

import pytest

from funding.bodies.appointments import staff
from funding.demo.world import build_world
from funding.ideas.models import Idea
from funding.ideas.opening import open_idea
from funding.programmes.models import Programme, ProgrammeVersion
from funding.programmes.queries import version_on
from funding.regions.models import Organisation, Region
from funding.revisions.models import Revision
from funding.revisions.opening import open_revision
from funding.revisions.queries import fingerprint_of, responsible
from tests.funding.asking import refusal, state, wrong
from tests.funding.ideas.story import consultation_of
from tests.funding.revisions.conftest import FIRST_DAY
from workflows.engine import fire
from workflows.models import Case, Event
from workflows.refusals import BadInput, NotFound, Refused

pytestmark = pytest.mark.django_db


def rule(key: str, value: object, *, verified: bool = True) -> dict[str, object]:
    return {"key": key, "value": json.dumps(value), "source": "Nr. 5.2", "verified": verified}


def told(case, move: str) -> dict:
    return Event.objects.filter(case=case, move=move).latest("seq").facts


@pytest.fixture
def alone(world) -> None:
    """The case worker sits at the approver's desk as well."""
    staff("approver", world.authority.place, world.case_worker, dt.date(2021, 1, 1))


def test_it_begins_as_a_copy(revision, base):
    case = revision()
    assert (case.state, case.rules, case.base) == ("draft", base.terms, base)


def test_only_a_case_worker_of_an_authority_that_carries_out_the_programme_begins_one(world, base):
    more = {"named": "x", "valid_from": FIRST_DAY}
    with pytest.raises(Refused) as caught:
        open_revision(base, world.authority, by=world.approver, **more)
    assert caught.value.key == "not_yours"
    other = Programme.objects.create(key="other", name="Fremdes Programm")
    foreign = ProgrammeVersion.objects.create(programme=other, key="other", title="Fremd", valid_from=FIRST_DAY)
    with pytest.raises(Refused) as caught:
        open_revision(foreign, world.authority, by=world.case_worker, **more)
    assert caught.value.key == "not_their_programme"


def test_nobody_begins_a_version_of_a_programme_that_another_authority_carries_out_too(world, base):
    """Where two use it, neither changes the rules of the other."""
    more = {"named": "x", "valid_from": FIRST_DAY, "by": world.case_worker}
    other = build_world("Neckarbogen", state="HE", programme=world.region.programme)
    for authority, worker in ((world.authority, world.case_worker), (other.authority, other.case_worker)):
        with pytest.raises(Refused) as caught:
            open_revision(base, authority, **{**more, "by": worker})
        assert caught.value.key == "not_their_programme"
    Region.objects.filter(pk=other.region.pk).update(programme="")
    assert open_revision(base, world.authority, **more).state == "draft"


def test_what_every_region_falls_back_to_is_nobodys_own_once_real_authorities_share_it(world):
    generic = ProgrammeVersion.objects.get(key="generic")
    Region.objects.filter(pk=world.region.pk).update(programme="generic", invented=False)
    Organisation.objects.filter(pk=world.authority.pk).update(invented=False)
    Region.objects.filter(invented=False).exclude(pk=world.region.pk).update(authority=None)
    more = {"named": "x", "valid_from": FIRST_DAY, "by": world.case_worker}
    assert responsible([world.authority.place]).filter(key="generic").exists()
    foreign = Organisation.objects.exclude(pk=world.authority.pk).filter(invented=False).first()
    region = Region.objects.filter(invented=False).exclude(pk=world.region.pk).first()
    Region.objects.filter(pk=region.pk).update(authority=foreign)
    with pytest.raises(Refused) as caught:
        open_revision(generic, world.authority, **more)
    assert caught.value.key == "not_their_programme"


def test_the_same_click_twice_begins_one(world, base):
    facts = {"by": world.case_worker, "named": "x", "valid_from": FIRST_DAY, "key": "k" * 32}
    first, again = (open_revision(base, world.authority, **facts) for _time in range(2))
    assert (first.pk, Revision.objects.count()) == (again.pk, 1)


def test_a_key_that_has_opened_another_case_opens_none(world, base):
    open_idea(world.region, by=world.case_worker, title="x", key="k" * 32)
    with pytest.raises(Refused) as refused:
        open_revision(base, world.authority, by=world.case_worker, named="x", valid_from=FIRST_DAY, key="k" * 32)
    assert refused.value.key == "key_used_otherwise"


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_it_begins_in_a_year_that_can_be_reckoned_with(world, base, day):
    with pytest.raises(BadInput) as refused:
        open_revision(base, world.authority, by=world.case_worker, named="x", valid_from=day)
    assert refused.value.field == "valid_from"


def test_two_persons_publish_it_and_the_version_before_ends_the_day_before(world, revision, base):
    last = base.valid_to
    case = revision("published")
    version = case.published
    assert (version.status, version.valid_from, version.terms) == ("published", FIRST_DAY, base.terms)
    assert (version.published_by_first, version.published_by_second) == (world.case_worker, world.approver)
    base.refresh_from_db()
    assert base.valid_to == (last or FIRST_DAY - dt.timedelta(days=1))
    assert version_on(base.programme.key, FIRST_DAY) == version
    assert told(case, "publish")["content"] == told(case, "propose")["content"] == case.proposed


def test_who_edited_or_proposed_it_does_not_publish_it(world, revision, alone):
    case = revision("proposed")
    assert refusal(case, "publish", by=world.case_worker) == "four_eyes"
    assert state(case) == "proposed"


@pytest.mark.parametrize(
    ("at", "move", "data"),
    [
        ("draft", "describe", {"named": "x", "valid_from": "2027-01-01"}),
        ("draft", "set_measures", {"measures": []}),
        ("draft", "set_rules", {"section": "money", "lines": []}),
        ("draft", "propose", {}),
        ("draft", "discard", {}),
        ("proposed", "take_back", {}),
    ],
)
def test_the_second_person_writes_nothing(world, revision, at, move, data):
    assert refusal(revision(at), move, by=world.approver, **data) == "not_yours"


@pytest.mark.parametrize(("move", "data"), [("return", {"reason": "x"}), ("publish", {})])
def test_the_case_worker_neither_publishes_nor_returns(world, revision, move, data):
    assert refusal(revision("proposed"), move, by=world.case_worker, **data) == "not_yours"


def test_it_does_not_exist_for_anybody_else(world, revision):
    for person in (world.office, world.applicant, world.author):
        with pytest.raises(NotFound):
            fire(revision().pk, "propose", by=person)


def test_it_is_returned_taken_back_or_discarded(world, revision):
    case = revision("proposed")
    fire(case.pk, "return", by=world.approver, reason="Der Eigenanteil fehlt.")
    fire(case.pk, "propose", by=world.case_worker)
    fire(case.pk, "take_back", by=world.case_worker)
    assert state(case) == "draft"
    fire(case.pk, "discard", by=world.case_worker)
    assert (state(case), ProgrammeVersion.objects.filter(valid_from=FIRST_DAY).exists()) == ("discarded", False)


def test_what_was_changed_behind_the_proposal_is_not_published(world, revision):
    case = revision("proposed")
    Revision.objects.filter(pk=case.pk).update(rules={**case.rules, "measures": {}}, named="Anders")
    assert refusal(case, "publish", by=world.approver) == "changed_since"
    assert not ProgrammeVersion.objects.filter(valid_from=FIRST_DAY).exists()


def test_a_rule_is_entered_with_its_source_and_what_is_left_out_is_not_set(world, revision):
    case = revision()
    before = case.rules["values"]["funding_kind"]
    lines = [rule("funding_kind", "share"), rule("own_share", "20/100")]
    fire(case.pk, "set_rules", by=world.case_worker, section="money", lines=lines)
    case = Revision.objects.get(pk=case.pk)
    assert case.rules["values"]["own_share"] == {"value": "20/100", "source": "Nr. 5.2", "verified": True}
    assert "small_amount_threshold" not in case.rules["values"]
    facts = told(case, "set_rules")
    changed = {change["key"]: (change["before"], change["after"]) for change in facts["changes"]}
    assert changed["funding_kind"] == (before["value"], "share")
    assert facts["content"] == fingerprint_of(case)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (rule("own_share", "2/1"), "lines[0].value"),
        (rule("own_share", "9" * 5000 + "/10000"), "lines[0].value"),
        (rule("funding_kind", ["share"]), "lines[0].value"),
        (rule("proof_months", 6), "lines[0].key"),
        ({**rule("own_share", None), "value": "[" * 9999}, "lines[0].value"),
        ({**rule("own_share", "10/100"), "source": ""}, "lines[0].source"),
        (rule("eligible_costs", "\x00"), "lines[0].value"),
    ],
)
def test_a_wrong_rule_is_refused_at_its_field(world, revision, line, field):
    assert wrong(revision(), "set_rules", by=world.case_worker, section="money", lines=[line]) == field


def test_a_section_or_measure_that_does_not_exist_is_refused(world, revision):
    case = revision()
    assert wrong(case, "set_rules", by=world.case_worker, section="nothing", lines=[]) == "section"
    assert wrong(case, "set_rules", by=world.case_worker, section="money", measure="9.9", lines=[]) == "measure"


def test_a_measure_has_rules_of_its_own_and_takes_them_along(world, revision):
    case = revision()
    one = [{"key": "A", "label": "Projekte"}]
    fire(case.pk, "set_measures", by=world.case_worker, measures=one)
    fire(case.pk, "set_rules", by=world.case_worker, section="money", measure="A", lines=[rule("cap", "50000.00")])
    case = Revision.objects.get(pk=case.pk)
    assert case.rules["measures"] == {
        "A": {
            "values": {"cap": {"value": "50000.00", "source": "Nr. 5.2", "verified": True}},
            "label": "Projekte",
        }
    }
    assert wrong(case, "set_measures", by=world.case_worker, measures=[*one, *one]) == "measures"
    fire(case.pk, "set_measures", by=world.case_worker, measures=[])
    case = Revision.objects.get(pk=case.pk)
    assert case.rules["measures"] == {}


def test_an_incomplete_version_is_not_proposed(world, revision):
    case = revision()
    fire(case.pk, "set_rules", by=world.case_worker, section="way", lines=[rule("needs_idea", True, verified=False)])
    assert refusal(case, "propose", by=world.case_worker) == "incomplete"


def test_the_last_day_is_not_before_the_first(world, revision):
    data = {"named": "x", "valid_from": "2027-01-01", "valid_to": "2026-12-31"}
    assert wrong(revision(), "describe", by=world.case_worker, **data) == "valid_to"


def test_two_versions_never_count_on_one_day(world, revision):
    revision("published")
    early = revision("draft", valid_from=FIRST_DAY - dt.timedelta(days=60))
    assert refusal(early, "propose", by=world.case_worker) == "overlaps"
    ends = {"named": "Bis dahin", "valid_from": "2026-11-02", "valid_to": "2026-12-31"}
    fire(early.pk, "describe", by=world.case_worker, **ends)
    fire(early.pk, "propose", by=world.case_worker)
    fire(early.pk, "publish", by=world.approver)
    counted = [version_on(early.programme.key, dt.date(2026, 12, 31)), version_on(early.programme.key, FIRST_DAY)]
    assert [version.title for version in counted] == ["Bis dahin", "Richtlinie 2027"]


def test_two_versions_of_one_year_have_keys_of_their_own(world, revision):
    keys = [revision("published", valid_from=day).published.key for day in (FIRST_DAY, dt.date(2027, 7, 1))]
    assert keys == [f"{keys[0]}", f"{keys[0]}-2"]


def test_a_running_case_keeps_the_version_it_began_with(world, revision, idea, today_is):
    today_is("2026-12-01")
    case = idea("in_working_group")
    consultation = consultation_of(case)
    before, due = case.terms, consultation.deadlines.get().due_on
    other = revision()
    lines = [rule("working_group_days", 5)]
    fire(other.pk, "set_rules", by=world.case_worker, section="dates", lines=lines)
    fire(other.pk, "propose", by=world.case_worker)
    fire(other.pk, "publish", by=world.approver)
    today_is("2027-01-04")
    same = Case.objects.get(pk=case.pk)
    assert (same.terms, consultation.deadlines.get().due_on) == (before, due)
    fire(consultation.pk, "recommend", by=world.lead, recommendation="Gut.", resolved_on="2027-01-04")
    assert Case.objects.get(pk=case.pk).terms == before
    new = idea("draft")
    assert Idea.objects.get(pk=new.pk).terms["working_group_days"] == 5
