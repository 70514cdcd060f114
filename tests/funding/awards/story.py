"""What tests of an award ask of a case and its moves."""

import datetime as dt

from tests.funding.asking import state
from tests.funding.below import below, let
from workflows import clock
from workflows.engine import fire
from workflows.models import Case

REMEDY = {
    "remedy_type": "action",
    "remedy_name": "Verwaltungsgericht Musterstadt",
    "remedy_street": "Am Deich 1",
    "remedy_postcode": "99990",
    "remedy_town": "Musterstadt",
}


def settled(case):
    """Where the settlement of the award is."""
    return state(below(case, "settlement"))


def demand(world, case, *, by="approver", **told):
    """The reclaim by which the excess of a settled or annulled award is asked back; its hearing has begun."""
    today, soon = clock.today().isoformat(), (clock.today() + dt.timedelta(days=30)).isoformat()
    asked = {"ground": "resolutive_condition", "ineffective_from": today, "known_on": today, "allegations": "x"}
    let(case, "demand_repayment", **{"by": getattr(world, by), **asked, "answer_by": soon, **told})
    return below(case, "reclaim")


def issued(world, reclaim, **drafted):
    """The recipient has nothing to say; the notice of the reclaim has two signatures."""
    soon = (clock.today() + dt.timedelta(days=30)).isoformat()
    fire(reclaim.pk, "answer", by=world.signatory, statement="x")
    let(reclaim, "draft", by=world.case_worker, reasons="x", **{"pay_by": soon, **REMEDY, **drafted})
    let(reclaim, "sign", by=world.case_worker)
    let(reclaim, "issue", by=world.approver)


def final(world, reclaim):
    """Served today, and the recipient waives the remedy."""
    today = clock.today().isoformat()
    let(reclaim, "dispatch", by=world.case_worker, channel="formal", posted_on=today)
    let(reclaim, "note_receipt", by=world.case_worker, received_on=today)
    let(reclaim, "waive_remedy", by=world.signatory, declared=True)


def comes_back(world, reclaim, amount):
    """Today, and nobody is asked for interest."""
    let(reclaim, "note_payment", by=world.case_worker, amount=amount, value_date=clock.today().isoformat())
    let(reclaim, "waive_interest", by=world.approver, reason="x")


def ask_back(world, case, amount, **told):
    reclaim = demand(world, case, **told)
    issued(world, reclaim)
    final(world, reclaim)
    comes_back(world, reclaim, amount)
    return reclaim


def reports(case):
    children = Case.objects.filter(ancestors__contains=[case.pk], lifecycle="report").select_related("report")
    return [(c.report.kind, c.report.due_on.isoformat()) for c in children.order_by("report__due_on")]
