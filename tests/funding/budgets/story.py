"""Two applications and one pot: what becomes of the award, of its money, and of the one that waits."""

from funding.awards.models import Award
from funding.budgets.models import Holding, Pot
from funding.disbursements.models import Disbursement
from funding.notices.models import Notice
from funding.reclaims.models import Reclaim
from tests.funding.applications.story import waiting_of
from tests.funding.awards.story import issued
from tests.funding.below import below, let, proof_of
from tests.funding.reclaims.conftest import INTENDED
from workflows.deadlines import sweep_deadlines
from workflows.engine import fire

WHOLE = {**INTENDED, "extent": "full", "ineffective_from": "2025-03-03", "known_on": "2025-03-03"}


def funders(amount):
    return [{"payer": "Land", "weight": 1, "amount": amount}]


def taken():
    return [(pot.budget.year, pot.taken) for pot in Pot.objects.select_related("budget")]


def raise_to(world, amount):
    case = Pot.objects.get().budget
    fire(case.pk, "propose_change", by=world.case_worker, lines=funders(amount), reason="Nachtrag.")
    fire(case.pk, "release_change", by=world.approver)


def held_by(case):
    return sum(each.amount for each in Holding.objects.filter(case_id=case.pk))


def goes_on(world, second):
    fire(waiting_of(second).pk, "take_from_waiting_list", by=world.case_worker)


def nothing_is_in_two_places():
    """Paid ≤ awarded ≤ pot, and all that is held together with what is left is what the pots have."""
    for pot in Pot.objects.all():
        assert pot.taken == sum(each.amount for each in pot.holdings.all()) <= pot.amount
    for award in Award.objects.all():
        out = sum(each.approved_amount for each in Disbursement.objects.filter(parent=award, value_date__isnull=False))
        assert award.paid == out
        assert award.kept <= held_by(award.parent)


def contested(world, award):
    """As if the remedy had not been waived."""
    Notice.objects.filter(parent_id=award.pk).update(remedy_waived_on=None, remedy_until="2025-03-31")
    let(award, "contest", by=world.case_worker, remedy="action", received_on="2025-03-03")


def annul(world, award):
    contested(world, award)
    let(award, "annul", by=world.approver, decided_on="2025-03-03", reason="Ermessensfehler.")


def revoke(world, award):
    fire(award.pk, "hear", by=world.case_worker, **{k: v for k, v in WHOLE.items() if k != "amount"})
    reclaim = Reclaim.objects.get()
    issued(world, reclaim)
    return reclaim


def notified(world, reclaim):
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on="2025-03-03")
    let(reclaim, "note_receipt", by=world.case_worker, received_on="2025-03-03")


def make_final(today_is):
    today_is("2025-04-04")
    sweep_deadlines()


def revoke_the_rest(world, award, today_is):
    """What was not paid; that is final on 4 April 2025."""
    told = {name: WHOLE[name] for name in WHOLE if name not in ("amount", "ineffective_from")}
    fire(award.pk, "hear", by=world.case_worker, **told | {"reach": "ex_nunc"})
    issued(world, below(award, "reclaim"))
    notified(world, below(award, "reclaim"))
    make_final(today_is)


def restore(world, reclaim):
    Notice.objects.filter(parent_id=reclaim.pk).update(remedy_until="2025-12-31")
    let(reclaim, "contest", by=world.case_worker, remedy="action", received_on="2025-04-04")
    let(reclaim, "annul", by=world.approver, decided_on="2025-04-04", reason="Ermessensfehler.")


def restored(award):
    return award.events.filter(facts__turn="restored").latest("seq").facts["pot_lacks"]


def give_back(world, award, amount):
    let(below(award, "disbursement"), "note_funds_returned", by=world.cashier, amount=amount, value_date="2025-03-03")


def achieve(world, award):
    """The project ends on 3 March 2025; its proof is due on 2 February 2026."""
    Award.objects.filter(pk=award.pk).update(proof_due_on="2026-02-02")
    fire(award.pk, "achieve", by=world.signatory, achieved_on="2025-03-03", statement="Erreicht.")


def check_proof(world, award, spent, today_is):
    """Written, signed and checked on 12 January 2026."""
    today_is("2026-01-12")
    sweep_deadlines()
    proof = proof_of(award).pk
    fire(proof, "write", by=world.applicant, progress="x", expenditure=[{"item": "Personal", "amount": spent}])
    fire(proof, "release_internally", by=world.applicant)
    fire(proof, "submit", by=world.signatory)
    fire(proof, "start_review", by=world.checker)
    fire(proof, "accept", by=world.checker)
    return Award.objects.get(pk=award.pk)
