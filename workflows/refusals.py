"""A refusal says which rule stood in the way and what to do, in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refused(Exception):  # noqa: N818 - the domain's word
    """`key` is stable and for programs; `sentence` is for people; `rule` names the law or the standing order behind it."""

    def __init__(self, key: str, text: Any, rule: Any = "", **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.text = text
        self.rule = rule
        self.values = values

    @property
    def sentence(self) -> str:
        return str(self.text) % self.values if self.values else str(self.text)

    def __str__(self) -> str:
        return f"{self.key}: {self.sentence}"


class NotFound(Refused):
    """Everything foreign is not found: a case one may not read does not exist for the reader."""

    def __init__(self) -> None:
        super().__init__("not_found", _("There is no such case, or you may not see it."))


class BadInput(Refused):
    """`field` is the input's name."""

    def __init__(self, field: str, text: Any, **values: Any) -> None:
        super().__init__("bad_input", text, **values)
        self.field = field


def unknown_move(name: str) -> Refused:
    return Refused("unknown_move", _("There is no move “%(move)s”. Choose one of the moves offered."), move=name[:60])


def not_possible_here(move: Any, state: Any) -> Refused:
    return Refused(
        "not_possible_here",
        _("“%(move)s” is not possible while the case is “%(state)s”."),
        move=move,
        state=state,
    )


def not_yours(roles: str) -> Refused:
    return Refused("not_yours", _("Only %(roles)s can do this."), roles=roles)


def claimed(name: str) -> Refused:
    return Refused("claimed", _("%(name)s is working on this task. Take it over first."), name=name)


def four_eyes() -> Refused:
    return Refused(
        "four_eyes",
        _("You signed the step before. A second person must do this one."),
        rule=_("Two-person rule"),
    )


def someone_was_faster(now: Any) -> Refused:
    return Refused(
        "someone_was_faster",
        _("Someone was faster: the case has moved on since you opened this page. Look at it again."),
        now=now,
    )


def key_used_otherwise() -> Refused:
    return Refused(
        "key_used_otherwise",
        _("This request key was used before for something else. Use a new key."),
    )


def no_such_desk(role: Any) -> Refused:
    return Refused(
        "no_such_desk",
        _("Nobody is set up as “%(role)s” here, so the case would wait for no one. Set up this role first."),
        role=role,
    )
