"""Worked cases of the calculators: the given ones and our own, which say why."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"


def cases(calculator: str) -> list[dict[str, Any]]:
    names = (f"{calculator}.jsonl", f"own_{calculator}.jsonl")
    return [json.loads(line) for name in names for line in (FOLDER / name).read_text().splitlines()]


def shown(case: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """The part of the answer that the case expects."""
    return {key: answer.get(key, "nothing") for key in case["expected"]}
