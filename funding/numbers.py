"""Numbers that come from outside as text."""

import re

NUMBER = re.compile("[0-9]{1,18}")


def number_in(text: str) -> int | None:
    """A number the database can hold; None of everything else."""
    return int(text) if NUMBER.fullmatch(text) else None
