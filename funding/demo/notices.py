"""What becomes of a notice once it is issued: of an award, a revocation, or any other. All three know these moves."""

from funding.demo.everyday import Project
from funding.demo.stage import Moments
from workflows import clock

REMEDY_MONTH = 40
LATE = "Wir haben das Schreiben erst nach dem Urlaub gefunden."


def come_to(project: Project, case: int, state: str, ago: int) -> Moments:
    """This notice, issued before; the last of its steps was so many days ago. What was posted was served that day."""
    served_before = {"sent": 0, "notified": 0, "final": 4, "contested": 8, "annulled": 14, "inadmissible": REMEDY_MONTH}
    if state == "issued":
        return
    yield project.moment(ago + served_before[state], "12:20")
    post(project, case, served=state != "sent")
    if state == "final":
        yield project.moment(ago, "15:15")
        project.let("signatory", "waive_remedy", case, declared=True)
    if state in ("contested", "annulled"):
        yield project.moment(ago + served_before[state] - 8, "15:45")
        contest(project, case)
    if state == "annulled":
        yield project.moment(ago, "11:10")
        annul(project, case)
    if state == "inadmissible":
        yield project.moment(ago, "09:05")
        contest_late(project, case)


def post(project: Project, case: int, *, served: bool = True) -> None:
    """By a courier with a receipt, so that no day is presumed."""
    today = clock.today().isoformat()
    project.let("case_worker", "dispatch", case, channel="formal", posted_on=today)
    if served:
        project.let("case_worker", "note_receipt", case, received_on=today)


def contest(project: Project, case: int) -> None:
    reason = "Der Bescheid übersieht die Stellungnahme des Landkreises."
    project.let("signatory", "contest", case, remedy="action", received_on=clock.today().isoformat(), reason=reason)


def contest_late(project: Project, case: int) -> None:
    day = clock.today().isoformat()
    project.let("case_worker", "record_late_remedy", case, remedy="action", received_on=day, reason=LATE)


def reinstate(project: Project, case: int) -> None:
    day = clock.today().isoformat()
    facts = {"obstacle_ended_on": day, "requested_on": day, "reason": "Der Unterzeichner lag im Krankenhaus."}
    project.let("approver", "reinstate", case, **facts)


def annul(project: Project, case: int) -> None:
    reason = "Das Gericht hebt den Bescheid auf."
    project.let("approver", "annul", case, decided_on=clock.today().isoformat(), reason=reason)
