"""Reports and proofs of use."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import AUTHORITY, COMMON, COUNTY, LINDNER, PROGRAMME, PROJECT

PROOF_RESULT = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "date": dt.date(2028, 8, 21),
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice_date": dt.date(2026, 2, 12),
    "received_on": dt.date(2028, 6, 14),
    "result": "accepted_with_reduction",
    "awarded": Decimal(80000),
    "paid": Decimal(80000),
    "planned": Decimal(89000),
    "proven": Decimal(86000),
    "final": Decimal(77400),
    "repay": Decimal(2600),
    "remaining": Decimal(0),
    "steps": [
        "Nachgewiesen sind 86.000,00 €.",
        "Davon werden höchstens 90 % gefördert: 77.400,00 €.",
        "Ausgezahlt sind 80.000,00 €, also 2.600,00 € zu viel.",
    ],
    "findings": ["Eine Rechnung über 3.000,00 € liegt außerhalb des Bewilligungszeitraums."],
    "retention_until": dt.date(2033, 6, 14),
    "signatories": [{"name": "Fiona Petersen", "function": "Prüfung der Verwendungsnachweise"}],
}

PROVEN = {
    "sender": COUNTY,
    "recipient": AUTHORITY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice_date": dt.date(2026, 2, 12),
    "purpose": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "attached": [{"title": "Belegliste 2026 und 2027", "version": 1, "sha256": "9e" * 32}],
    "signatories": [
        {"name": "Ole Brandt", "function": "Fachdienst Gesundheit", "signed_on": dt.date(2028, 6, 19)},
        {"name": "Maren Ohlsen", "function": "Landrätin", "signed_on": dt.date(2028, 6, 20)},
    ],
}
PROGRESS_REPORT = (
    COMMON
    | PROVEN
    | {
        "date": dt.date(2026, 7, 24),
        "covers_from": dt.date(2026, 3, 1),
        "covers_to": dt.date(2026, 6, 30),
        "due_on": dt.date(2026, 7, 31),
        "text": [
            "Zwei Lotsinnen haben begonnen; 40 Familien sind beraten.",
            "Die dritte Stelle wird neu ausgeschrieben.",
        ],
        "nothing": False,
    }
)
PROOF_OF_USE = (
    COMMON
    | PROVEN
    | {
        "date": dt.date(2028, 6, 20),
        "covers_from": dt.date(2026, 3, 1),
        "covers_to": dt.date(2027, 12, 31),
        "due_on": dt.date(2028, 6, 30),
        "text": ["Drei Lotsinnen haben 251 Haushalte begleitet, geplant waren 240."],
        "awarded": Decimal(80000),
        "paid": Decimal(76000),
        "expenditure": [
            {
                "name": "Personal",
                "planned": Decimal(84444),
                "actual": Decimal("80112.40"),
                "apart": Decimal("-4331.60"),
                "above": False,
            },
            {
                "name": "Fahrten",
                "planned": Decimal("4444.89"),
                "actual": Decimal("5600.00"),
                "apart": Decimal("1155.11"),
                "above": True,
            },
        ],
        "income": [
            {
                "name": "Eigenmittel",
                "planned": Decimal("8888.89"),
                "actual": Decimal("9712.40"),
                "apart": Decimal("823.51"),
                "above": False,
            },
            {
                "name": "Zuwendung",
                "planned": Decimal(80000),
                "actual": Decimal(76000),
                "apart": Decimal(-4000),
                "above": False,
            },
        ],
        "tolerance": "20/100",
        "simple": False,
        "year": None,
    }
)
INTERIM_PROOF = PROOF_OF_USE | {
    "date": dt.date(2027, 4, 20),
    "covers_to": dt.date(2026, 12, 31),
    "due_on": dt.date(2027, 4, 30),
    "paid": Decimal(32000),
    "tolerance": None,
    "year": 2026,
}
ITEMS_REQUEST = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "about": "application",
    "received_on": dt.date(2025, 9, 11),
    "items": ["Zusage des Trägers über den Eigenanteil", "Aufschlüsselung der Personalausgaben nach Jahren"],
    "until": dt.date(2026, 3, 12),
    "before": None,
    "steps": ["§ 31 (1) VwVfG: 28 Tage nach Donnerstag, 12.02.2026: Donnerstag, 12.03.2026."],
    "signatories": [LINDNER],
}

FACTS = {
    "progress_report": PROGRESS_REPORT,
    "interim_proof": INTERIM_PROOF,
    "proof_of_use": PROOF_OF_USE,
    "items_request": ITEMS_REQUEST,
    "proof_result": PROOF_RESULT,
}
