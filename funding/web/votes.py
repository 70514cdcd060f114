"""The vote card, made for a phone, and the page of the result."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from funding.applications.expertise.models import Recommendation
from funding.bodies.queries import BenchShare
from funding.decisions.content import papers_of
from funding.decisions.hints import hints
from funding.decisions.models import Ballot, Choice, Conflict, Decision, Vote
from funding.decisions.states import M
from funding.decisions.tally import choices_of
from funding.documents.filing import readable_documents
from funding.documents.models import Document
from funding.programmes.benches import bench_label
from funding.web import changed, interests, partners
from funding.web.access import case_or_404
from funding.web.budgets import missing_budget
from funding.web.deadlines import step_row
from funding.web.frame import frame, upper_first
from funding.web.labels import seat_words
from funding.web.move_form import MoveForm
from funding.web.templatetags.foerderweg import money
from workflows.models import Case, Task
from workflows.pictures import words_of

SUMS = (("total_cost", gettext_lazy("total cost")), ("own_funds", gettext_lazy("of this, own funds")))
FEELINGS = {"adopted": "success", "adopted_subject_to_approval": "warning"}
ENTERED = (M.RECORD_ELSEWHERE, M.CORRECT)
BAR = ("yes", "no", "abstain", "silent")


def card(request: HttpRequest, case: Case, form: MoveForm) -> tuple[str, dict[str, Any]]:
    """The template and what it needs beyond the move itself."""
    decision = case.decision
    task = _my_seat(request, case)
    seat = decision.seat_at(task.desk_id) if task else None
    orders = decision.orders
    form.fields["choice"].label = _("Your vote")
    return "web/vote.html", {
        "decision": {
            "number_line": _number_line(decision, seat),
            "question": decision.question,
            "summary": decision.papers.get("summary", ""),
            "closes_on": decision.closes_on,
            "due_href": f"{reverse('case', args=[decision.pk])}#deadlines",
            "closes_at": _("24:00"),
        },
        **changed.since_last_vote(decision),
        "amounts": _amounts(decision),
        "said": said(decision),
        "hints": [interests.to_the_member(hint) for hint in hints(decision, frame(request).today, {request.user.pk})],
        "exclusions": _exclusions(decision),
        "involved": _involved(decision),
        "composition": composition(decision),
        "voters": _voters(decision),
        "papers": _papers(request, case),
        "hidden": [{"name": "task", "value": task.pk}] if task else [],
        "current_vote": _current_vote(decision, seat, request.user),
        "final": decision.is_secret or not orders.get("ballots_changeable"),
        "ballot": decision.ballot,
        "so_far": _so_far(decision),
        "minimum": orders.get("secret_minimum"),
        "demand_href": reverse("move", args=[case.pk, "demand_secrecy"]) if _may_demand(decision) else "",
        "declare_href": reverse("move", args=[case.pk, "declare_conflict"]),
        "early": bool(orders.get("early_close")),
        "object_href": reverse("move", args=[case.pk, "object"]) if decision.heeds_objections else "",
        "objections": {"number": decision.objections, "needed": decision.objections_needed}
        if decision.heeds_objections and decision.objections_needed > 1
        else None,
    }


def _my_seat(request: HttpRequest, case: Case) -> Task | None:
    """The seat asked for, or the person's first that has not voted yet."""
    desks = frame(request).ranks
    tasks = Task.objects.filter(process=case, since=case.since, escalation=False, desk__in=desks)
    mine = sorted(tasks, key=lambda task: (not task.open, task.pk))
    wanted = request.GET.get("task") or request.POST.get("task")
    return next((task for task in mine if str(task.pk) == wanted), next(iter(mine), None))


def _number_line(decision: Decision, seat: Mapping[str, Any] | None) -> str:
    parts = [_held(decision), str(decision.body), decision.dossier.number]
    return " · ".join([*(str(part) for part in parts if part), *([seat_words(seat)] if seat else [])])


def _held(decision: Decision) -> str:
    """How the vote is held: the procedure, and where it is not simply named, the kind of ballot."""
    kind = "" if decision.ballot == Ballot.NAMED else str(decision.get_ballot_display())
    return ", ".join(filter(None, (str(decision.get_procedure_display()), kind)))


def _amounts(decision: Decision) -> list[dict]:
    found = [(words, decision.papers.get(name)) for name, words in SUMS]
    if decision.amount is not None:
        found.insert(0, (_("to be resolved"), decision.amount))
    return [
        {"term": words, "value": money(Decimal(str(amount))), "main": number == 0}
        for number, (words, amount) in enumerate((words, amount) for words, amount in found if amount)
    ]


