"""Words for what moves ask for, where the model of the case has none; and for what is chosen from."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.decisions.models import Ballot, Fault, Procedure, Proposal, Vote
from funding.decisions.states import S as Decided
from funding.disbursements.late_use.models import Proposal as OnInterest
from funding.documents.attaching import KINDS
from funding.financing import Category, Side
from funding.law.remedy import Remedy
from funding.meetings.models import Attendance
from funding.programmes.benches import BENCHES, bench_label
from funding.promises import Contribution, Firmness
from funding.reclaims.grounds import GROUNDS
from funding.reclaims.models import Extent, Reach, Relief
from funding.web.above import fields_above
from funding.web.frame import upper_first
from workflows.models import Case

# At which places a case is at home.
PLACES = {
    "region": _("Region"),
    "receiver": _("Other region"),
    "group": _("Working group"),
    "body": _("Body"),
    "applicant": _("Applicant"),
    "authority": _("Grant authority"),
    "final_recipient": _("Final recipient"),
    "successor": _("New recipient"),
}
# By the input's name; where a move means something of its own by it, the words of its lifecycle say so.
LABELS: dict[str, Any] = {
    "title": _("title"),
    "debtor": _("of whom it is demanded"),
    "spent": _("what was spent before that, with its day"),
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
    "held_on": _("day of the vote"),
    "sent_on": _("circular vote: day on which it was sent to the members"),
    "objected": _("circular vote: seats that objected to it"),
    "invited_again_on": _("second meeting: day of the invitation to it"),
    "late": _("of these, who came after the opening"),
    "objection_served_on": _("decision on the objection served on"),
    "instructed": _("with a correct instruction on remedies"),
    "without_budget": _("why the money is there without a released budget"),
    "issued_on": _("day of the notice"),
    "payments": _("what has been paid so far"),
    "excluded": _("seats that took no part because of a conflict of interest"),
    "yes": _("seats that voted yes"),
    "no": _("seats that voted no"),
    "abstain": _("seats that abstained"),
    "yes_votes": _("yes, number"),
    "no_votes": _("no, number"),
    "abstentions": _("abstentions, number"),
    "about_person": _("The vote is about a person (an election or appointment)."),
    "demanded_by": _("seats that demand a secret ballot"),
    "email": _("e-mail address of the person"),
    "beside": _("An equal chair besides who chairs already."),
    "from_on": _("first day"),
    "until_on": _("last day of the term"),
    "last_day": _("last day"),
    "holder": _("who leaves"),
    "bench": _("bench"),
    "contributor": _("The seat is a funder's."),
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
    "without_instruction": _("the instruction on remedies was missing or wrong"),
    "until": _("last day"),
    "items": _("what is missing"),
    "lines": _("financing plan"),
    "commitments": _("commitments of partners"),
    "partner": _("partner"),
    "contribution": _("contribution"),
    "promise": _("what is promised"),
    "firmness": _("how firm it is"),
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
    "key": _("number"),
    "label": _("name"),
    "talked_on": _("day of the first contact"),
    "archive": _("archive"),
    "street": _("street and number"),
    "postcode": _("postcode"),
    "town": _("town"),
    "taken_over_on": _("taken over on"),
    "answered_on": _("answered on"),
    "subject": _("what it is about"),
    "about": _("vote that waits for the body"),
    "public": _("in the public part"),
    "agenda_item": _("item of the agenda"),
    "seats": _("seats"),
    "deputies": _("of these, for whom the deputy has come"),
    "by_video": _("of these, who has joined by video"),
    "came_as": _("who came"),
    "joined": _("where they took part"),
    "goes_on": _("How does it go on?"),
    "carried_out_until": _("carried out until"),
    "becomes": _("Will there be another day?"),
    "what": _("what is noted"),
    "at": _("hour"),
    "entry": _("entry that is wrong"),
    "cancelled": _("It never was like that."),
    "seat": _("seat"),
    "day": _("day"),
    "course": _("what the minutes say"),
    "objection": _("objection"),
    "objection_text": _("What is wrong in the minutes?"),
    "answer_text": _("answer"),
    "upheld": _("The objection is right; the minutes are corrected."),
    "unspent": _("not spent"),
    "provisions_passed_on": _("The final recipient is bound by the ancillary provisions of the award."),
    "opened_on": _("proceedings opened on"),
    "administrator": _("insolvency administrator"),
    "cause": _("cause"),
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
    "unbiased": _("I am not biased, and nothing makes me seem so (§§ 20, 21 VwVfG)"),
    "no_conflict": _("I have no conflict of interest in this matter (§§ 20, 21 VwVfG)"),
    "signed": _("This is my own vote, on the papers I have read here"),
    "takes_over_duties": _("We take over the rights and duties of the award, with the proof of use and any repayment."),
    "noted_amount": _("sum as noted"),
    "returned_on": _("right day on which it was back"),
    "noted_date": _("value date as noted"),
    "matter": _("what it is about"),
    "happened_on": _("known since"),
}
HINTS: dict[str, Any] = {
    "email": _("As in the person's account here."),
    "debtor": _("Left empty, of the present recipient."),
    "spent": _("Only what was used after its last day bears interest. Enter parts that were spent earlier."),
    "until_on": _("Left empty if the term has no fixed end."),
    "about": _("Left empty for a free item."),
    "begins_at": _("For example 18:00."),
    "came_as": _("Left empty, it stays as it was noted; of what was forgotten, the member."),
    "joined": _("Left empty, it stays as it was noted."),
    "by_video": _("Only where the standing orders let members join by video."),
    "carried_out_until": _("Only if it is carried out. On this day the office is asked how it goes on."),
    "draw_by": _("Left empty, the award does not depend on a first call."),
    "known_on": _("The day on which the authority knew everything it needs to decide. The year runs from it."),
    "ineffective_from": _("Only for the past: from this day interest runs."),
    "reason": _("It stands in the history. Please no data on the health of single persons."),
    "held_on": _("Of a circular vote its last day."),
    "sent_on": _("Only of a circular vote. The seats and the standing orders of this day count."),
    "objected": _("Where the standing orders say so, an objection, or several, end a circular vote without a result."),
    "invited_again_on": _("Only where an earlier meeting had no quorum and the invitation pointed out what follows."),
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
    "came_as": {"holder": _("the member"), "deputy": _("the deputy")},
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


OF_ANY_CASE = {"attach.kind": _("kind of document")}  # move and field, whatever the model says of the case


def label(case: Case, move: str, name: str) -> str:
    """What a field is called: by its move, by the model, by its name. Begins with a capital."""
    of_move = case.table.words.labels.get(f"{move}.{name}") or OF_ANY_CASE.get(f"{move}.{name}")
    words = of_move or of_model(case, name) or LABELS.get(name)
    return upper_first(str(words or name.replace("_", " ")))


def hint(case: Case, move: str, name: str) -> Any:
    return case.table.words.hints.get(f"{move}.{name}") or HINTS.get(name, "")


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
