"""What the roster of a body is called in its file."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.bodies.models import Body
from funding.documents.correspondence import LANGUAGE


def title_of(body: Body) -> str:
    with override(LANGUAGE):
        return (_("Members of %(body)s") % {"body": body.name})[:200]
