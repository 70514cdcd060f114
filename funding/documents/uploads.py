"""Taking a file from outside: name, size, kind, content, viruses; in this order, and nothing is guessed."""

import unicodedata
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from funding.documents import refusals
from funding.documents.formats import FORMATS, WITH_MACROS

MOST_BYTES_IN_A_NAME = 255


@dataclass(frozen=True)
class Upload:
    """A file that may be filed. `title` is its name without the ending."""

    title: str
    media_type: str
    content: bytes


def accept(name: str, content: bytes) -> Upload:
    """Raises UploadRefused for the first thing that is wrong.

    Settings: UPLOAD_LIMIT (bytes); UPLOAD_SCANNER, the dotted path of a function from the bytes to the name of
    the virus found, or "" if there is none.
    """
    if not content:
        raise refusals.empty()
    if len(content) > settings.UPLOAD_LIMIT:
        raise refusals.too_large(settings.UPLOAD_LIMIT)
    title, ending = read_name(name)
    if ending in WITH_MACROS:
        raise refusals.macros()
    if ending not in FORMATS:
        raise refusals.not_taken(", ".join(known.upper() for known in FORMATS if known != "jpeg"))
    if not FORMATS[ending].fits(content):
        raise refusals.other_content(ending)
    _scan(content)
    return Upload(title, FORMATS[ending].media_type, content)


def read_name(name: str) -> tuple[str, str]:
    """Title and ending. A name with a path, control, invisible or direction characters is refused, not repaired."""
    name = unicodedata.normalize("NFC", name)
    odd = any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for character in name)
    if odd or "/" in name or "\\" in name or len(name.encode()) > MOST_BYTES_IN_A_NAME:
        raise refusals.bad_name()
    stem, _dot, ending = name.rpartition(".")
    title = " ".join(stem.split())
    if not title.strip(". "):
        raise refusals.bad_name()
    return title, ending.lower()


def _scan(content: bytes) -> None:
    if not settings.UPLOAD_SCANNER:
        return
    try:
        finding = import_string(settings.UPLOAD_SCANNER)(content)
    except OSError as error:
        raise refusals.not_scanned() from error
    if finding:
        raise refusals.infected(finding)
