"""Why a file is not taken, and what to do about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.refusals import BadInput

MEGABYTE = 1024 * 1024


class UploadRefused(BadInput):
    """`key` is stable and for programs."""

    def __init__(self, key: str, text: Any, **values: Any) -> None:
        super().__init__("file", text, **values)
        self.key = f"upload.{key}"


def empty() -> UploadRefused:
    return UploadRefused("empty", _("The file is empty. Choose another one."))


def too_large(limit: int) -> UploadRefused:
    return UploadRefused(
        "too_large", _("The file is larger than %(most)s MB. Make it smaller or split it."), most=limit // MEGABYTE
    )


def bad_name() -> UploadRefused:
    return UploadRefused(
        "bad_name",
        _("The file's name is too long or has characters that are not allowed. Rename it, for example to “plan.pdf”."),
    )


def not_taken(endings: str) -> UploadRefused:
    return UploadRefused(
        "not_taken", _("Files of this kind are not taken. Possible are: %(endings)s."), endings=endings
    )


def other_content(ending: str) -> UploadRefused:
    return UploadRefused(
        "other_content",
        _("The content is not what the ending “.%(ending)s” says, or the file is damaged or locked. Save it again."),
        ending=ending,
    )


def macros() -> UploadRefused:
    return UploadRefused("macros", _("The file contains macros. Save it without macros, or as PDF."))


def bomb() -> UploadRefused:
    return UploadRefused("bomb", _("Unpacked, the file is far too large. Save it as PDF."))


def infected(finding: str) -> UploadRefused:
    return UploadRefused(
        "infected", _("The virus scanner found “%(finding)s”. The file was not kept."), finding=finding
    )


def not_scanned() -> UploadRefused:
    return UploadRefused("not_scanned", _("Files cannot be checked for viruses right now. Try again later."))
