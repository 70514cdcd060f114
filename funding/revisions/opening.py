"""How a programme version comes into being: a case worker of an authority that carries out the programme copies one."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from funding.people.models import User
from funding.programmes.models import Programme, ProgrammeVersion
from funding.regions.models import Organisation
from funding.revisions.models import Revision
from funding.revisions.queries import responsible
from funding.roles import CASE_WORKER
from workflows import clock, survey
from workflows.engine import open_case
from workflows.inputs import ADay
from workflows.models import Dossier, RequestKey
from workflows.refusals import Refused, not_yours
from workflows.requests import opened_before


def open_revision(
    base: ProgrammeVersion,
    authority: Organisation,
    *,
    by: User,
    named: str,
    valid_from: dt.date,
    key: str | None = None,
) -> Revision:
    """A draft with a file of its own, with the rules of `base`. Raises Refused where the programme is not this
    authority's, or this person no case worker there."""
    _check_person(base.programme, authority, by)
    ADay().read("valid_from", valid_from)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=base.programme_id)
        if key and (opened := RequestKey.objects.filter(actor=by, key=key).select_related("case").first()):
            return opened_before(opened, "revision")
        title = _("New version: %(programme)s") % {"programme": base.programme.name}
        number = f"P-{base.programme_id}-{Revision.objects.filter(programme=base.programme_id).count() + 1}"
        dossier = Dossier.objects.create(
            number=number, title=title, lead_place=authority.place, invented=authority.invented
        )
        return open_case(
            "revision",
            by=by,
            title=title,
            key=key,
            dossier=dossier,
            places={"authority": authority.place},
            calendar=authority.working_days,
            terms={},
            facts={"programme": base.programme.key, "base": base.key},
            programme=base.programme,
            authority=authority,
            base=base,
            named=named,
            legal_reference=base.legal_reference,
            source=base.source,
            valid_from=valid_from,
            rules=base.terms,
        )


def _check_person(programme: Programme, authority: Organisation, by: User) -> None:
    desks = survey.holders(clock.today(), role=CASE_WORKER.key, place=authority.place)
    if by.pk not in {person for desk in desks for person, _rank in desk.holders}:
        raise not_yours(str(CASE_WORKER.label))
    if not responsible([authority.place]).filter(pk=programme.pk).exists():
        raise Refused(
            "not_their_programme",
            _(
                "This authority does not carry out the programme, or not alone. "
                "Whoever runs this installation enters its versions."
            ),
        )
