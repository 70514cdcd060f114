"""The check digits of an account number (ISO 13616, ISO 7064 modulo 97-10)."""

import re

from django.utils.translation import gettext_lazy as _

from workflows.refusals import BadInput

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


def read_iban(written: str) -> str | None:
    """The number without spaces, or None if it cannot be right."""
    iban = "".join(written.split()).upper()
    if not IBAN.fullmatch(iban):
        return None
    digits = "".join(str(int(character, 36)) for character in iban[4:] + iban[:4])
    return iban if int(digits) % 97 == 1 else None


def checked_iban(name: str, written: str) -> str:
    """What was written into the input of this name, without spaces; BadInput if it cannot be right. May be empty."""
    account = read_iban(written) if written else ""
    if account is None:
        raise BadInput(name, _("This account number cannot be right. Check its digits."))
    return account
