"""The decision on an objection."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import (
    AUTHORITY,
    BEHRENS,
    COMMON,
    COUNTY,
    COURT,
    LINDNER,
    PROGRAMME,
    PROJECT,
)

OBJECTION_RULING = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "date": dt.date(2026, 5, 12),
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice": PROJECT,
    "notice_date": dt.date(2026, 2, 12),
    "received_on": dt.date(2026, 3, 9),
    "in_time": "in_time",
    "last_day": dt.date(2026, 3, 16),
    "result": "part",
    "before": Decimal(76000),
    "amount": Decimal(80000),
    "changed": ["Die Fahrten zu den Haushalten sind zuwendungsfähig."],
    "reasons": [
        "Die Fahrten sind für den Zweck notwendig; insoweit war der Bescheid zu ändern.",
        "Die Kosten der Büroausstattung sind nach der Richtlinie nicht zuwendungsfähig.",
    ],
    "costs": "shared",
    "authority_share": 60,
    "lawyer": True,
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}

FACTS = {"objection_ruling": OBJECTION_RULING}
