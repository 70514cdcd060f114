"""What stands around every page: the day, the person's part, how many tasks wait. One statement a request."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from workflows.clock import BERLIN, NOW
from workflows.inbox import MOST_COUNTED, Inbox, capped
from workflows.office import office

PARTS = {
    "working_group_lead": _("working group lead"),
    "coordination_office": _("coordination office"),
    "clerk": _("office of the body"),
    "chair": _("chair"),
    "seat": _("member"),
    "applicant": _("applicant"),
    "signatory": _("authorised signatory"),
    "process_support": _("process support"),
    "case_worker": _("case worker"),
    "approver": _("second signatory"),
    "cashier": _("cash office"),
    "final_recipient": _("final recipient"),
}
AROUND = f"""
    WITH clock AS MATERIALIZED (
        SELECT {NOW} AS now,
            coalesce((SELECT demo FROM workflows_clock), false) AS demo
    ), held AS MATERIALIZED (
        SELECT d.id, d.role, d.place, min(h.rank) AS rank
        FROM workflows_holder h JOIN workflows_desk d ON d.id = h.desk_id, clock
        WHERE h.person_id = %(person)s AND h.from_on <= (now AT TIME ZONE 'Europe/Berlin')::date
            AND (h.until_on IS NULL OR h.until_on >= (now AT TIME ZONE 'Europe/Berlin')::date)
        GROUP BY d.id
    ), waiting AS (
        (SELECT id FROM workflows_task WHERE owner_id = %(person)s AND status = 'ASSIGNED'
            AND (delegated OR desk_id IS NULL OR desk_id IN (SELECT id FROM held)) LIMIT %(most)s)
        UNION ALL
        (SELECT id FROM workflows_task WHERE status IN ('NEW', 'ASSIGNED') AND desk_id IN (SELECT id FROM held)
            AND owner_id IS DISTINCT FROM %(person)s AND NOT EXISTS (
                SELECT FROM workflows_bar b JOIN held ON held.place = b.place
                WHERE b.case_id = process_id AND b.person_id = %(person)s AND held.id = desk_id
            ) LIMIT %(most)s)
        LIMIT %(most)s
    )
    SELECT now, demo, (SELECT count(*) FROM waiting), (SELECT coalesce(json_agg(json_build_array(
        held.id, held.role, held.place, held.rank, coalesce(r.name, o.name, b.name, of_seat.name, '')
    ) ORDER BY held.role = 'seat', held.rank, held.id), '[]') FROM held
        LEFT JOIN funding_region r ON r.place = held.place LEFT JOIN funding_organisation o ON o.place = held.place
        LEFT JOIN funding_body b ON b.place = held.place
        LEFT JOIN funding_seat s ON s.place = held.place LEFT JOIN funding_body of_seat ON of_seat.id = s.body_id)
    FROM clock
"""  # noqa: S608 - our own words


@dataclass(frozen=True)
class HeldDesk:
    """A desk the person holds today; `at` is what its place is called."""

    id: int
    role: str
    place: UUID
    rank: int
    at: str

    @property
    def label(self) -> str:
        return part_of(self.role)


@dataclass(frozen=True)
class Frame:
    now: dt.datetime
    demonstration: bool = False
    waiting: int = 0
    desks: list[HeldDesk] = field(default_factory=list)

    @property
    def local(self) -> dt.datetime:
        return self.now.astimezone(BERLIN)

    @property
    def today(self) -> dt.date:
        return self.local.date()

    @property
    def open_tasks(self) -> str:
        return capped(self.waiting) if self.waiting else ""

    @property
    def part(self) -> str:
        """The person's first part, in words: "Coordination office, Gesundheitsregion Auental"."""
        return f"{self.desks[0].label}, {self.desks[0].at}" if self.desks else ""

    @property
    def roles_and_places(self) -> list[tuple[str, UUID]]:
        return [(desk.role, desk.place) for desk in self.desks]

    @property
    def ranks(self) -> dict[int, int]:
        return {desk.id: desk.rank for desk in self.desks}


def frame(request: HttpRequest) -> Frame:
    """Asked once a request."""
    if not hasattr(request, "frame"):
        user = getattr(request, "user", None)
        with connection.cursor() as cursor:
            cursor.execute(AROUND, {"person": user.pk if user else None, "most": MOST_COUNTED + 1})
            now, demonstration, waiting, desks = cursor.fetchone()
        held = [HeldDesk(number, role, UUID(place), rank, at) for number, role, place, rank, at in desks]
        request.frame = Frame(now, demonstration, waiting, held)
    return request.frame


def inbox(request: HttpRequest) -> Inbox:
    around = frame(request)
    offices = [desk.place for desk in around.desks if desk.role == office().key]
    return Inbox(request.user, around.today, around.ranks, offices)


def part_of(role: str) -> str:
    """A role as a heading: without an article, beginning with a capital."""
    return upper_first(str(PARTS.get(role, role.replace("_", " "))))


def upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
