"""How a reclaim comes into being: the authority hears the recipient on what it intends."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE, file_letter
from funding.reclaims import debtors, hearing, letters
from funding.reclaims.models import Reclaim
from funding.roles import APPLICANT, SIGNATORY
from workflows.step import NO_MOVE, Step


def hear(
    step: Step,
    award: Any,
    intended: dict[str, Any],
    remedy: Mapping[str, str],
    *,
    debtor: int | None = None,
    settles: bool = False,
) -> Reclaim:
    """Below the award, with the letter of the hearing on file. `debtor`: of whom it is demanded, who acts in it from
    then on whoever is the recipient later; None: the present one. Raises BadInput or Refused."""
    whom = debtors.debtor_of(award, debtor)
    fields = hearing.checked(award, step, intended, settles=settles)
    debtors.check_was_paid_to(award, whom, fields["amount"])
    content = letters.render_hearing(award, fields, step, whom)
    with override(LANGUAGE):
        title = _("Revocation and reclaim: %(project)s") % {"project": award.title[:150]}
    reclaim = step.work.open(
        "reclaim",
        by=step.actor,
        parent=award,
        now=step.now,
        title=title,
        places={SIGNATORY.at: whom.place},
        facts={**hearing.facts_of(fields), "debtor": whom.pk, "sha256": hashlib.sha256(content).hexdigest()},
        settles=settles,
        **fields,
        **remedy,
    )
    below = Step(step.work, reclaim, NO_MOVE, step.actor, step.work.look(reclaim))
    hearing.watch_year(below, fields["jurisdiction"], fields["ground"], fields["known_on"])
    file_letter(step, "hearing", content, title=letters.TITLES["hearing"], case=reclaim)
    for role in (SIGNATORY, APPLICANT):
        below.tell("reclaim.hearing", below.people(role), due_on=fields["answer_by"].isoformat())
    return reclaim
