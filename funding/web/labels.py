"""Words for what moves ask for, where the model of the case has none; and for what is chosen from."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.commitments.promises import Contribution, Firmness
from funding.decisions.models import Ballot, Fault, Procedure, Proposal, Vote
from funding.decisions.states import S as Decided
from funding.disbursements.late_use.models import Proposal as OnInterest
from funding.documents.attaching import KINDS
from funding.financing import Category, Side
from funding.law.remedy import Remedy
from funding.meetings.models import Attendance
from funding.programmes.benches import BENCHES, bench_label
from funding.reclaims.grounds import GROUNDS
from funding.reclaims.models import Extent, Reach, Relief
from funding.web.above import fields_above
from funding.web.frame import upper_first
from workflows.models import Case

# A key is the input's name, or "lifecycle.move.input" where a move means something of its own by it.
LABELS: dict[str, Any] = {
    "title": _("title"),
    "reason": _("reason"),
    "advice": _("advice"),
    "group": _("working group"),
    "resolved_on": _("day of the group's resolution"),
    "recommendation": _("recommendation"),
    "proposal": _("what the body is asked to resolve"),
    "procedure": _("procedure"),
    "closes_on": _("last day of the vote"),
    "meets_on": _("day of the meeting"),
    "present": _("seats present"),
    "ballot": _("kind of ballot"),
    "decision.record_elsewhere.about_person": _("The vote was about a person (an election or appointment)."),
    "held_on": _("day of the vote"),
    "decision.record_elsewhere.file": _("the minutes"),
    "invited_again_on": _("second meeting: day of the invitation to it"),
    "late": _("of these, who came after the opening"),
    "decision.record_elsewhere.deputies": _("seats for which the deputy took part"),
    "decision.correct.deputies": _("seats for which the deputy took part"),
    "application.enter_paper.file": _("the paper, scanned, with its stamp of receipt"),
    "objection_served_on": _("decision on the objection served on"),
    "instructed": _("with a correct instruction on remedies"),
    "without_budget": _("why the money is there without a released budget"),
    "idea.put_on_agenda.file": _("what shows the recommendation"),
    "ruling.propose_take_over.file": _("the notice as it was issued"),
    "issued_on": _("day of the notice"),
    "payments": _("what has been paid so far"),
    "decision.correct.file": _("the minutes, if they were wrong too"),
    "excluded": _("seats that took no part because of a conflict of interest"),
    "yes": _("seats that voted yes"),
    "no": _("seats that voted no"),
    "abstain": _("seats that abstained"),
    "yes_votes": _("yes, number"),
    "no_votes": _("no, number"),
    "abstentions": _("abstentions, number"),
    "about_person": _("The vote is about a person (an election or appointment)."),
    "demanded_by": _("seats that demand a secret ballot"),
    "decision.challenge.seat": _("seat that challenges"),
    "email": _("e-mail address of the person"),
    "roster.appoint.rank": _("holder or which deputy"),
    "roster.appoint_chair.rank": _("chair or which deputy"),
    "beside": _("An equal chair besides who chairs already."),
    "from_on": _("first day"),
    "until_on": _("last day of the term"),
    "last_day": _("last day"),
    "holder": _("who leaves"),
    "bench": _("bench"),
    "contributor": _("The seat is a funder's."),
    "decision.declare_conflict.reason": _("What is the conflict of interest?"),
    "decision.declare_conflict.seat": _("seat of the member who told the office"),
    "decision.declare_conflict.deputy": _("It is the deputy's conflict of interest."),
    "declaration.rule.excluded": _("The body excludes the member from this decision."),
    "decision.leave.outcome": _("What becomes of the item?"),
    "decision.leave.deferred_until": _("deferred until"),
    "decision.vote_again.meets_on": _("day of the second meeting"),
    "decision.vote_again.reason": _("reason for the repetition"),
    "supervision.enter_answer.file": _("letter of the supervisory authority"),
    "declarer": _("member"),
    "received_on": _("received on"),
    "fault": _("what came about wrongly"),
    "contested": _("seats that should not have voted"),
    "found": _("The fault is found."),
    "decisive": _("Without the fault the resolution would have been another."),
    "finding": _("finding"),
    "choice": _("your vote"),
    "note": _("remark"),
    "deferred_until": _("deferred until"),
    "decided_on": _("day of the decision"),
    "resolution": _("wording of the resolution"),
    "declared": _("I declare this"),
    "statement": _("statement"),
    "achieved_on": _("achieved on"),
    "pay_by": _("to be paid by"),
    "value_date": _("value date"),
    "used_on": _("used on"),
    "remedy": _("remedy"),
    "disputed": _("receipt is disputed"),
    "until": _("last day"),
    "items": _("what is missing"),
    "lines": _("financing plan"),
    "commitments": _("commitments of partners"),
    "partner": _("partner"),
    "contribution": _("contribution"),
    "promise": _("what is promised"),
    "application.set_commitments.amount": _("sum or value"),
    "application.set_commitments.until": _("promised until"),
    "firmness": _("how firm it is"),
    "application.attach.partner": _("partner who has signed it"),
    "commitment.open.amount": _("sum or value"),
    "commitment.open.until": _("promised until"),
    "commitment.note_missed.reason": _("what has happened"),
    "file": _("file"),
    "kind": _("kind of document"),
    "side": _("side"),
    "category": _("category"),
    "name": _("item"),
    "item": _("item"),
    "year": _("year"),
    "amount": _("amount"),
    "financing_secured": _("The financing as a whole is secured."),
    "subsidy_facts_known": _("I know the facts that matter for subsidies (section 264 of the criminal code)."),
    "disallowed": _("not recognised expenditure"),
    "target": _("idea or project of this region in which it goes on"),
    "published": _("project of the public directory"),
    "regions": _("regions"),
    "documents": _("documents"),
    "payer": _("funder"),
    "weight": _("part of each grant"),
    "rank": _("rank on the waiting list"),
    "budget.set_shares.lines": _("funders and their shares"),
    "budget.propose_change.lines": _("funders and their shares"),
    "revision.set_measures.measures": _("measures that are funded"),
    "mandate.open.kind": _("what was resolved"),
    "motion.open.kind": _("kind of motion"),
    "motion.nominate.rank": _("rank: 0 the chair, from 1 on a deputy"),
    "mandate.enter.email": _("e-mail address of the lead"),
    "enactment.enter.organisation": _("seat at which it is a holiday"),
    "revision.set_rules.section": _("section"),
    "revision.set_rules.measure": _("measure, if the rules are those of one"),
    "key": _("number"),
    "label": _("name"),
    "talked_on": _("day of the first contact"),
    "idea.apply.on_paper": _("The application comes on paper, and the authority enters it."),
    "idea.ask_body.reason": _("Why should the body decide all the same?"),
    "idea.offer_for_transfer.experience": _("What has been learnt from it?"),
    "idea.offer_for_transfer.contact": _("Whom can the other region ask?"),
    "transfer.declare_interest.note": _("What would you like to know?"),
    "transfer.get_in_contact.note": _("What was agreed?"),
    "transfer.adapt.adaptation": _("What will be different in your region?"),
    "retention.refuse_erasure.reason": _("Why is the file not to be erased?"),
    "award_retention.refuse_erasure.reason": _("Why is the file not to be erased?"),
    "retention.hold.reason": _("Why must the file be kept?"),
    "award_retention.hold.reason": _("Why must the file be kept?"),
    "archive": _("archive"),
    "street": _("street and number"),
    "postcode": _("postcode"),
    "town": _("town"),
    "taken_over_on": _("taken over on"),
    "answered_on": _("answered on"),
    "statement.feed_back.conclusion": _("What follows from it in the region?"),
    "subject": _("what it is about"),
    "about": _("vote that waits for the body"),
    "public": _("in the public part"),
    "agenda_item": _("item of the agenda"),
    "seats": _("seats"),
    "deputies": _("of these, for whom the deputy has come"),
    "by_video": _("of these, who has joined by video"),
    "joined": _("where they took part"),
    "goes_on": _("How does it go on?"),
    "carried_out_until": _("carried out until"),
    "becomes": _("Will there be another day?"),
    "what": _("what is noted"),
    "at": _("hour"),
    "meeting.add_item.yes": _("votes for the urgency"),
    "meeting.add_item.no": _("votes against the urgency"),
    "entry": _("entry that is wrong"),
    "cancelled": _("It never was like that."),
    "seat": _("seat"),
    "day": _("day"),
    "course": _("what the minutes say"),
    "objection": _("objection"),
    "objection_text": _("What is wrong in the minutes?"),
    "answer_text": _("answer"),
    "upheld": _("The objection is right; the minutes are corrected."),
    "meeting.add_item.reason": _("Why can it not wait?"),
    "meeting.open_meeting.seats": _("seats present"),
    "meeting.continue.seats": _("seats present"),
    "award.amend_after_remedy.amount": _("grant as a whole"),
    "award.amend_after_remedy.period_to": _("new last day of the period"),
    "unspent": _("not spent"),
    "payment.note_funds_returned.amount": _("amount given back"),
    "late_use.note_payment.amount": _("amount paid"),
    "late_use.answer.statement": _("your comments"),
    "year_end.propose.proposal": _("what becomes of the rest"),
    "late_use.propose.proposal": _("what becomes of the interest"),
    "late_use.hear.allegations": _("why interest is intended"),
    "provisions_passed_on": _("The final recipient is bound by the ancillary provisions of the award."),
    "opened_on": _("proceedings opened on"),
    "administrator": _("insolvency administrator"),
    "cause": _("cause"),
    "forwarding.breach.amount": _("sum claimed back"),
    "forwarding.note_forwarded.amount": _("amount passed on"),
    "forwarding_claim.note_payment.amount": _("amount paid"),
    "forwarding_claim.propose_release.amount": _("amount released"),
    "ground": _("ground"),
    "extent": _("extent of the revocation"),
    "reach": _("effect of the revocation"),
    "ineffective_from": _("ineffective from"),
    "known_on": _("all facts known on"),
    "allegations": _("what speaks for the revocation"),
    "answer_by": _("comments until"),
    "relief": _("kind of relief"),
    "obstacle_ended_on": _("the obstacle ended on"),
    "requested_on": _("reinstatement asked for on"),
    "examination.admit_late.obstacle": _("What prevented the applicant from applying in time?"),
    "examination.ask_expert.expert": _("expert's e-mail address"),
    "examination.ask_expert.until": _("vote asked for by"),
    "examination.ask_expert.question": _("what the expert is asked"),
    "unbiased": _("I am not biased, and nothing makes me seem so (§§ 20, 21 VwVfG)"),
    "no_conflict": _("I have no conflict of interest in this matter (§§ 20, 21 VwVfG)"),
    "expertise.declare.interest": _("Or: what connects you with the project or those who take part in it"),
    "signed": _("This is my own vote, on the papers I have read here"),
    "award.hear.amount": _("sum revoked"),
    "reclaim.reduce.amount": _("sum that stands"),
    "collection.note_payment.amount": _("amount paid"),
    "noted_amount": _("sum as noted"),
    "noted_date": _("value date as noted"),
    "collection.correct.amount": _("right sum"),
    "collection.correct.value_date": _("right value date"),
    "reclaim.answer.statement": _("your comments"),
    "change.open.kind": _("what is to change"),
    "matter": _("what it is about"),
    "happened_on": _("known since"),
    "change_ruling.put_to_committee.amount": _("grant the committee is asked for"),
    "notification.send.statement": _("what has happened"),
    "decision.object.reason": _("Why should the body discuss it in a meeting?"),
    "examination.finish_assessment.own_share_reduced": _("the reduced own share counts"),
    "application.edit.period_from": _("first day of the project"),
    "application.edit.period_to": _("last day of the project"),
    "idea.withdraw.reason": _("Why do you withdraw the idea?"),
    "consultation.send_back.reason": _("What is still missing?"),
}
HINTS: dict[str, Any] = {
    "email": _("As in the person's account here."),
    "examination.ask_expert.expert": _("As in the person's account here. Process support cannot be asked."),
    "examination.count_for_next_round.until": _("Left empty: the next cut-off day of the programme."),
    "roster.appoint.rank": _("0 for who holds it, 1 for the first deputy, 2 for the second."),
    "roster.appoint_chair.rank": _("0 for the chair, 1 for the first deputy chair, 2 for the second."),
    "until_on": _("Left empty if the term has no fixed end."),
    "roster.appoint.from_on": _("Who had it before leaves on the day before."),
    "roster.appoint_chair.from_on": _("Who had it before leaves on the day before."),
    "decision.declare_conflict.reason": _("Only office and chair read it. No names of relatives, please."),
    "decision.challenge.seat": _("Left empty for your own challenge."),
    "decision.challenge.received_on": _("Left empty: today."),
    "decision.declare_conflict.seat": _("Left empty for your own conflict of interest."),
    "declaration.rule.reason": _("As the body gave it; it was decided without the member."),
    "declaration.rule.yes": _("Left empty with the two others where nobody objected."),
    "decision.leave.deferred_until": _("Only where the item is deferred."),
    "decision.vote_again.meets_on": _("Only where there was no quorum. Left empty, the vote begins anew."),
    "supervision.enter_answer.received_on": _("From this day on the resolution is effective, or refused."),
    "about": _("Left empty for a free item."),
    "begins_at": _("For example 18:00."),
    "meeting.add_item.public": _("What concerns single people or contracts belongs in the non-public part."),
    "meeting.attend.agenda_item": _("Only for a conflict of interest: the item it is on."),
    "meeting.attend.at": _("For example 18:05. Left empty: now."),
    "joined": _("Left empty, it stays as it was noted."),
    "by_video": _("Only where the standing orders let members join by video."),
    "meeting.attend.deputies": _("Only for who comes."),
    "meeting.correct.entry": _("Left empty if something was forgotten: then choose seat and what happened."),
    "meeting.correct.at": _("The right hour, for example 18:05."),
    "meeting.correct.day": _("Only if the meeting was held on several days."),
    "meeting.continue.seats": _("Who is there today."),
    "carried_out_until": _("Only if it is carried out. On this day the office is asked how it goes on."),
    "meeting.interrupt.continues_on": _(
        "Left empty, the meeting goes on today. With a day it is adjourned to that day."
    ),
    "payment.note_funds_returned.used_on": _("Only where a part was used."),
    "collection.correct.amount": _("0, if nothing came in for this reclaim."),
    "forwarding.edit.proof_due_on": _("Left empty, the day the programme sets; it lies before your own."),
    "ruling.issue.without_budget": _("Only needed where no budget is released for a year of the grant."),
    "draw_by": _("Left empty, the award does not depend on a first call."),
    "award.amend_after_remedy.amount": _("Only what the decision changes."),
    "forwarding.check.recognised": _("What of the money passed on was used for the purpose. The rest is claimed back."),
    "forwarding.check.pay_by": _("Only where money is to come back."),
    "forwarding.breach.pay_by": _("Only where money is to come back."),
    "known_on": _("The day on which the authority knew everything it needs to decide. The year runs from it."),
    "ineffective_from": _("Only for the past: from this day interest runs."),
    "award.hear.amount": _("Left empty, everything that can be revoked."),
    "reason": _("It stands in the history. Please no data on the health of single persons."),
    "invited_again_on": _("Only where an earlier meeting had no quorum and the invitation pointed out what follows."),
    "decision.record_elsewhere.file": _("Only the part on this question: whoever reads the vote reads it, too."),
    "yes": _("Only where the minutes say how each seat voted."),
    "yes_votes": _(
        "Only where the minutes have nothing but the count. It is then marked as a count wherever it is shown."
    ),
    "closes_on": _("Only for a circular vote. Empty: the shortest period the standing orders allow."),
    "present": _("Only in a session."),
    "ballot": _("Empty: as the standing orders have it."),
    "demanded_by": _("Only where the standing orders make a secret ballot depend on a demand."),
    "decisive": _("Only where no vote is in question; otherwise a recount tells."),
    "conditions": _("Only if you ask the body to approve with conditions."),
    "note": _("All members can read it."),
    "report.write.expenditure": _(
        "An item without an amount is left out. The free row is for what is not in the plan; saving adds another."
    ),
    "change.edit.amount": _("The grant as a whole, not the difference."),
    "change.edit.late_reason": _("Only if the funding period is over."),
    "budget.set_shares.lines": _("Each grant is split by the parts: with 1 and 2, the second bears two thirds."),
    "motion.draft_orders.majority": _("What is left empty stays as it is in force."),
    "motion.draft_orders.from_on": _("Left empty: from the day of the resolution on."),
    "motion.nominate.from_on": _("Left empty: from the day of the resolution on."),
    "mandate.enter.day": _("The first day the body exists, or the first on which it is no more."),
    "mandate.enter.email": _("Who leads it needs an account here."),
    "enactment.enter.valid_from": _("A base rate counts from 1 January or 1 July. Of a holiday the day itself."),
    "enactment.enter.value": _("A rate like 1,27, a number, a word: what the source says."),
    "enactment.enter.source": _("Where it is published, so that the second person finds it."),
    "revision.set_measures.measures": _("A measure left out goes with its rules."),
    "budget.propose_change.lines": _("All funders as they are to be, not only what changes."),
    "application.set_commitments.commitments": _(
        "The whole list. Money of partners also stands in the financing plan, in kind only here."
    ),
    "application.attach.partner": _("Only for a signed letter of intent or agreement: the name as in the commitments."),
    "commitment.note_missed.kept": _("What has come all the same; 0,00 if nothing."),
    "change.set_plan.lines": _("The whole plan as it is to be, not only what changes."),
    "notification.send.statement": _("Please no names and no data on the health of single persons."),
    "idea.edit.title": _("A few words are enough."),
    "idea.edit.summary": _("What is to be done, by whom, where? Members read this before they vote."),
    "idea.edit.need": _("Please give no names and no illnesses of single people."),
    "idea.offer_for_transfer.regions": _("Each reads title, summary, for whom, cost, and what you write here."),
    "idea.offer_for_transfer.contact": _("A function and its address rather than a person's name."),
    "transfer.release.documents": _("Only what you tick here leaves your file."),
    "meeting.attach_paper.agenda_item": _(
        "Without an item everybody who is invited reads it. Who is excluded from an item reads none of its papers."
    ),
    "retention.offer_to_archive.answer_by": _("Left empty, the period the law of the state sets."),
    "award_retention.offer_to_archive.answer_by": _("Left empty, the period the law of the state sets."),
    "statement.edit.wording": _("The members of the body vote on this text, and the letter holds it word for word."),
    "statement.send.answer_by": _("By when do you ask for an answer? The letter names the day."),
    "idea.edit.target_group": _("For example: families with care needs."),
}
# The case has a field of this name that is something else.
ASKED_ANEW = {
    "meeting.interrupt.continues_on",
    *(f"decision.record_elsewhere.{name}" for name in ("present", "excluded", "procedure")),
    *("award.hear.amount", "award.record_late_remedy.received_on"),
    *("forwarding.breach.amount", "forwarding.note_forwarded.amount", "forwarding_claim.note_payment.amount"),
    "forwarding_claim.propose_release.amount",
    *("payment.note_funds_returned.amount", "payment.note_funds_returned.value_date"),
    "late_use.note_payment.amount",
    *("collection.note_payment.amount", "reclaim.reduce.amount", "collection.reckon_interest.pay_by"),
}
CHOICES_IN_WORDS: dict[str, Any] = {
    "bench": BENCHES,
    "becomes": {"postponed": _("postponed: another day will be set"), "cancelled": _("cancelled for good")},
    "goes_on": {
        "in_execution": _("It is carried out without funding."),
        "parked": _("It rests."),
        "completed": _("It is finished."),
        "lapsed": _("It is pursued no further."),
    },
    "joined": {"room": _("in the room"), "video": _("by video")},
    "procedure": dict(Procedure.choices),
    "ballot": dict(Ballot.choices),
    "fault": dict(Fault.choices),
    "outcome": {state.value: state.label for state in (Decided.DEFERRED, Decided.RETURNED, Decided.ABORTED)},
    "proposal": {**dict(Proposal.choices), **dict(OnInterest.choices)},
    "choice": dict(Vote.choices),
    "remedy": dict(Remedy.choices),
    "side": dict(Side.choices),
    "category": dict(Category.choices),
    "ground": {key: ground.label for key, ground in GROUNDS.items()},
    "extent": dict(Extent.choices),
    "reach": dict(Reach.choices),
    "relief": dict(Relief.choices),
    "kind": KINDS,
    "contribution": dict(Contribution.choices),
    "firmness": dict(Firmness.choices),
    "what": dict(Attendance.Kind.choices),
}


def label(case: Case, move: str, name: str) -> str:
    """What a field is called: by its move, by the model, by its name. Begins with a capital."""
    words = LABELS.get(f"{case.lifecycle}.{move}.{name}") or of_model(case, name) or LABELS.get(name)
    return upper_first(str(words or name.replace("_", " ")))


def hint(case: Case, move: str, name: str) -> Any:
    return HINTS.get(f"{case.lifecycle}.{move}.{name}") or HINTS.get(name, "")


def choices(case: Case, name: str, words: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The words to choose from, as people say them."""
    known = CHOICES_IN_WORDS.get(name) or {}
    of_field = dict(getattr(_field(case, name), "flatchoices", ()))
    return [(word, of_field.get(word) or known.get(word) or word.replace("_", " ")) for word in words]


def of_model(case: Case, name: str) -> Any:
    """The words the model gives this field; None where it has only a name for programs."""
    words = getattr(_field(case, name), "verbose_name", None)
    return words if isinstance(words, Promise) else None


def may_be_unknown(case: Case, name: str) -> bool:
    return bool(getattr(_field(case, name), "null", False))


def _field(case: Case, name: str) -> Any:
    known = {field.name: field for field in case.flow_class.process_class._meta.local_concrete_fields}
    return known.get(name) or fields_above(case.lifecycle).get(name)


def seat_words(seat: Mapping[str, Any]) -> str:
    words = (seat["institution"], bench_label(seat["bench"]))
    named = next((str(word) for word in words if word), "")
    return (
        str(_("Seat %(number)s: %(who)s")) % {"number": seat["number"], "who": named} if named else str(seat["number"])
    )
