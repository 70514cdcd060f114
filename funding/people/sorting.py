"""German alphabetical order (DIN 5007-1) that every PostgreSQL server sorts alike."""

import unicodedata

from django.db import models

SPELT_OUT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n"})


def sort_key(text: str) -> str:
    """A key whose byte order is the German dictionary order: ä as a, ß as ss, case and punctuation ignored.

    Names that differ in nothing else follow by their spelling: Muller before Müller.
    """
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(SPELT_OUT)
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    spelling = " ".join(unicodedata.normalize("NFC", text.casefold()).split())
    return f"{' '.join(plain.split())}\t{spelling}"


class SortKeyField(models.TextField):
    """Stored sort key of another field, `COLLATE "C"`, computed at every `save()` and `bulk_create()`.

    Not by `update()` nor by `save(update_fields=…)` that leaves this field out.
    """

    def __init__(self, of: str = "name", **options: object) -> None:
        self.of = of
        super().__init__(**{**options, "db_collation": "C", "editable": False})

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, options = super().deconstruct()
        del options["db_collation"], options["editable"]
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = sort_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key
