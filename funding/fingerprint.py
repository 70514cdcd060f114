"""One fingerprint for what people stand for or vote on, so that anybody can reckon it again from what is kept."""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> str:
    """JSON with sorted keys, without blanks, letters as they are; what JSON does not know as Python writes it."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def fingerprint(content: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
