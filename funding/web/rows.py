"""A table to fill in, such as a financing plan: rows of the same columns, a few empty ones at the end, no script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from funding.numbers import number_in

SPARE = 3
SPARE_BESIDE_PREPARED = 1


@dataclass(frozen=True)
class Prepared:
    """A row of which a part is known: the rest is filled in, or the row left out. `note` is shown with it."""

    known: Mapping[str, str]
    note: str = ""

    def begins(self, row: Mapping[str, Any]) -> bool:
        return all(row.get(column) == value for column, value in self.known.items())


FREE = Prepared({})


class RowsInput(forms.Widget):
    template_name = "web/forms/rows.html"

    def __init__(self, cells: Mapping[str, forms.Field], most: int, prepared: Sequence[Prepared] = ()) -> None:
        super().__init__()
        self.cells, self.most, self.prepared = cells, most, prepared

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        rows = min(number_in(str(data.get(f"{name}-count", ""))) or 0, self.most)
        return [
            {
                column: cell.widget.value_from_datadict(data, files, f"{name}-{row}-{column}")
                for column, cell in self.cells.items()
            }
            for row in range(rows)
        ]

    def is_left(self, row: Mapping[str, Any]) -> bool:
        """Whether nothing was filled in."""
        known = next((each.known for each in self.prepared if each.begins(row)), {})
        return all(cell in (None, "") for column, cell in row.items() if column not in known)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = list(self._in_order(value or []))
        return {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "count": len(rows),
            "columns": [str(cell.label) for cell in self.cells.values()],
            "rows": [list(self._drawn(name, number, *row)) for number, row in enumerate(rows)],
        }

    def _in_order(self, value: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Prepared, Mapping[str, Any]]]:
        """The prepared rows with what was entered in them, what else was entered, and a few free ones."""
        others = [row for row in value if not self.is_left(row)]
        for prepared in self.prepared:
            entered = next((row for row in others if prepared.begins(row)), None)
            if entered:
                others.remove(entered)
            yield prepared, entered or prepared.known
        for row in others:
            yield FREE, row
        for _spare in range(SPARE_BESIDE_PREPARED if self.prepared else SPARE):
            yield FREE, {}

    def _drawn(self, name: str, number: int, prepared: Prepared, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        which = ", ".join(prepared.known.values()) or number + 1
        for column, cell in self.cells.items():
            address = f"{name}-{number}-{column}"
            if column in prepared.known:
                carried = forms.HiddenInput().render(address, row[column])
                html = format_html("{}{}", carried, row[column])
                yield {"label": str(cell.label), "html": html, "note": prepared.note}
                continue
            kind = "fw-cell words" if isinstance(cell, (forms.CharField, forms.ChoiceField)) else "fw-cell"
            words = {"class": kind, "id": address, "aria-label": f"{cell.label}, {which}"}
            shown = cell.prepare_value(row.get(column))
            yield {"label": str(cell.label), "html": cell.widget.render(address, shown, words)}


class RowsField(forms.Field):
    """Answers a list of dicts. What is wrong is said with the row's number and the column."""

    def __init__(
        self, cells: Mapping[str, forms.Field], *, most: int, prepared: Sequence[Prepared] = (), **options: Any
    ) -> None:
        for cell in cells.values():
            if isinstance(cell, forms.ChoiceField):
                cell.widget = forms.Select(choices=[("", "–"), *cell.choices])
        self.cells = cells
        super().__init__(widget=RowsInput(cells, most, prepared), **options)

    def clean(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        errors: list[ValidationError] = []
        entered = ((number, row) for number, row in enumerate(value, start=1) if not self.widget.is_left(row))
        rows = [self._row(number, row, errors) for number, row in entered]
        if errors:
            raise ValidationError(errors)
        return rows

    def _row(self, number: int, row: Mapping[str, Any], errors: list[ValidationError]) -> dict[str, Any]:
        read = {}
        for column, cell in self.cells.items():
            try:
                read[column] = cell.clean(row[column])
            except ValidationError as error:
                place = _("Row %(number)s, %(column)s:") % {"number": number, "column": cell.label}
                errors.append(ValidationError(f"{place} {' '.join(error.messages)}"))
        return read
