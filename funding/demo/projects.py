"""Invented projects for the open cases: title, what is planned, what is missing today, for whom."""

import csv
from pathlib import Path
from typing import NamedTuple


class Sketch(NamedTuple):
    title: str
    summary: str
    need: str
    target_group: str


with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as _file:
    SKETCHES = {row["title"]: Sketch(**row) for row in csv.DictReader(_file)}
