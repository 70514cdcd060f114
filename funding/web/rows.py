"""A table to fill in, such as a financing plan: rows of the same columns, a few empty ones at the end, no script."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from funding.numbers import number_in

SPARE = 3


class RowsInput(forms.Widget):
    template_name = "web/forms/rows.html"

    def __init__(self, cells: Mapping[str, forms.Field], most: int) -> None:
        super().__init__()
        self.cells, self.most = cells, most

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        rows = min(number_in(str(data.get(f"{name}-count", ""))) or 0, self.most)
        return [
            {
                column: cell.widget.value_from_datadict(data, files, f"{name}-{row}-{column}")
                for column, cell in self.cells.items()
            }
            for row in range(rows)
        ]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        rows = [*(row for row in value or [] if not _empty(row)), *({} for _spare in range(SPARE))]
        return {
            "name": name,
            "id": (attrs or {}).get("id", ""),
            "count": len(rows),
            "columns": [str(cell.label) for cell in self.cells.values()],
            "rows": [list(self._drawn(name, number, row)) for number, row in enumerate(rows)],
        }

    def _drawn(self, name: str, number: int, row: Mapping[str, Any]) -> Any:
        for column, cell in self.cells.items():
            address = f"{name}-{number}-{column}"
            kind = "fw-cell words" if isinstance(cell, (forms.CharField, forms.ChoiceField)) else "fw-cell"
            words = {"class": kind, "id": address, "aria-label": f"{cell.label}, {number + 1}"}
            shown = cell.prepare_value(row.get(column))
            yield {"label": str(cell.label), "html": cell.widget.render(address, shown, words)}


class RowsField(forms.Field):
    """Answers a list of dicts. What is wrong is said with the row's number and the column."""

    def __init__(self, cells: Mapping[str, forms.Field], *, most: int, **options: Any) -> None:
        for cell in cells.values():
            if isinstance(cell, forms.ChoiceField):
                cell.widget = forms.Select(choices=[("", "–"), *cell.choices])
        self.cells = cells
        super().__init__(widget=RowsInput(cells, most), **options)

    def clean(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        errors: list[ValidationError] = []
        rows = [self._row(number, row, errors) for number, row in enumerate(value, start=1) if not _empty(row)]
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


def _empty(row: Mapping[str, Any]) -> bool:
    return all(cell in (None, "") for cell in row.values())
