"""Papers that people attach: short PDFs, each marked as invented."""

import datetime as dt
import json
from functools import cache

import typst
from django.conf import settings

from workflows.inputs import Upload

SOURCE = b"""
#let words = json(bytes(sys.inputs.words))
#set document(title: words.title)
#set text(font: "Fira Sans", lang: "de")
#text(8pt)[#words.mark]
= #words.title
#words.text
"""


@cache
def paper(title: str, text: str) -> Upload:
    """The same words give the same bytes."""
    content = typst.compile(
        SOURCE,
        font_paths=[settings.ROOT / "templates" / "letters" / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        timestamp=dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
        sys_inputs={"words": json.dumps({"title": title, "text": text, "mark": "Erfunden für die Vorführung"})},
    )
    return Upload(f"{title}.pdf", content)
