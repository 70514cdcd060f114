"""The award follows a change notice that was sent. Where that has fallen, what it made of the award is undone, as far
as nothing else has changed it since."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

from funding.awards import funds, rules
from funding.awards.amending import AMENDED, amend, kept
from funding.awards.committing import undo_commitments
from funding.awards.models import Award
from funding.awards.passing import pass_to_recipient
from funding.awards.reclaiming import goes_on
from funding.awards.settling import entitled_anew
from funding.awards.states import M, S
from funding.budgets.returning import note_shortage
from funding.changes.models import Change
from funding.changes.queries import change_of, least_grant
from funding.reclaims.account import SUMS, count_again, lessened_by, reckon
from funding.reclaims.models import Reclaim
from funding.reports.models import Kind, Report
from funding.reports.queries import settlement_of
from funding.reports.states import S as Reported
from funding.roles import CASE_WORKER, SIGNATORY
from workflows.models import Case
from workflows.step import Step
from workflows.timing import on

ACCEPTED = (Reported.ACCEPTED, Reported.ACCEPTED_WITH_REDUCTION)
INTO = {"iban": "iban", "recipient_id": "new_recipient_id"}  # what another recipient makes of an award, by the request
OF_THE_SUM = ("amount", "granted")
RECKONED = ("granted", "plan", "planned_expenditure", "planned_other_income")  # what the sums follow from


def follow_change(case: Case, step: Step) -> str:
    """`step.child` is the change whose notice was just issued, or has fallen."""
    people = {*step.people(SIGNATORY), *step.people(CASE_WORKER)}
    if rules.takes_effect(step.child, step):
        step.tell("award.amended", people)
        return amend(case, step)
    step.tell("award.amendment_fell", people)
    return _undo(case, step)


def _undo(case: Case, step: Step) -> str:
    """What has been changed since by another notice stays, and
    what reclaims have taken since is taken of what is left; the grant does not fall below what was paid or promised,
    which the authority then asks back. What was settled is settled anew."""
    award, change = case.award, change_of(step.child)
    found = {name: was for name, (was, became) in change.effect.items() if kept(getattr(award, name)) == became}
    if change.new_recipient_id is not None:
        _go_back_to_their_account(change, found, case)
    _leave_to_later(change, change.effect.keys() - found.keys() - INTO.keys(), case)
    before = {name: kept(getattr(award, name)) for name in ("amount", "final_amount")}
    _set(award, change, found, case)
    award.version += 1
    if set(RECKONED) & found.keys():
        _reckon_anew(case)
    award.save(update_fields={*AMENDED, *SUMS, "entitled"})
    state = goes_on(case, step) if set(RECKONED) & found.keys() else case.state
    if change.promises is not None:
        stays = "plan" in change.effect and "plan" not in found
        undo_commitments(award, _version_made_by(change, case), step, plan_stays=stays)
    change.effect = {}
    change.save(update_fields=["effect"])
    short = _keep_funds(award, step) if {"granted", "plan"} & found.keys() else []
    step.record(change=change.pk, version=award.version, undone=sorted(found), period_to=award.period_to)
    step.record(before=before, after={name: kept(getattr(award, name)) for name in before})
    note_shortage(short, step)
    if "recipient_id" in found:
        pass_to_recipient(award, change, step)
    if "period_to" in found and case.state in (S.RUNNING, S.SUSPENDED):
        step.close_deadlines()
        step.set_deadline(str(case.state), on("period_to")(step.facts_for_timing()), of_stay=True)
        step.show_due(award.period_to)
    return state


def _go_back_to_their_account(change: Change, found: dict[str, Any], case: Case) -> None:
    """Back to the account the former recipient had. Where the award has gone on to a third one since, it goes back to
    the last whose notice stands."""
    was = {"iban": change.effect.get("iban", [change.iban])[0]}
    if "recipient_id" in found:
        found |= was
        return
    was |= {name: pair[0] for name, pair in change.effect.items() if name == "recipient_id"}
    later = Change.objects.filter(
        parent_id=case.pk, effect__has_key="recipient_id", award_version__gt=_version_made_by(change, case)
    )
    if (newer := later.order_by("award_version").first()) is not None:
        newer.effect |= {name: [before, kept(getattr(newer, INTO[name]))] for name, before in was.items()}
        newer.save(update_fields=["effect"])


def _leave_to_later(change: Change, names: AbstractSet[str], case: Case) -> None:
    """What later notices have changed again goes back, should the first of them fall, to what was before this one."""
    version = _version_made_by(change, case)
    for newer in Change.objects.filter(parent_id=case.pk, award_version__gt=version).order_by("award_version"):
        again, names = names & newer.effect.keys(), names - newer.effect.keys()
        newer.effect |= {name: [change.effect[name][0], newer.effect[name][1]] for name in again}
        if "granted" in again:
            count_again(case.award, version, later=newer.award_version)
            funds.count_lapses_again(case.award, version, later=newer.award_version)
        newer.save(update_fields=["effect"])


def _set(award: Award, change: Change, found: dict[str, Any], case: Case) -> None:
    for name, was in found.items():
        if name not in OF_THE_SUM:
            setattr(award, name, award._meta.get_field(name).to_python(was))
    if "forwarding_to" in found:
        award.find_final_recipient()
    if "proof_due_on" in found:
        award.proof_steps = []
    if "granted" in found:
        version = _version_made_by(change, case)
        count_again(award, version)
        was, became = (Decimal(each) for each in change.effect["granted"])
        taken = lessened_by(_followed(award))
        award.granted = max(was, least_grant(award) + taken) if became > was else was
        funds.count_lapses_again(award, version)


def _followed(award: Award) -> Sequence[Reclaim]:
    return list(Reclaim.objects.filter(parent_id=award.pk, followed__isnull=False))


def _reckon_anew(case: Case) -> None:
    """By the proof of use, where that is settled."""
    award = case.award
    if award.entitled is not None:
        proofs = Report.objects.filter(ancestors__contains=[award.pk], kind=Kind.PROOF, state__in=ACCEPTED)
        proof = proofs.select_related("parent").latest("pk")
        proof.parent.parent = case
        award.entitled = entitled_anew(award, settlement_of(proof, by_itself=True).final)
    reckon(award, _followed(award))


def _version_made_by(change: Change, case: Case) -> int:
    amended: int = case.events.filter(move=M.AMEND, facts__change=change.pk).latest("seq").facts["version"]
    return amended


def _keep_funds(award: Award, step: Step) -> list[Any]:
    """A closed award holds what is out of it or still owed, nothing more."""
    return funds.keep_what_is_out(award, step) if step.case.state == S.CLOSED else funds.keep(award, step)
