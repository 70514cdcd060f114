"""When a programme version may be proposed and published. Each refuses with the reason."""

from django.utils.translation import gettext_lazy as _

from funding.programmes import terms
from funding.programmes.models import Programme
from funding.revisions.queries import fingerprint_of, in_the_way
from workflows.models import Case
from workflows.refusals import Refused
from workflows.step import Step


def is_complete(case: Case, step: Step) -> None:
    rules = case.revision.rules
    if found := terms.mistakes(rules) or terms.gaps(rules):
        raise Refused("incomplete", _("Complete the rules first: %(missing)s"), missing=" ".join(found))


def does_not_overlap(case: Case, step: Step) -> None:
    """One version a day. Whoever publishes holds the programme, so that two at once cannot overlap."""
    revision = case.revision
    if not step.offered:
        Programme.objects.select_for_update().get(pk=revision.programme_id)
    if other := in_the_way(revision):
        raise Refused(
            "overlaps",
            _("“%(version)s” counts from %(day)s. Let this version end before that day, or begin after it."),
            version=other.title,
            day=other.valid_from.isoformat(),
        )


def is_as_proposed(case: Case, step: Step) -> None:
    """What the second person publishes is what the first proposed, to the letter."""
    if case.revision.proposed != fingerprint_of(case.revision):
        raise Refused("changed_since", _("The draft is not what was proposed. Return it and let it be proposed anew."))
