"""Letters: the wording an expert can read, tagged and reproducible PDF, and text that stays text."""

import os
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
import typst
from django.conf import settings
from pypdf import PdfReader

from funding.documents.letters import FONTS, LETTERS, TEMPLATES, drawable, render
from tests.funding.documents.letters import FACTS
from workflows.refusals import BadInput

GOLDEN = settings.ROOT / "tests" / "golden" / "letters"
EVERY_LETTER = [(kind, language) for kind in LETTERS for language in ("de", "en")]


def text_of(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    lines = "\n\n".join(pages).replace("\u00a0", " ").replace("\u200b", "").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def receipt(**changes: object) -> str:
    return text_of(render("receipt", language="de", facts=FACTS["receipt"] | changes))


@pytest.mark.parametrize(("kind", "language"), EVERY_LETTER)
def test_the_wording_is_the_one_agreed(kind: str, language: str) -> None:
    """WRITE_GOLDEN=1 writes the files anew."""
    golden: Path = GOLDEN / f"{kind}.{language}.txt"
    text = text_of(render(kind, language=language, facts=FACTS[kind]))
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(text)
    assert text == golden.read_text()


@pytest.mark.parametrize(("kind", "language"), EVERY_LETTER)
def test_a_letter_is_tagged_and_names_its_language_title_and_standards(kind: str, language: str) -> None:
    pdf = PdfReader(BytesIO(render(kind, language=language, facts=FACTS[kind])))
    assert pdf.root_object["/MarkInfo"]["/Marked"].value is True
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.root_object["/Lang"].split("-")[0] == language
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata.title in pdf.pages[0].extract_text().splitlines()
    metadata = pdf.root_object["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


@pytest.mark.parametrize("kind", LETTERS)
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    assert render(kind, language="de", facts=FACTS[kind]) == render(kind, language="de", facts=FACTS[kind])


def test_other_facts_give_another_text() -> None:
    assert receipt() != receipt(in_time=False)
    assert "Fassung 2 Ihres Antrags" in receipt(version=2)


def test_the_pdf_carries_the_instant_it_was_made_at() -> None:
    pdf = PdfReader(BytesIO(render("receipt", language="de", facts=FACTS["receipt"])))
    assert pdf.metadata.creation_date == FACTS["receipt"]["made_at"]


@pytest.mark.parametrize("kind", LETTERS)
def test_an_invented_case_is_marked_on_every_page_and_a_real_one_nowhere(kind: str) -> None:
    marked = PdfReader(BytesIO(render(kind, language="de", facts=FACTS[kind])))
    assert all("Muster – erfundener Vorgang" in page.extract_text() for page in marked.pages)
    assert "Muster –" not in text_of(render(kind, language="de", facts=FACTS[kind] | {"invented": False}))


def test_an_english_letter_says_that_the_german_one_is_binding() -> None:
    assert "Only the German text has legal effect" in text_of(
        render("award_notice", language="en", facts=FACTS["award_notice"])
    )


def test_what_the_programme_has_not_set_is_said_and_not_left_empty() -> None:
    facts = FACTS["award_notice"]
    silent = facts | {
        "own_share": None,
        "cap": None,
        "annex": None,
        "payments": facts["payments"] | {"window": None, "retained": None},
        "proof": {"due_on": None, "simple": None, "retention_years": None},
        "reports": [],
        "forwarding": [],
    }
    letter = text_of(render("award_notice", language="de", facts=silent))
    unknown = ["own share", "cap", "annex", "window", "retained", "proof", "retention"]
    assert letter.count("vom Programm nicht festgelegt") == len(unknown)


@pytest.mark.parametrize(
    ("remedy", "sentence"),
    [
        ("action", "Die Klage ist zu erheben bei:"),
        ("objection", "Der Widerspruch ist zu erheben bei:"),
    ],
)
def test_the_remedy_is_the_one_of_the_state(remedy: str, sentence: str) -> None:
    facts = FACTS["award_notice"]
    letter = text_of(
        render("award_notice", language="de", facts=facts | {"remedy": facts["remedy"] | {"type": remedy}})
    )
    assert sentence in " ".join(letter.split())


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "@preview/evil:1.0.0": *',
        '#read("/etc/passwd")',
        '#read("layout.typ")',
        "*bold* _emphasis_ `raw` $x^2$ = heading <label> @reference",
        "\\ \\n \\u{41} \\#",
        '"}], "facts": {"x": ["',
        "{reference} {received} {project}",
        "#" * 20 + "[" * 20 + "{" * 20,
        "// comment /* comment */ https://example.org",
        "<script>alert(1)</script> &amp;",
        "Nguyễn Łukasz Ǽ ẞ Ж Ω",
    ],
)
def test_hostile_text_stays_text(hostile: str) -> None:
    assert hostile.replace(" ", "") in receipt(project=hostile).replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gut 😀", "Gut [U+1F600]"),
        ("exe\u202egnp", "exe[U+202E]gnp"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("Zeile eins\r\nZeile\tzwei", "Zeile eins\nZeile zwei"),
        ("Mu\u0308ller", "Müller"),
        ("Ḳ̄ulle S̛̄amet K͟hatun L̥̄ M̐ C̨̆", "Ḳ̄ulle S̛̄amet K͟hatun L̥̄ M̐ C̨̆"),
    ],
)
def test_what_no_font_can_draw_is_shown_by_its_number(text: str, shown: str) -> None:
    assert drawable(text, "project") == shown


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85", "\ud800"])
def test_control_characters_are_refused_by_the_name_of_the_fact(character: str) -> None:
    with pytest.raises(BadInput) as refusal:
        receipt(project=f"Pflege{character}lotsen")
    assert refusal.value.field == "project"


