"""What joins ideas to each other: an idea goes on in another one, or another region takes it up."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from funding.ideas.models import Idea
from funding.ideas.states import S
from funding.regions.models import PublishedProject
from funding.roles import AUTHOR, WORKING_GROUP_LEAD
from funding.transfers.opening import offer, regions_to_ask
from workflows.inputs import Line, Number, Numbers, Text
from workflows.models import Case
from workflows.reading import may_read
from workflows.refusals import BadInput
from workflows.step import Step

MERGES_WITH = (S.SUBMITTED, S.IN_WORKING_GROUP, S.RETURNED, S.RECOMMENDED, S.ON_AGENDA, S.DEFERRED)
RUNNING = (
    S.APPROVED_FOR_APPLICATION, S.APPROVED_WITH_CONDITIONS, S.APPROVED_WITHOUT_FUNDING, S.IN_APPLICATION,
    S.IN_EXECUTION,
)  # fmt: skip
TAKES_IN = (*MERGES_WITH, *RUNNING)


def join(case: Case, step: Step, *, target: Number = None, published: Number = None, reason: Text) -> str:
    """Another idea or project of the region, or a project that only the public directory knows: one of the two. The
    other stays as it is; its author and the lead of its group are told."""
    if (target is None) == (published is None):
        raise BadInput("target", _("Choose one: an idea or project of the region, or a project of the directory."))
    if target is not None:
        found = _idea_of_region(case, step, target)
        _go_on_in(case, step, found)
        return S.MERGED if found.state in MERGES_WITH else S.JOINED_EXISTING
    project = PublishedProject.objects.filter(pk=published).first()
    if project is None:
        raise BadInput("published", _("Choose a project of the directory."))
    idea = case.idea
    idea.joined_published = project
    idea.save(update_fields=["joined_published"])
    step.record(published=project.key, project=project.title)
    return S.JOINED_EXISTING


def _idea_of_region(case: Case, step: Step, number: int) -> Idea:
    """One that this person may read and that nobody is moving just now; two ideas cannot go on in each other."""
    same_region = Idea.objects.filter(region_id=case.idea.region_id, state__in=TAKES_IN).exclude(pk=case.pk)
    locked = same_region.select_for_update(of=("case_ptr",), skip_locked=True)
    found = locked.select_related("dossier").filter(pk=number).first()
    if found is None or not may_read(found, step.actor, step.today):
        raise BadInput("target", _("Choose an idea of this region that is still being worked on or carried out."))
    return found


def _go_on_in(case: Case, step: Step, found: Idea) -> None:
    idea = case.idea
    idea.goes_on_in = found
    idea.save(update_fields=["goes_on_in"])
    step.record(goes_on_in=found.pk, reference=found.dossier.number)
    _tell_there(replace(step, case=found), stage=f"took_in.{case.pk}")


def _tell_there(step: Step, stage: str) -> None:
    people = {*step.people(AUTHOR), *step.people(WORKING_GROUP_LEAD)}
    step.tell("idea.took_in", sorted(people), stage=stage)


def offer_for_transfer(case: Case, step: Step, *, regions: Numbers, experience: Text, contact: Line) -> str:
    """Each region gets an offer of its own and reads nothing but that. The idea stays where it is."""
    idea = case.idea
    released = {
        "offered_by": idea.region.name,
        "summary": idea.summary,
        "target_group": idea.target_group,
        "total_cost": idea.total_cost,
        "experience": experience,
        "contact": contact,
    }
    for region in regions_to_ask(step, idea.region, regions):
        offer(step, region, **released)
    return case.state
