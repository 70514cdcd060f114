"""The meetings of a health forum and their minutes, each in another state."""

import datetime as dt
from collections.abc import Callable, Generator

from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.meetings.models import AgendaItem
from funding.meetings.opening import plan_meeting

ITEMS = (("Bericht der Koordinationsstelle", True), ("Nachbesetzung der Geschäftsstelle", False))
COURSE = "Die Koordinationsstelle berichtet. Die Mitglieder nehmen den Bericht zur Kenntnis."
QUORATE = 5
TOO_FEW = 2


# By state: how many days from today the meeting is, or was.
AHEAD = (("planned", 50), ("agenda_draft", 64), ("postponed", 22), ("cancelled", 29))
HELD = (("opened", 1), ("interrupted", 2), ("not_quorate", 5), ("adjourned", 6), ("re_invited", 13))
RECORDED = (
    ("minutes_draft", 9), ("minutes_circulated", 16), ("minutes_to_sign", 30), ("minutes_signed", 44),
    ("minutes_approved", 58), ("published_extract", 90),
)  # fmt: skip


def meetings(office: Office) -> Moments:
    """Some ahead, some held, two that too few came to, one put off, one cancelled; each one's minutes go on."""
    ahead = [_ahead(office.part(state), state, day) for state, day in AHEAD]
    held = [_held(office.part(state), state, ago) for state, ago in HELD]
    yield from together([*ahead, *held, *(_recorded(office.part(state), state, ago) for state, ago in RECORDED)])


def _planned(office: Office, held_on: str) -> int:
    world = office.world
    facts = {"meets_on": dt.date.fromisoformat(held_on), "begins_at": "17:00", "place": "Kreishaus, Saal 1"}
    return office.story.begin(plan_meeting, office.forum, by=world.office, **facts)


def _put_agenda_together(office: Office, meeting: int) -> None:
    office.let("office", "draft_agenda", meeting)
    for subject, public in ITEMS:
        office.let("office", "add_item", meeting, subject=subject, public=public)


def _ahead(office: Office, state: str, day: int) -> Moments:
    yield office.moment(12, "08:40")
    meeting = _planned(office, office.on(day))
    if state == "planned":
        return
    yield office.moment(10, "08:50")
    _put_agenda_together(office, meeting)
    if state == "agenda_draft":
        return
    yield office.moment(6, "09:00")
    office.let("chair", "invite", meeting)
    yield office.moment(3, "09:20")
    reason = {
        "postponed": "Der Landrat ist an diesem Tag im Landtag.",
        "cancelled": "Es liegt nichts zur Beschlussfassung vor.",
    }[state]
    office.let("chair", "call_off", meeting, becomes=state, reason=reason)


def _opened(office: Office, ago: int, there: int) -> Generator[dt.datetime, None, int]:
    """A meeting invited in time to which so many came, so many days ago; its id."""
    yield office.moment(ago + 45, "08:40")
    meeting = _planned(office, office.on(-ago))
    _put_agenda_together(office, meeting)
    yield office.moment(ago + 28, "09:00")
    office.let("chair", "invite", meeting)
    yield office.moment(ago, "17:05")
    seats = office.forum.seats.order_by("number").values_list("pk", flat=True)
    office.let("chair", "open_meeting", meeting, seats=list(seats[:there]))
    return meeting


def _held(office: Office, state: str, ago: int) -> Moments:
    few = state in ("not_quorate", "re_invited")
    meeting = yield from _opened(office, ago, TOO_FEW if few else QUORATE)
    yield office.moment(ago, "17:40")
    if few:
        office.let("chair", "state_no_quorum", meeting)
    elif state == "interrupted":
        office.let("chair", "interrupt", meeting, reason="Feueralarm im Haus.")
    elif state == "adjourned":
        reason = "Für den letzten Punkt fehlt die Zeit."
        office.let("chair", "interrupt", meeting, continues_on=office.on(9), reason=reason)
    if state == "re_invited":
        yield office.moment(ago - 3, "09:35")
        again = {"meets_on": office.on(20), "begins_at": "18:00", "place": "Kreishaus, Saal 1"}
        office.let("office", "invite_again", meeting, **again)


def _recorded(office: Office, state: str, ago: int) -> Moments:
    """Closed on that day; each step of its minutes in its time."""
    meeting = yield from _opened(office, ago, QUORATE)
    yield office.moment(ago, "18:40")
    office.let("chair", "close", meeting)
    minutes = office.story.below(meeting, "minutes")
    steps: tuple[tuple[str, int, Callable[[], None]], ...] = (
        ("minutes_draft", 0, lambda: None),
        ("minutes_circulated", 6, lambda: _circulate(office, meeting, minutes)),
        ("minutes_to_sign", 22, lambda: None),  # by the clock
        ("minutes_signed", 26, lambda: office.let("office", "sign", minutes)),
        ("minutes_approved", 30, lambda: office.let("chair", "approve", minutes)),
        ("published_extract", 34, lambda: office.let("office", "publish", minutes)),
    )
    for reached, later, act in steps:
        yield office.moment(ago - later, "18:50")
        act()
        if reached == state:
            return


def _circulate(office: Office, meeting: int, minutes: int) -> None:
    items = AgendaItem.objects.filter(meeting=meeting, matter=None).order_by("pk")
    for item in items.values_list("pk", flat=True):
        office.let("office", "note", minutes, agenda_item=item, course=COURSE)
    office.let("office", "circulate", minutes)
