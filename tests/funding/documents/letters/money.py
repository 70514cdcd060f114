"""What is paid, and what goes to the archive."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import AUTHORITY, COMMON, KRUEGER, LINDNER, OFFICE, PROJECT

PAYMENT_ORDER = COMMON | {
    "sender": AUTHORITY,
    "date": dt.date(2026, 5, 8),
    "number": "2026-0117",
    "project": PROJECT,
    "notice_date": dt.date(2026, 2, 12),
    "request": {"number": "1", "received_on": dt.date(2026, 5, 4)},
    "payee": {"name": "Landkreis Seeland", "iban": "DE02120300000000202051"},
    "amount": Decimal(24000),
    "due_on": dt.date(2026, 5, 15),
    "payment_reference": "GR-2026-0042, Abruf 1",
    "budget_year": 2026,
    "budget_item": None,
    "steps": [
        {"name": "Bedarf für zwei Monate laut Abruf", "amount": Decimal(26500)},
        {"name": "davon aus dem vorigen Abruf noch vorhanden", "amount": Decimal(-2500)},
    ],
    "factual": LINDNER | {"signed_on": dt.date(2026, 5, 6)},
    "arithmetical": {"name": "Ole Brandt", "function": "Rechnungsprüfung", "signed_on": dt.date(2026, 5, 7)},
    "ordered": KRUEGER,
}

ARCHIVE_OFFER = COMMON | {
    "sender": OFFICE,
    "recipient": {"name": "Kreisarchiv Seeland", "street": "Am Speicher 2", "postcode": "99990", "city": "Seeburg"},
    "date": dt.date(2029, 2, 5),
    "subject": "Pflegelotsen im Quartier",
    "kind": "nicht verfolgte Idee",
    "kept_until": dt.date(2029, 1, 31),
    "answer_by": dt.date(2029, 8, 6),
    "cases": [
        {
            "kind": "Idee",
            "title": "Pflegelotsen im Quartier",
            "begun_on": dt.date(2026, 11, 3),
            "ended_on": dt.date(2027, 1, 31),
        },
        {
            "kind": "Beschluss",
            "title": "Pflegelotsen im Quartier",
            "begun_on": dt.date(2027, 1, 4),
            "ended_on": dt.date(2027, 1, 31),
        },
    ],
    "papers": 3,
    "signatories": [{"name": "Petra Lang", "function": "Koordinationsstelle"}],
}

FACTS = {
    "payment_order": PAYMENT_ORDER,
    "archive_offer": ARCHIVE_OFFER,
}
