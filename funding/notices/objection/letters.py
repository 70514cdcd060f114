"""The letter that decides on an objection (§§ 72, 73 VwGO, § 80 VwVfG)."""

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from funding.documents.addresses import address, at_home, sender
from funding.documents.correspondence import LANGUAGE, file_letter, letter_head, paragraphs, signature_in, signature_now
from funding.documents.letters import render
from funding.documents.models import Document
from funding.notices.columns import notice_of
from funding.notices.objection.models import ObjectionRuling, Result
from funding.notices.objection.queries import Objection, objection_against
from funding.notices.objection.rules import notice_above
from funding.regions.models import Organisation
from workflows.models import Case, Event
from workflows.step import Step

TITLE = _("Decision on the objection")


def file_ruling(ruling: ObjectionRuling, step: Step, *, signed: Event) -> Document:
    project, notice = project_of(ruling), notice_above(ruling, step)
    authority, recipient = parties(ruling)
    objection = cast("Objection", objection_against(notice))
    full = ruling.result == Result.FULL
    facts = {
        **letter_head(step, ruling.dossier, sender(authority)),
        "recipient": address(recipient),
        "project": project.title,
        "programme": project.programme_version.title,
        "notice": notice.title,
        "notice_date": notice_of(notice).issued_on,
        "received_on": objection.received_on,
        "in_time": objection.in_time,
        "last_day": notice_of(notice).remedy_until,
        "result": ruling.result,
        "before": ruling.before,
        "amount": ruling.amount,
        "changed": paragraphs(ruling.changed),
        "reasons": paragraphs(ruling.reasons),
        "costs": ruling.costs,
        "authority_share": ruling.authority_share,
        "lawyer": ruling.lawyer,
        "remedy": None if full else ruling.remedy,
        "signatories": [signature_in(signed), signature_now(step)],
    }
    content = render("objection_ruling", language=LANGUAGE, facts=facts)
    return file_letter(step, "objection_ruling", content, title=TITLE)


def project_of(case: Case) -> Any:
    """The award above the notice or, before one is issued, the application."""
    found = Case.objects.filter(pk__in=case.ancestors, lifecycle__in=("application", "award"))
    nearest = found.select_related("application", "award").latest("pk")
    return getattr(nearest, nearest.lifecycle)


def parties(ruling: ObjectionRuling) -> tuple[Organisation, Organisation]:
    """The authority, and whom its notice is addressed to."""
    return project_of(ruling).authority, at_home(ruling)
