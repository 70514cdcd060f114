"""The check digits of an account number (ISO 13616, ISO 7064 modulo 97-10)."""

import re

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


def read_iban(written: str) -> str | None:
    """The number without spaces, or None if it cannot be right."""
    iban = "".join(written.split()).upper()
    if not IBAN.fullmatch(iban):
        return None
    digits = "".join(str(int(character, 36)) for character in iban[4:] + iban[:4])
    return iban if int(digits) % 97 == 1 else None
