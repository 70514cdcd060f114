"""The words and parts of our pages: dates with their distance, money, badges, calculations, the way of a case."""

from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

FEELINGS = ("neutral", "info", "success", "warning", "danger")
NEAR = 8
DAYS_NAMED_BY_WEEKDAY = 7
INPUTS = {"select": "kern-form-input__select", "checkbox": "kern-form-check__checkbox"}


@register.filter
def money(amount: Decimal) -> str:
    """Euros and cents as people write them: 1.234,56 €."""
    value = Decimal(amount)
    sign = "\u2212" if value < 0 else ""
    figures = number_format(abs(value), decimal_pos=2, use_l10n=True, force_grouping=True)
    return sign + _("€%(amount)s") % {"amount": figures}


@register.filter
def day(on: date) -> str:
    """The weekday and the date: Mi, 09.09.2026."""
    return date_format(_local(on), _("D, j M Y"))


@register.filter
def short_day(on: date) -> str:
    """Within a list whose year is clear: Mi, 09.09."""
    return date_format(_local(on), _("D, j M"))


@register.filter
def long_day(on: date) -> str:
    """In a sentence: Mittwoch, 09.09.2026."""
    return date_format(_local(on), _("l, j F Y"))


@register.filter
def plain_day(on: date) -> str:
    """In tables and histories: 09.09.2026."""
    return date_format(_local(on), _("j M Y"))


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> str:
    """When something happened, the nearer the finer: "today, 08:12", "Fri, 16:40", then the date."""
    at = timezone.localtime(at)
    days = (_today(context) - at.date()).days
    if days == 0:
        return _("today, %(time)s") % {"time": date_format(at, "H:i")}
    if 0 < days < DAYS_NAMED_BY_WEEKDAY:
        return date_format(at, "D, H:i")
    return plain_day(at)


def _local(on: date) -> date:
    return timezone.localtime(on) if isinstance(on, datetime) and timezone.is_aware(on) else on


def _today(context: Context) -> date:
    today = context["today"]
    return today() if callable(today) else today


def distance(days: int) -> str:
    """`days` from today until a date, in words; negative days are late."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return _("in %(days)s days") % {"days": days}


def nearness(days: int) -> str | None:
    """The feeling of the badge that a distance deserves; None where a plain date is enough."""
    if days < 0:
        return "danger"
    return "warning" if days <= NEAR else None


@register.inclusion_tag("web/parts/badge.html")
def badge(feeling: str, words: str) -> dict:
    if feeling not in FEELINGS:
        raise template.TemplateSyntaxError(f"A badge is one of {FEELINGS}, not {feeling!r}.")
    return {"feeling": feeling, "words": words}


@register.inclusion_tag("web/parts/due.html", takes_context=True)
def due(context: Context, on: date, form: str = "side", at: str = "") -> dict:
    """A due date with its distance. `form`: "side" of a list row, "cell" of a table, or "line" under a heading."""
    today = _today(context)
    days = (on - today).days
    words = {"distance": distance(days), "feeling": nearness(days)}
    return {"on": on, "at": at, "late": days < 0, "form": form, "this_year": on.year == today.year, **words}


@register.inclusion_tag("web/parts/calculation.html")
def calculation(steps: list[dict]) -> dict:
    """Steps are {"text", "rule"}; the last one is the result."""
    return {"steps": steps}


@register.inclusion_tag("web/parts/way.html")
def way(stations: list[dict]) -> dict:
    """Stations are {"label", "note", "state": gone | here | ahead, "detours": [sentence]}."""
    return {"stations": stations}


@register.inclusion_tag("web/parts/timeline.html")
def timeline(entries: list[dict]) -> dict:
    """Entries are {"at", "text", "new"}."""
    return {"entries": entries}


@register.inclusion_tag("web/parts/facts.html")
def facts(pairs: list[dict], small: bool = True) -> dict:
    """Pairs are {"term", "value"}."""
    return {"pairs": pairs, "small": small}


@register.inclusion_tag("web/parts/sums.html")
def sums(items: list[dict]) -> dict:
    """Items are {"term", "value", "main"}."""
    return {"items": items}


@register.inclusion_tag("web/parts/alert.html")
def alert(feeling: str, heading: str, text: str = "") -> dict:
    return {"feeling": feeling, "heading": heading, "text": text}


@register.simple_block_tag
def disclosure(content: SafeString, summary: str) -> SafeString:
    return format_html(
        '<details class="fw-more"><summary>{}</summary><div class="fw-stack">{}</div></details>', summary, content
    )


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> list[dict]:
    """What must be corrected in the page's `form`, as {"href", "text"}."""
    form = context.get("form")
    return _form_errors(form) if isinstance(form, BaseForm) else []


def _form_errors(form: BaseForm) -> list[dict]:
    whole_form = [{"href": "", "text": text} for text in form.non_field_errors()]
    fields = [{"href": f"#{_target(field)}", "text": _named(field, text)} for field in form for text in field.errors]
    return whole_form + fields


def _named(field: BoundField, error: str) -> str:
    """The sentence at the field, told apart in the summary by the field's label, be it a name or a question."""
    label = str(field.label)
    return f"{label} {error}" if label.endswith(("?", ".", "!", ":")) else f"{label}: {error}"


def _target(field: BoundField) -> str:
    """The id a link to the field goes to: its first choice where it has several."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The field's own input, dressed for KERN, without a placeholder: a hint stays readable while one types."""
    name = INPUTS.get(field.widget_type, "kern-form-input__input")
    classes = [name, f"{name}--error"] if field.errors else [name]
    return field.as_widget(attrs={"class": " ".join(classes), "placeholder": False})


@register.filter
def error_count(errors: list) -> str:
    count = len(errors)
    return ngettext("One entry is not right yet", "%(count)s entries are not right yet", count) % {"count": count}


@register.inclusion_tag("web/parts/ballot_bar.html")
def ballot_bar(parts: list[dict], finding: str) -> dict:
    """Parts are {"kind": yes | no | abstain | silent, "votes", "words"}; those without votes are not drawn."""
    given = [part for part in parts if part["votes"]]
    total = sum(part["votes"] for part in given)
    starts = accumulate((part["votes"] for part in given), initial=0)
    drawn = [
        {**part, "x": _per_cent(start, total), "width": _per_cent(part["votes"], total, gap=0.4)}
        for start, part in zip(starts, given, strict=False)
    ]
    return {"parts": drawn, "finding": finding}


def _per_cent(votes: int, total: int, gap: float = 0) -> str:
    return f"{votes * 100 / total - gap:.2f}"