@pytest.mark.parametrize("long", ["x" * 10_000, "Wort " * 2_000, "\n" * 10_000])
def test_ten_thousand_characters_run_on_over_the_pages(long: str) -> None:
    facts = FACTS["rejection_notice"] | {"reasons": [long]}
    text = text_of(render("rejection_notice", language="de", facts=facts))
    assert sum(map(text.count, set(long.strip()))) >= len(long.replace(" ", "").strip())


def test_every_character_said_to_be_covered_can_be_drawn() -> None:
    ranges = [line.split("-") for line in (FONTS / "coverage.txt").read_text().split()]
    covered = "".join(chr(n) for first, last in ranges for n in range(int(first, 16), int(last, 16) + 1))
    facts = FACTS["receipt"] | {"project": covered, "programme": covered}
    assert render("receipt", language="de", facts=facts).startswith(b"%PDF-")


def test_a_template_cannot_read_files_outside_its_folder() -> None:
    with pytest.raises(typst.TypstError):
        typst.compile(b'#read("/../../manage.py")', root=TEMPLATES, format="pdf")


def test_no_template_evaluates_text_or_loads_anything_from_outside() -> None:
    source = "".join(path.read_text() for path in TEMPLATES.glob("*.typ"))
    assert [word for word in ("eval(", "@preview", "read(", "plugin(") if word in source] == []


def test_facts_missing_or_misspelt_are_named() -> None:
    facts = dict(FACTS["receipt"])
    with pytest.raises(ValueError, match=r"receipt knows no facts \['projekt'\]"):
        render("receipt", language="de", facts=facts | {"projekt": "x"})
    del facts["cutoff"]
    with pytest.raises(ValueError, match=r"receipt lacks the facts \['cutoff'\]"):
        render("receipt", language="de", facts=facts)


@pytest.mark.parametrize(("kind", "language"), [("love_letter", "de"), ("receipt", "fr"), ("../receipt", "de")])
def test_a_letter_that_does_not_exist_is_an_error(kind: str, language: str) -> None:
    with pytest.raises(ValueError, match="There is no letter"):
        render(kind, language=language, facts=FACTS["receipt"])


def test_money_as_a_float_is_an_error() -> None:
    with pytest.raises(TypeError, match="applied: a letter cannot show float"):
        receipt(applied=0.1)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("0.00", "0,00 €"),
        ("7.05", "7,05 €"),
        ("999.99", "999,99 €"),
        ("1000.00", "1.000,00 €"),
        ("1234567.80", "1.234.567,80 €"),
    ],
)
def test_money_is_grouped_as_in_german(amount: str, written: str) -> None:
    assert f"Beantragte Zuwendung {written}" in " ".join(receipt(applied=Decimal(amount)).split())
