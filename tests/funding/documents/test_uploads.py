"""What may be uploaded, and the sentence for what may not."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.documents.formats import FORMATS
from funding.documents.refusals import UploadRefused
from funding.documents.uploads import Upload, accept

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 20
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 20


def archive(members: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


def open_xml(part: str, **more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", part: b"<x/>"} | more)


def open_document(kind: str, **more: bytes) -> bytes:
    declared = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": declared, "content.xml": b"<x/>"} | more)


DOCX = open_xml("word/document.xml")
XLSX = open_xml("xl/workbook.xml")
ODT = open_document("text")
ODS = open_document("spreadsheet")
GOOD = {
    "pdf": PDF,
    "png": PNG,
    "jpg": JPEG,
    "jpeg": JPEG,
    "docx": DOCX,
    "xlsx": XLSX,
    "odt": ODT,
    "ods": ODS,
    "csv": "Posten;Betrag\nGröße;1,00\n".encode("cp1252"),
    "txt": "\ufeffGrüße aus Łódź\r\n".encode(),
}


def refusal(name: str, content: bytes = PDF) -> str:
    with pytest.raises(UploadRefused) as refused:
        accept(name, content)
    assert refused.value.field == "file"
    assert refused.value.sentence
    return refused.value.key.removeprefix("upload.")


def test_there_is_a_good_example_of_each_kind():
    assert GOOD.keys() == FORMATS.keys()


@pytest.mark.parametrize("ending", FORMATS)
def test_each_kind_is_taken_with_its_media_type(ending):
    taken = accept(f"Unser Plan.{ending.upper()}", GOOD[ending])
    assert taken == Upload("Unser Plan", FORMATS[ending].media_type, GOOD[ending])


@pytest.mark.parametrize(
    ("ending", "other"), [(a, b) for a in FORMATS for b in FORMATS if FORMATS[a].media_type != FORMATS[b].media_type]
)
def test_a_file_is_what_its_ending_says(ending, other):
    texts = {"csv", "txt"}
    if {ending, other} == texts:
        assert accept(f"a.{ending}", GOOD[other]).content == GOOD[other]
    else:
        assert refusal(f"a.{ending}", GOOD[other]) == "other_content"


def test_an_empty_file_is_refused():
    assert refusal("plan.pdf", b"") == "empty"


def test_a_file_may_be_as_large_as_the_limit_and_not_a_byte_larger(settings):
    settings.UPLOAD_LIMIT = len(PDF)
    assert accept("plan.pdf", PDF).content == PDF
    assert refusal("plan.pdf", PDF + b"\n") == "too_large"


@pytest.mark.parametrize(
    "name",
    [
        "plan\x00.pdf",
        "plan\n.pdf",
        "plan\x7f.pdf",
        "../plan.pdf",
        "/etc/plan.pdf",
        "C:\\plan.pdf",
        "ä" * 150 + ".pdf",
        "a" * 252 + ".pdf",
        "plan\u202efdp.pdf",
        "plan\u2066x.pdf",
        "plan\u200b.pdf",
        "plan\ufeff.pdf",
        "plan\ud800.pdf",
        "plan\ue000.pdf",
        "plan\u2028.pdf",
        ".pdf",
        " .pdf",
        "....pdf",
        "plan",
        "",
    ],
)
def test_an_odd_name_is_refused_and_not_repaired(name):
    assert refusal(name) == "bad_name"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a" * 251 + ".pdf", "a" * 251),
        ("  Mein   Plan .pdf", "Mein Plan"),
        ("Gro\u0308\u00dfe.pdf", "Größe"),
        ("v1.2 (final).pdf", "v1.2 (final)"),
        ("Nguyễn & Łukasz, „Antrag“.pdf", "Nguyễn & Łukasz, „Antrag“"),
        (".htaccess.pdf", ".htaccess"),
    ],
)
def test_an_honest_name_becomes_the_title(name, title):
    assert accept(name, PDF).title == title


@pytest.mark.parametrize(
    "name", ["plan.exe", "plan.pdf.exe", "plan.html", "plan.svg", "plan.doc", "plan.zip", "plan.pdf "]
)
def test_other_kinds_are_not_taken(name):
    assert refusal(name) == "not_taken"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docm", DOCX),
        ("plan.xlsm", XLSX),
        ("plan.docx", open_xml("word/document.xml", **{"word/vbaProject.bin": b"x"})),
        ("plan.xlsx", open_xml("xl/workbook.xml", **{"xl/macrosheets/sheet1.xml": b"x"})),
        (
            "plan.xlsx",
            archive(
                {
                    "[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                    "xl/workbook.xml": b"<x/>",
                }
            ),
        ),
        ("plan.odt", open_document("text", **{"Basic/Standard/Module1.xml": b"x"})),
        ("plan.ods", open_document("spreadsheet", **{"Scripts/python/evil.py": b"x"})),
    ],
)
def test_macros_are_refused(name, content):
    assert refusal(name, content) == "macros"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "odt", "ods"])
def test_a_zip_bomb_is_refused_unopened(ending):
    main = {
        "docx": {"[Content_Types].xml": b"", "word/document.xml": b"\x00" * 30_000_000},
        "xlsx": {"[Content_Types].xml": b"", "xl/workbook.xml": b"\x00" * 30_000_000},
        "odt": {"mimetype": b"", "content.xml": b"\x00" * 30_000_000},
        "ods": {"mimetype": b"", "content.xml": b"\x00" * 30_000_000},
    }
    assert refusal(f"plan.{ending}", archive(main[ending])) == "bomb"


def test_an_archive_of_very_many_files_is_refused():
    assert refusal("plan.docx", open_xml("word/document.xml", **{f"x{n}": b"" for n in range(5_000)})) == "bomb"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", PDF[:-10]),
        ("plan.pdf", b"\n" + PDF),
        ("plan.docx", DOCX[: len(DOCX) // 2]),
        ("plan.docx", b"MZ" + DOCX),
        ("plan.docx", archive({"word/document.xml": b"<x/>"})),
        ("plan.docx", open_xml("word/other.xml")),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked with a password"),
        ("plan.odt", archive({"content.xml": b"<x/>"})),
        ("plan.txt", "Grüße".encode("utf-16")),
        ("plan.csv", b"a;b\x00"),
        ("plan.csv", b"\x81\x8d"),
        ("plan.txt", PDF),
        ("plan.png", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_damaged_locked_or_disguised_files_are_refused(name, content):
    assert refusal(name, content) == "other_content"


def eicar(content: bytes) -> str:
    return "Eicar-Test" if b"EICAR" in content else ""


def broken_scanner(content: bytes) -> str:
    raise ConnectionRefusedError(content[:0])


def test_the_virus_scanner_has_the_last_word(settings):
    settings.UPLOAD_SCANNER = f"{__name__}.eicar"
    assert accept("plan.pdf", PDF).content == PDF
    assert refusal("plan.txt", b"X5O!P%@AP EICAR") == "infected"


def test_no_file_is_taken_while_the_scanner_is_away(settings):
    settings.UPLOAD_SCANNER = f"{__name__}.broken_scanner"
    assert refusal("plan.pdf") == "not_scanned"


def test_a_refusal_is_a_sentence_in_the_readers_language():
    with pytest.raises(UploadRefused) as refused:
        accept("plan.exe", PDF)
    with override("en"):
        assert refused.value.sentence == (
            "Files of this kind are not taken. Possible are: PDF, PNG, JPG, DOCX, XLSX, ODT, ODS, CSV, TXT."
        )


def answer(name: str, content: bytes) -> str:
    try:
        accept(name, content)
    except UploadRefused as refused:
        return refused.key
    return "taken"


@settings(max_examples=200, deadline=None)
@given(
    ending=st.sampled_from(sorted(FORMATS)),
    cut=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    put_in=st.binary(max_size=30),
)
def test_whatever_bytes_come_the_answer_is_yes_or_a_refusal(ending, cut, put_in):
    start, end = sorted(cut)
    damaged = GOOD[ending][:start] + put_in + GOOD[ending][end:]
    assert answer(f"plan.{ending}", damaged) in {
        "taken",
        "upload.empty",
        "upload.other_content",
        "upload.bomb",
        "upload.macros",
    }


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=300))
def test_whatever_the_name_the_answer_is_yes_or_a_refusal(name):
    assert answer(f"{name}.pdf", PDF) in {"taken", "upload.bad_name"}
