"""What the law says on a day."""

from datetime import date

from django.db.models import Case, QuerySet, Value, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding.law.models import FEDERAL, JURISDICTIONS, LawEntry
from funding.law.rules import RULES
from workflows.refusals import Refused


class UnknownLaw(LookupError):
    """Nobody has entered what this rule says on this day. Its text is a sentence for the reader."""

    def __init__(self, jurisdiction: str, key: str, on: date) -> None:
        super().__init__(jurisdiction, key, on)

    def __str__(self) -> str:
        jurisdiction, key, on = self.args
        return _("No value of “%(key)s” has been entered for %(jurisdiction)s on %(day)s.") % {
            "key": RULES.get(key, key),
            "jurisdiction": dict(JURISDICTIONS)[jurisdiction],
            "day": date_format(on),
        }


def not_entered(unknown: UnknownLaw) -> Refused:
    """Says who enters it, and where."""
    return Refused(
        "law_unknown",
        gettext_lazy(
            "%(sentence)s A case worker of the grant authority enters it under “Law in force”, a second person "
            "releases it. Then try again."
        ),
        sentence=str(unknown),
    )


def law(jurisdiction: str, key: str, on: date) -> object:
    """The value of a rule for an event on this day: the state's own, else the federal one. One query.

    A state's entry counts from its own day on; an entry without a value ends what was known before.
    Raises UnknownLaw if there is none.
    """
    return entry(jurisdiction, key, on).value


def entry(jurisdiction: str, key: str, on: date) -> LawEntry:
    """As `law`, with source, note and whether it was checked against the text."""
    found = _entries(jurisdiction, key, on).first()
    if found is None or found.value is None:
        raise UnknownLaw(jurisdiction, key, on)
    return found


def general_conditions(jurisdiction: str, on: date, *, municipal: bool) -> str:
    """The general ancillary provisions that become part of a notice (ANBest), by the kind of recipient. A state's own
    ones are never taken for another's: raises UnknownLaw where nobody has entered them."""
    return str(law(jurisdiction, "conditions_municipal" if municipal else "conditions_private", on))


def base_rates(first: date, last: date) -> list[dict[str, str]]:
    """The base rates of § 247 BGB from the first to the last day, as the interest calculator reads them. One query.

    Raises UnknownLaw if they do not cover the period.
    """
    rates = []
    for known in _entries(FEDERAL, "base_rate", last):
        if known.value is None:
            raise UnknownLaw(FEDERAL, "base_rate", max(known.valid_from, first))
        rates.insert(0, {"from": known.valid_from.isoformat(), "rate": known.value})
        if known.valid_from <= first:
            return rates
    raise UnknownLaw(FEDERAL, "base_rate", first)


def _entries(jurisdiction: str, key: str, on: date) -> QuerySet[LawEntry]:
    own_first = Case(When(jurisdiction=FEDERAL, then=Value(1)), default=Value(0))
    rules = LawEntry.objects.filter(jurisdiction__in={jurisdiction, FEDERAL}, key=key, valid_from__lte=on)
    return rules.order_by(own_first, "-valid_from")