def said(decision: Decision) -> list[dict]:
    """What else the body is told: the recommendation, the conditions it would resolve."""
    rows = [
        {"term": _("Proposal"), "value": decision.get_proposal_display()},
        {"term": _("Conditions"), "value": decision.conditions},
        {"term": _("Assessment"), "value": decision.papers.get("assessment", "")},
        *expert_votes(decision.papers.get("expert_votes", [])),
        {"term": _("Recommendation of the working group"), "value": decision.papers.get("recommendation", "")},
        {"term": _("For whom"), "value": decision.papers.get("target_group", "")},
        {"term": _("What is missing today"), "value": decision.papers.get("need", "")},
        *partners.promised(decision.papers.get("commitments", ())),
        *changed.project_rows(decision.papers.get("project", {})),
        *(missing_budget(decision.parent, decision.amount) if decision.kind == "application" else ()),
    ]
    return [row for row in rows if row["value"]]


def expert_votes(votes: Iterable[Mapping[str, Any]]) -> list[dict]:
    """Each as a sentence or two under the expert's name."""
    rows = []
    for vote in votes:
        said = upper_first(str(Recommendation(vote["recommendation"]).label))
        words = ". ".join(text.rstrip(".") for text in (said, vote["conditions"], vote["reasons"]) if text)
        rows.append({"term": _("Expert's vote: %(name)s") % {"name": vote["expert"]}, "value": f"{words}."})
    return rows


def _exclusions(decision: Decision) -> list[dict]:
    """Seats without a vote, and those at which the deputy votes because the member is excluded."""
    declared = {each["seat"] for each in decision.conflicts if each["outcome"] == Conflict.EXCLUDED}
    sentences = {
        True: _("The body has decided so because of a conflict of interest."),
        False: _("The member is excluded because of a conflict of interest; the deputy votes."),
    }
    return [
        {"seat": seat_words(seat), "sentence": sentences[gone], "whole": gone}
        for seat in decision.electorate
        if (gone := seat["seat"] in decision.excluded) or seat["seat"] in declared
    ]


def _involved(decision: Decision) -> list[str]:
    """Who has voted on the same file elsewhere; no programme that allows it silently has them noted."""
    words = {each["seat"]: seat_words(each) for each in decision.electorate}
    sentence = _("%(seat)s: has voted on this file before in “%(body)s”.")
    return [sentence % {"seat": words[each["seat"]], "body": each["body"]} for each in decision.involved]


def composition(decision: Decision) -> str:
    """What the composition was not when the vote was opened, with the numbers: benches that lacked members, or held too
    many; blank if all was well."""
    lacking = [
        _("%(bench)s (%(filled)s of %(required)s)")
        % {"bench": bench_label(each.bench), "filled": each.filled, "required": each.required}
        for each in decision.lacking
    ]
    sentence = _("When the vote was opened, the composition was not what the programme asks for. Lacking: %(benches)s.")
    found = [sentence % {"benches": ", ".join(lacking)}] if lacking else []
    return " ".join([*found, *map(_overweight, decision.overweight)])


def _overweight(share: BenchShare) -> str:
    sentence = _("%(bench)s held %(filled)s of %(of)s filled seats, at most %(most)s are allowed (%(cap)s).")
    words = {"filled": share.filled, "of": share.of, "most": share.most, "cap": share.cap}
    return sentence % {"bench": upper_first(str(bench_label(share.bench))), **words}


def _voters(decision: Decision) -> int:
    return sum(1 for seat in decision.electorate if seat["filled"] and seat["seat"] not in decision.excluded)


def _papers(request: HttpRequest, case: Case) -> list[dict]:
    """What the reader may read of the documents of the case voted on and of the earlier votes on it."""
    papers = readable_documents(request.user, frame(request).today)
    found = papers.filter(pk__in=papers_of(case.decision).values("pk")).order_by("-id")
    return [{"href": reverse("document", args=[paper.pk]), "text": paper.title} for paper in found]


def _may_demand(decision: Decision) -> bool:
    return bool(decision.orders.get("secret")) and not decision.is_secret


def _so_far(decision: Decision) -> list[str]:
    """Who has voted what, where all see it at once."""
    return by_seat(decision) if decision.ballot == Ballot.NAMED else []


