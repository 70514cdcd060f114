"""What else becomes of an application: late, deferred, without money, rejected, started early."""

import datetime as dt
from typing import Any

from funding.applications.early_start.opening import open_early_start
from funding.decisions.models import Vote
from funding.demo.everyday import Project
from funding.demo.notices import come_to
from funding.demo.stage import Moments, Story
from funding.people.models import User
from workflows.models import Case

LATE_ON = dt.date(2024, 9, 19)  # the day after


def instruction(project: Project) -> dict[str, str]:
    """The remedy a notice names."""
    return {
        "remedy_type": "action",
        "remedy_name": f"Verwaltungsgericht {project.world.name}",
        "remedy_street": "Gerichtsweg 2",
        "remedy_postcode": "00000",
        "remedy_town": project.world.name,
    }


def approved_with_conditions(project: Project) -> Moments:
    proposal = {"proposal": "approve_with_conditions", "conditions": "Ein Beirat begleitet das Vorhaben."}
    yield from _approved(project, proposal)


def approved_in_part(project: Project) -> Moments:
    yield from _approved(project, {"proposal": "approve_in_part", "amount": "30000.00"})


def _approved(project: Project, proposal: dict[str, str]) -> Moments:
    """The committee adopts another proposal than asked for; its resolution has not been carried out yet."""

    def put(told: Project) -> None:
        told.let("case_worker", "put_on_committee_agenda", told.approval, **proposal)
        told.decision = told.story.below(told.application, "decision")
        told.let("case_worker", "open_vote", told.decision, procedure="circular")

    yield from project.come(Project.record_approval, 4, {Project.put_to_committee: put})


def _on_agenda(project: Project) -> None:
    """Of a meeting to come: no vote is open."""
    project.let("case_worker", "put_on_committee_agenda", project.approval)
    project.decision = project.story.below(project.application, "decision")


def deferred_by_committee(project: Project) -> Moments:
    yield from project.come(Project.put_to_committee, 20, {Project.put_to_committee: _on_agenda})
    yield project.moment(9, "13:00")
    until, reason = project.on(45), "Erst soll das Ergebnis des Modellversuchs vorliegen."
    chair = project.world.funders[0]
    project.story.move(project.decision, "leave", chair, outcome="deferred", deferred_until=until, reason=reason)


def returned_by_committee(project: Project) -> Moments:
    yield from project.come(Project.put_to_committee, 16, {Project.put_to_committee: _on_agenda})
    yield project.moment(7, "13:30")
    reason = "Bitte den Anteil der Sachausgaben begründen."
    project.story.move(project.decision, "leave", project.world.funders[0], outcome="returned", reason=reason)


def just_refused(project: Project) -> Moments:
    """Rejected by the committee; the authority has not written the rejection yet."""
    yield from project.come(Project.put_to_committee, 22)
    yield project.moment(15, "12:00")
    project.cast(project.world.funders, Vote.NO)


def rejection_drafted(project: Project) -> Moments:
    yield from project.come(Project.start_assessment, 12)
    yield project.moment(4, "10:20")
    reasons = "Das Vorhaben gehört zu den Pflichtaufgaben des Trägers."
    drafted = {"reasons": reasons, **instruction(project)}
    project.let("case_worker", "prepare_rejection", project.application)
    project.let("case_worker", "draft_rejection", project.story.below(project.application, "ruling"), **drafted)


def rejection_begun(project: Project) -> Moments:
    """For lack of money; the decision on the grant and the wait for money rest meanwhile."""
    yield from project.come(Project.assess, 12)
    yield project.moment(7, "10:10")
    _note_that_money_is_missing(project)
    yield project.moment(2, "15:40")
    project.let("case_worker", "prepare_rejection", project.application)


def _note_that_money_is_missing(project: Project) -> None:
    reason = "Die Mittel des Jahres sind vergeben."
    project.let("case_worker", "note_budget_missing", project.approval, reason=reason)


def money_found(project: Project) -> Moments:
    """What was missing has come; the decision is still to be brought about. The assessment did not wait for an expert's
    vote that nobody needed."""

    def assess(told: Project) -> None:
        _ask_expert(told, told.world.steering[1], 0)
        told.assess()

    yield from project.come(Project.assess, 10, {Project.assess: assess})
    yield project.moment(7, "08:50")
    _note_that_money_is_missing(project)
    yield project.moment(3, "13:20")
    project.let("case_worker", "take_from_waiting_list", project.story.below(project.approval, "waiting"))


def rejection_given_up(project: Project) -> Moments:
    """The authority thought better of it; the assessment goes on, for which experts were asked."""
    yield from project.come(Project.start_assessment, 14)
    yield project.moment(12, "10:35")
    _hear_experts(project)
    yield project.moment(8, "09:15")
    project.let("case_worker", "prepare_rejection", project.application)
    yield project.moment(6, "11:05")
    ruling = project.story.below(project.application, "ruling")
    project.let("approver", "give_up", ruling, reason="Das Angebot ist in der Region doch neu.")


