"""Office files are zip archives: what is in them, without ever unpacking more than a few kilobytes."""

import lzma
import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from funding.documents.refusals import MEGABYTE, bomb, macros

MOST_MEMBERS = 5_000
MOST_UNPACKED = 250 * MEGABYTE
MOST_TIMES = 200
SMALL = MEGABYTE
MACRO_PARTS = ("vbaproject.bin", "/macrosheets/", "/dialogsheets/")
MACRO_FOLDERS = ("basic/", "scripts/")
BROKEN = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
)


def check_open_xml(content: bytes, *, part: str) -> bool:
    """Whether this is the DOCX or XLSX whose main part is `part`. Raises UploadRefused for macros and zip bombs."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_sizes(archive, len(content))
            names = [name.lower() for name in archive.namelist()]
            kinds = _small_member(archive, "[Content_Types].xml")
    except BROKEN:
        return False
    if any(macro in name for name in names for macro in MACRO_PARTS) or b"macroenabled" in kinds.lower():
        raise macros()
    return part in names and len(set(names)) == len(names)


def check_open_document(content: bytes, *, media_type: str) -> bool:
    """Whether this is the ODT or ODS of that type. Raises UploadRefused for macros and zip bombs."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_sizes(archive, len(content))
            names = [name.lower() for name in archive.namelist()]
            declared = _small_member(archive, "mimetype")
    except BROKEN:
        return False
    if any(name.startswith(MACRO_FOLDERS) and not name.endswith("/") for name in names):
        raise macros()
    return declared == media_type.encode() and "content.xml" in names and len(set(names)) == len(names)


def _check_sizes(archive: ZipFile, size: int) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    overlapping = sum(member.compress_size for member in members) > size
    if len(members) > MOST_MEMBERS or unpacked > min(MOST_UNPACKED, MOST_TIMES * size) or overlapping:
        raise bomb()


def _small_member(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > SMALL:
        raise BadZipFile(name)
    return archive.read(name)