def by_seat(decision: Decision) -> list[str]:
    seats = {seat["seat"]: seat for seat in decision.electorate}
    cast = sorted(choices_of(decision), key=lambda each: seats[each[0]]["number"])
    return [f"{seat_words(seats[seat])}: {Vote(choice).label}" for seat, choice in cast]


def _elsewhere(decision: Decision) -> dict[str, Any]:
    """Where the result is from if the vote was not held here, and every entry the office has made of it."""
    if decision.entry is None:
        return {}
    papers = Document.objects.in_bulk(entry["document"] for entry in decision.recorded)
    made = {event.seq: event for event in decision.events.filter(move__in=ENTERED).select_related("actor")}
    entries = [
        {"event": made[entry["seq"]], "paper": papers[entry["document"]], "words": _entered(decision, entry)}
        for entry in reversed(decision.recorded)
    ]
    return {
        "held_on": decision.held_on,
        "sent_on": decision.sent_on,
        "objected": [seat_words(seat) for seat in decision.electorate if seat["seat"] in decision.objected],
        "count_only": decision.count_only,
        "entries": entries,
    }


def _entered(decision: Decision, entry: Mapping[str, Any]) -> str:
    if not entry["holds"]:
        return _("It would change the result, so it does not count; the chair decides what follows.")
    return _("This entry counts.") if entry == decision.entry else _("Corrected: this entry counts no longer.")


def _current_vote(decision: Decision, seat: Mapping[str, Any] | None, person: Any) -> str:
    """One's own: of a seat shared with a deputy nobody reads what the other has voted."""
    if not seat or decision.is_secret:
        return ""
    mine = decision.participations.filter(seat=seat["seat"], person=person)
    cast = Choice.objects.filter(Exists(mine), decision=decision, seat=seat["seat"]).first()
    return cast.get_choice_display() if cast else ""


@login_required
@require_GET
def result(request: HttpRequest, number: int) -> HttpResponse:
    case = case_or_404(request, number)
    return result_page(request, case, reverse("case", args=[case.pk]))


def result_page(request: HttpRequest, case: Case, case_href: str) -> HttpResponse:
    """To whoever may read the case; `case_href` leads back to it."""
    if case.lifecycle != "decision" or case.decision.result is None:
        raise Http404
    decision = case.decision
    sums = {kind: decision.result[kind] for kind in BAR if kind in decision.result}
    outcome, feeling = words_of(case.table, case.state), FEELINGS.get(decision.result["outcome"], "neutral")
    context = {
        "decision": {"number_line": _number_line(decision, None), "headline": f"{outcome}: {case.title}"},
        "badge": {"feeling": feeling, "words": decision.get_procedure_display()},
        "counted_line": decision.question,
        "bar": [{"kind": kind, "votes": votes, "words": _bar_words(kind, votes)} for kind, votes in sums.items()],
        "votes_line": _votes_line(decision, sums),
        "bound": _bound(decision),
        "involved": _involved(decision),
        "composition": composition(decision),
        "withheld": "withheld" in decision.result,
        "minimum": decision.orders.get("secret_minimum"),
        "secret": decision.is_secret and not decision.entry,
        "elsewhere": _elsewhere(decision),
        "by_seat": by_seat(decision),
        "steps": [step_row(stored) for stored in decision.result["steps"]],
        "next_sentence": _("How it goes on stands in the case."),
        "case_href": case_href,
    }
    return render(request, "web/vote_result.html", context)


def _bound(decision: Decision) -> dict[str, Any]:
    """What the vote was bound to when it was opened, so that everybody can compare."""
    asked = [{"term": _("Question"), "value": decision.question}, *said(decision)]
    amounts = [{"term": upper_first(each["term"]), "value": each["value"]} for each in _amounts(decision)]
    return {"facts": [*asked, *amounts], "attached": decision.attached, "fingerprint": decision.content_hash}


def _bar_words(kind: str, votes: int) -> str:
    words = {
        "yes": _("%(votes)s yes"),
        "no": _("%(votes)s no"),
        "abstain": ngettext("%(votes)s abstention", "%(votes)s abstentions", votes),
        "silent": _("%(votes)s missing"),
    }
    return words[kind] % {"votes": votes}


def _votes_line(decision: Decision, sums: Mapping[str, int]) -> str:
    counted = ", ".join(_bar_words(kind, votes) for kind, votes in sums.items() if votes)
    return _("%(voters)s entitled to vote: %(counted)s.") % {"voters": _voters(decision), "counted": counted}