def _ask_expert(project: Project, expert: User, number: int) -> int:
    wanted = {"expert": expert.email, "until": project.on(20), "question": "Ist der Bedarf fachlich belegt?"}
    project.let("case_worker", "ask_expert", project.examination, **wanted)
    return project.story.below(project.examination, "expertise", number)


def _hear_experts(project: Project) -> None:
    """Of seven who are asked one gives the vote; the others stand wherever such a request can come to."""
    move, world = project.story.move, project.world
    asked = [_ask_expert(project, each, number) for number, each in enumerate(world.steering)]
    _silent, wavering, writing, done, busy, partial, spare = asked
    for expertise, expert in ((writing, world.steering[2]), (done, world.steering[3])):
        move(expertise, "declare", expert, no_conflict=True)
    reasons = "Die Zahlen zum Bedarf sind belegt, das Vorgehen ist erprobt."
    move(done, "hand_in", world.steering[3], recommendation="support", reasons=reasons, signed=True)
    for expertise, expert in ((wavering, world.steering[1]), (partial, world.steering[5])):
        move(expertise, "declare", expert, no_conflict=False, interest="Ich arbeite mit dem Träger zusammen.")
    move(busy, "decline", world.steering[4], reason="Mir fehlt die Zeit.")
    move(partial, "exclude", world.approver, reason="Die Zusammenarbeit ist zu eng.")
    move(spare, "withdraw", world.case_worker, reason="Es liegt schon ein Votum vor.")


def late(project: Project) -> Moments:
    """Signed three days after the cut-off for 2025; the office has not decided yet whether to admit it."""
    then = Project(project.story, LATE_ON, project.title, measure="2.3")
    yield from then.come(Project.sign, 1)


def without_money_too(project: Project) -> Moments:
    """Approved after the pot of its year was taken; what becomes of it is open."""
    yield from project.come(Project.put_to_committee, 30)
    yield project.moment(20, "12:10")
    project.cast(project.world.funders, Vote.YES)


def expired(project: Project) -> Moments:
    """On the waiting list until the last day of the year the money was for, of which a notice tells."""
    year = project.today.year - 1
    then = Project(project.story, dt.date(year, 7, 1), project.title, days_to_start=120)
    yield from then.come(Project.assess, 20)
    yield then.moment(10, "09:50")
    _note_that_money_is_missing(then)
    yield then.moment(5, "10:40")
    then.let("case_worker", "put_on_waiting_list", then.story.below(then.approval, "waiting"))
    ago = min(12, project.today.timetuple().tm_yday - 1)
    yield project.moment(ago, "10:35")
    ruling = then.story.below(then.application, "ruling")
    then.let("case_worker", "draft_rejection", ruling, reasons="Für das Jahr fehlten die Mittel.", **instruction(then))
    then.let("approver", "reject_formally", ruling)
    yield from come_to(project, then.story.below(then.application, "notice"), "sent", max(ago - 1, 0))


# The early start


def begun_early(project: Project) -> Moments:
    """One request discarded, one withdrawn, one granted, one refused, one signed, one still being written."""
    yield from project.come(Project.confirm, 24)
    steps = (("discarded", 22), ("withdrawn", 20), ("granted", 17), ("refused", 12), ("signed", 6), ("draft", 3))
    for result, ago in steps:
        yield from _early_start(project, project.story.part(result), result, ago)


def _early_start(project: Project, story: Story, result: str, ago: int) -> Moments:
    world = project.world
    yield project.moment(ago, "11:20")
    application = Case.objects.get(pk=project.application)
    request = story.begin(open_early_start, application, by=world.signatory)
    if result == "draft":
        return
    if result == "discarded":
        story.move(request, "discard", world.signatory)
        return
    asked = {"wanted_from": project.on(15), "justification": "Die Fachkraft kann nur jetzt eingestellt werden."}
    story.move(request, "request", world.signatory, **asked)
    if result == "withdrawn":
        story.move(request, "withdraw", world.signatory)
        return
    yield project.moment(ago - 2, "09:40")
    story.move(request, "sign", world.case_worker, **_answer(project, granted=result == "granted"))
    if result != "signed":
        yield project.moment(ago - 3, "14:00")
        story.move(request, "issue", world.approver)


def _answer(project: Project, *, granted: bool) -> dict[str, Any]:
    if granted:
        day = {"answer": "grant", "granted_from": project.on(15)}
        return {**day, "reasons": "Ohne den frühen Beginn scheitert das Vorhaben.", **instruction(project)}
    return {"answer": "refuse", "reasons": "Die Stelle kann später besetzt werden.", **instruction(project)}


def no_longer_needed_early(project: Project) -> Moments:
    """Withdrawn as a whole, with its request for an early start, its wait for money and the rejection that was being
    written."""
    yield from project.come(Project.assess, 18)
    yield from _early_start(project, project.story.part("asked"), "signed", 12)
    yield project.moment(9, "16:10")
    _note_that_money_is_missing(project)
    yield project.moment(8, "10:45")
    project.let("case_worker", "prepare_rejection", project.application)
    yield project.moment(5, "15:30")
    project.let("signatory", "withdraw", project.application, reason="Der Partner hat abgesagt.")
