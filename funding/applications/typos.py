"""Whether two texts say the same, apart from slips of the pen."""

import re

LONG = 5  # letters of a word in which one slip leaves no doubt what was meant
WORD = re.compile(r"\w+")


def same_but_for_slips(before: str, after: str) -> bool:
    """The same words in the same order; a longer word without a figure may differ by one slip. Blanks, punctuation and
    capitals say nothing."""
    mine, other = WORD.findall(before.casefold()), WORD.findall(after.casefold())
    return len(mine) == len(other) and all(map(_is_slip, mine, other))


def _is_slip(before: str, after: str) -> bool:
    """One letter left out, put in, or another, or two neighbours that have changed places."""
    if before == after:
        return True
    if min(len(before), len(after)) < LONG or not (before + after).isalpha():
        return False
    if len(before) != len(after):
        shorter, longer = sorted((before, after), key=len)
        return shorter in {longer[:at] + longer[at + 1 :] for at in range(len(longer))}
    apart = [at for at, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    first, last = apart[0], apart[-1]
    return first == last or (last == first + 1 and before[first] + before[last] == after[last] + after[first])
