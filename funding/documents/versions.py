"""What a case said when somebody handed it in, and what has changed from one time to another."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from funding.documents.models import ContentVersion
from funding.fingerprint import canonical, fingerprint
from workflows.models import Case
from workflows.step import Step


class Difference(NamedTuple):
    """`name`: the field; None where there was or is nothing."""

    name: str
    before: Any
    after: Any


def keep_version(case: Case, step: Step, content: Mapping[str, Any]) -> ContentVersion:
    """With the event of the step's move."""
    kept = json.loads(canonical(content))
    return ContentVersion.objects.create(
        case=case, seq=step.case.seq + 1, at=step.now, content=kept, sha256=fingerprint(kept)
    )


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Field by field, in the order in which they are written now; an empty text is nothing."""
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name) or None, after.get(name) or None) for name in names)
    return [Difference(*each) for each in pairs if each[1] != each[2]]
