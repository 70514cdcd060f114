"""The history says in sentences of their own what every move did."""

import pytest

from funding.applications.states import Followed, Noted
from funding.web.sentences import BY_FACT, TOLD
from workflows.binding import flows

MOVES = {
    f"{flow.lifecycle.name}.{move.name}": move.targets
    for flow in flows()
    if flow.process_class._meta.app_label == "funding"
    for move in flow.lifecycle.moves
}
OF_ANY_CASE = {"attach"}  # one sentence for the same move of several lifecycles
OPENINGS = {
    *("award.open", "change.open", "consultation.open", "decision.open", "disbursement.open", "notification.open"),
    *("forwarding.open", "forwarding_claim.open", "first_draw.open", "late_use.open", "year_end.open"),
    *("meeting.open", "minutes.open", "reclaim.open", "report.open", "transfer.open", "challenge.open"),
    *("reconsideration.open", "budget.open", "revision.open", "early_start.open", "notice.open", "retention.open"),
    *("award_retention.open", "correction.open", "roster.open", "seat_change.open", "enactment.open", "mandate.open"),
    *("collection.open", "examination.open", "ruling.open", "waiting.open", "approval.open", "settlement.open"),
    *("motion.open", "declaration.open", "supervision.open", "commitment.open", "expertise.open", "change_ruling.open"),
    *("payment.open", "objection_ruling.open", "suggestion.open"),
}  # the others by a person
OF_THE_ENGINE = {
    *("open", "words.erase", "file.erase", "deadline.escalate", "deadline.recount", "deadline.redate"),
    *("task.claim", "task.release", "task.delegate", "task.finish"),
}


def test_every_move_of_every_lifecycle_has_a_sentence_and_every_sentence_a_move():
    by_move = {name for name in MOVES if name.partition(".")[2] not in OF_ANY_CASE}
    by_outcome = {name: {f"{name}.{state}" for state in MOVES[name]} for name in by_move}
    told = {name: {name} if name in TOLD else by_outcome[name] for name in by_move}
    assert set(TOLD) == set().union(*told.values()) | OF_ANY_CASE | OPENINGS | OF_THE_ENGINE


def test_what_an_application_follows_and_notes_has_a_sentence_each():
    followed = {f"application.follow.{each}" for each in Followed}
    assert set(BY_FACT) == followed | {f"application.take_note.{each}" for each in Noted}


@pytest.mark.django_db
def test_a_report_is_told_from_its_opening_to_its_acceptance(world, report, as_person):
    case, by = report("accepted"), {part: str(getattr(world, part)) for part in ("applicant", "signatory", "checker")}
    history = as_person(world.applicant).get(f"/cases/{case.pk}/").context["history"]
    assert [entry["text"] for entry in reversed(history)] == [
        "The report was scheduled.",
        "The report can be written now.",
        f"{by['applicant']} edited the report.",
        f"{by['applicant']} released the report for signature.",
        f"{by['signatory']} signed and submitted the report.",
        f"{by['checker']} began to check the report.",
        f"{by['checker']} accepted the report.",
    ]
