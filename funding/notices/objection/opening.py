"""How the decision on an objection begins: the authority takes it up below the contested notice."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.documents.correspondence import LANGUAGE
from funding.notices.objection.models import ObjectionRuling
from workflows.models import Case
from workflows.step import Step


def open_ruling(step: Step, notice: Case) -> ObjectionRuling:
    with override(LANGUAGE):
        title = f"{_('Decision on the objection')}: {notice.title}"[:200]
    return step.open("objection_ruling", title=title, jurisdiction=notice.notice.jurisdiction)
