"""What people type in German is read here and nowhere else: sums, days, files."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.documents.refusals import too_large
from workflows import inputs

GERMAN = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]{1,2})?")
PLAIN = re.compile(r"[0-9]+\.[0-9]{1,2}")
ENGLISH = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}")
DAYS = ("%d.%m.%Y", "%Y-%m-%d")
MISSING = {"required": _("Fill in this field.")}
ONE_LINE = 200


class MoneyField(forms.Field):
    """Euros as people write them: 1.234,56 or 1234.56 or 1,234.56, with or without the sign. Answers a Decimal."""

    default_error_messages = {"invalid": _("Enter an amount in figures, for example 2.000,00.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def to_python(self, value: Any) -> Decimal | None:
        text = re.sub(r"\s|€", "", value or "")
        if not text:
            return None
        if GERMAN.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        elif ENGLISH.fullmatch(text):
            text = text.replace(",", "")
        elif not PLAIN.fullmatch(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(text)  # how much is too much, the engine says

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,")) if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """31.03.2026, 31.3.2026 or 2026-03-31."""

    default_error_messages = {"invalid": _("Enter a day, for example 31.03.2026.")}
    widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=DAYS, **options)


class DaysField(forms.CharField):
    """Several days, one a line or with commas between."""

    def to_python(self, value: Any) -> list[Any]:
        words = re.split(r"[,;\s]+", super().to_python(value).strip())
        return [DayField().to_python(word) for word in words if word]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{day:%d.%m.%Y}" for day in value) if isinstance(value, list) else value


class UploadField(forms.FileField):
    """The file as it came, not yet looked into."""

    widget = forms.FileInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        taken = super().clean(data, initial)
        if taken and taken.size > settings.UPLOAD_LIMIT:  # before a large one is read into memory
            raise ValidationError(too_large(settings.UPLOAD_LIMIT).sentence)
        return inputs.Upload(taken.name, taken.read()) if taken else None
