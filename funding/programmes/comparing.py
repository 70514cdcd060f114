"""What one set of terms says otherwise than another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from funding.programmes.terms import REGISTER


@dataclass(frozen=True)
class Difference:
    """`measure` empty: a rule of the whole programme. `key` empty: a measure that comes or goes, by its label. None:
    not set."""

    measure: str
    key: str
    before: Any
    after: Any

    def to_json(self) -> dict[str, Any]:
        return {"measure": self.measure, "key": self.key, "before": self.before, "after": self.after}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Rule by rule in the order of the register, the programme's own first, then by measure."""
    old, new = before.get("measures", {}), after.get("measures", {})
    found = list(_of_values("", before.get("values", {}), after.get("values", {})))
    for measure in sorted({*old, *new}):
        was, now = old.get(measure, {}), new.get(measure, {})
        if was.get("label") != now.get("label"):
            found.append(Difference(measure, "", was.get("label"), now.get("label")))
        found += _of_values(measure, was.get("values", {}), now.get("values", {}))
    return found


def _of_values(measure: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for key in REGISTER:
        before, after = ((values.get(key) or {}).get("value") for values in (old, new))
        if before != after:
            yield Difference(measure, key, before, after)
