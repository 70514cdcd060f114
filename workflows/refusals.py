"""A refusal says which rule stood in the way and what to do, in the reader's language."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflows.wording import worded

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Refused(Exception):
    """`key` is stable, for programs; `sentence` is for people; `rule` names the law or standing order behind it."""

    def __init__(self, key: str, text: Any, rule: Any = "", **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.text = text
        self.rule = rule
        self.values = values

    @property
    def sentence(self) -> str:
        """Days, amounts and fractions are written in it as the reader writes them."""
        values = {name: _in_words(value) for name, value in self.values.items()}
        return str(self.text) % values if values else str(self.text)

    def __str__(self) -> str:
        return f"{self.key}: {self.sentence}"


def _in_words(value: Any) -> Any:
    match value:
        case Decimal() | date():
            return worded(value)
        case str() if ISO_DAY.fullmatch(value):
            return worded(date.fromisoformat(value))
    return value


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


def file_erased(day: date) -> Refused:
    text = _("This file was erased on %(day)s. Nothing can be done in it any more.")
    return Refused("file_erased", text, day=day.isoformat())


def file_goes_on() -> Refused:
    return Refused("file_goes_on", _("A case of this file is open or was opened again."))


def not_yours(roles: str) -> Refused:
    return Refused("not_yours", _("Only %(roles)s can do this."), roles=roles)


def happens_by_itself() -> Refused:
    return Refused("not_yours", _("This happens by itself at its time; nobody does it by hand."))


def claimed(name: str) -> Refused:
    return Refused("claimed", _("%(name)s is working on this task. Take it over first."), name=name)


def four_eyes() -> Refused:
    return Refused(
        "four_eyes",
        _("You wrote or signed what is decided on here. A second person must do this."),
        rule=_("Two-person rule"),
    )


def incomplete(missing: Iterable[str]) -> Refused:
    quoted = (gettext("“%(name)s”") % {"name": name} for name in missing)
    return Refused("incomplete", _("Still missing: %(missing)s."), missing=", ".join(quoted))


def which_task() -> Refused:
    return Refused("which_task", _("You may do this for several seats. Open the task of the one you mean."))


def parent_is_over() -> Refused:
    return Refused("parent_is_over", _("The case this would belong to has ended, so nothing can be opened below it."))


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


def task_is_over() -> Refused:
    return Refused("task_is_over", _("This task is no longer open. Look at the case again."))


def already_yours() -> Refused:
    return Refused("already_yours", _("You have this task already."))


def already_theirs(name: str) -> Refused:
    return Refused("already_theirs", _("%(name)s has this task already."), name=name)


def not_at_your_desk() -> Refused:
    return Refused(
        "not_at_your_desk",
        _("This task waits at another desk. Only those who hold it can change who does it."),
    )


def take_it_over_first() -> Refused:
    return Refused("claimed", _("Somebody else is working on this task. Take it over first."))


def asked_of_one_person() -> Refused:
    return Refused(
        "asked_of_one_person",
        _("This is asked of you in person: nobody can do it for you. Decline if you cannot do it."),
    )


def vote_is_personal() -> Refused:
    return Refused(
        "vote_is_personal",
        _("A vote belongs to the seat: it is neither taken on nor delegated. The seat's deputies may cast it."),
    )


def nobody_has_it() -> Refused:
    return Refused("nobody_has_it", _("Nobody has taken this task on, so there is nothing to give back."))


def waits_for_you_in_person() -> Refused:
    return Refused("waits_for_you_in_person", _("This task waits for you in person. You can delegate it."))


def give_it_back_instead() -> Refused:
    return Refused(
        "give_it_back_instead",
        _("This task was delegated to you, so you cannot pass it on. Give it back instead."),
    )


def waits_for_nobody_else() -> Refused:
    return Refused(
        "waits_for_nobody_else",
        _("Nobody else sits at this desk today, and there is no deputy, so there is nobody to delegate to."),
    )


def is_excluded(person: str) -> Refused:
    return Refused("is_excluded", _("%(person)s is excluded from this case. Choose somebody else."), person=person)


def no_result_yet() -> Refused:
    return Refused("no_result_yet", _("There is no result yet."))


def not_at_that_desk(person: str) -> Refused:
    return Refused(
        "not_at_that_desk",
        _("%(person)s does not sit at this desk. Choose somebody who does, or have them entered there first."),
        person=person,
    )


def no_such_person() -> Refused:
    return Refused(
        "no_such_person",
        _("This person cannot sign in, so nobody would do the task. Choose somebody else."),
    )


def takes_no_part() -> Refused:
    return Refused("takes_no_part", _("Only who takes part in this case can remind others of it."))


def nobody_to_remind() -> Refused:
    return Refused("nobody_to_remind", _("The case waits for nobody else, so there is nobody to remind."))


def reminded_today() -> Refused:
    return Refused("reminded_today", _("They have been reminded today already. You can remind them again tomorrow."))


def ends_by_a_move() -> Refused:
    return Refused("ends_by_a_move", _("This task ends by a step of the case. Make that step."))


def inspects() -> Refused:
    return Refused("inspects", _("As long as you inspect, you read only. Somebody else does this."))


def inspector_has_a_part() -> Refused:
    return Refused(
        "inspector_has_a_part",
        _("Who inspects holds no desk or seat, runs nothing here, and is let in by others. Choose somebody else."),
    )


def inspection_by_two() -> Refused:
    return Refused(
        "inspection_by_two",
        _("You have asked for this access. A second person must grant it."),
        rule=_("Two-person rule"),
    )


def already_granted() -> Refused:
    return Refused("already_granted", _("This access has been granted already."))


def inspection_over() -> Refused:
    return Refused("inspection_over", _("This access has ended. Ask for a new one if it is needed."))


def bad_days(most: int) -> Refused:
    text = _("Enter a first and a last day: the last not before the first nor past, and at most %(most)s days.")
    return Refused("bad_days", text, most=most)


def only_administrators() -> Refused:
    return Refused("only_administrators", _("Only who runs the installation opens a case in an emergency."))
