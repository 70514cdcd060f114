"""The shipped files as rows. A cell with several values separates them by "; ", keys by a space."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def rows(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def objects(file: str) -> Any:
    return json.loads((FOLDER / file).read_text(encoding="utf-8"))


def day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def number(cell: str) -> int | None:
    return int(cell) if cell else None


def listed(cell: str) -> list[str]:
    return cell.split("; ") if cell else []
