"""The kinds of files that are taken, told by their content."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from funding.documents.office import check_open_document, check_open_xml

OTHER_BEGINNINGS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"MZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Format:
    """`fits` tells whether bytes are of this format; it raises UploadRefused where it can say more than no."""

    media_type: str
    fits: Callable[[bytes], bool]


def is_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-4096:]


def is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR"


def is_jpeg(content: bytes) -> bool:
    return content.startswith(b"\xff\xd8\xff")


def is_text(content: bytes) -> bool:
    """UTF-8, or Windows-1252 as German spreadsheets write it."""
    if content.startswith(OTHER_BEGINNINGS) or NO_TEXT.search(content):
        return False
    return any(_decodes(content, encoding) for encoding in ("utf-8", "cp1252"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


OPEN_XML = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

FORMATS: dict[str, Format] = {
    "pdf": Format("application/pdf", is_pdf),
    "png": Format("image/png", is_png),
    "jpg": Format("image/jpeg", is_jpeg),
    "jpeg": Format("image/jpeg", is_jpeg),
    "docx": Format(f"{OPEN_XML}.wordprocessingml.document", partial(check_open_xml, part="word/document.xml")),
    "xlsx": Format(f"{OPEN_XML}.spreadsheetml.sheet", partial(check_open_xml, part="xl/workbook.xml")),
    "odt": Format(f"{OPEN_DOCUMENT}.text", partial(check_open_document, media_type=f"{OPEN_DOCUMENT}.text")),
    "ods": Format(
        f"{OPEN_DOCUMENT}.spreadsheet", partial(check_open_document, media_type=f"{OPEN_DOCUMENT}.spreadsheet")
    ),
    "csv": Format("text/csv", is_text),
    "txt": Format("text/plain", is_text),
}
ENDINGS = {taken.media_type: ending for ending, taken in reversed(FORMATS.items())}
WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm"})
