"""Receipt, rejection and early start."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import (
    AUTHORITY,
    BASIS,
    BEHRENS,
    BERLIN,
    COMMON,
    COUNTY,
    COURT,
    LINDNER,
    PROGRAMME,
    PROJECT,
    RESOLUTION,
)

RECEIPT = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "date": dt.date(2025, 9, 12),
    "version": 1,
    "on_paper": False,
    "received_at": dt.datetime(2025, 9, 11, 21, 5, tzinfo=BERLIN),
    "applied": Decimal(80000),
    "cutoff": dt.date(2025, 9, 15),
    "in_time": True,
    "attachments": [
        {"title": "Projektbeschreibung", "version": 2, "sha256": "3f" * 32},
        {"title": "Finanzierungsplan", "version": 1, "sha256": "a0" * 32},
        {"title": "Beschluss der Steuerungsgruppe", "version": 1, "sha256": "77" * 32},
    ],
    "signatories": [{"name": "Jana Lindner", "function": "Sachbearbeitung"}],
}

REJECTION_NOTICE = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "applied_on": dt.date(2025, 9, 11),
    "applied": Decimal(84000),
    "resolution": RESOLUTION,
    "reasons": [
        "Das Vorhaben setzt ein Angebot fort, das in der Region seit 2022 besteht.",
        "Gefördert wird nur, was für die Region neu ist (Nr. 2.3 der Richtlinie).",
    ],
    "legal_basis": BASIS,
    "remedy": COURT | {"type": "objection", "name": AUTHORITY["name"], "street": "Am Deich 4"},
    "signatories": [LINDNER, BEHRENS],
}

EARLY_START = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "wanted_from": dt.date(2025, 10, 1),
    "granted_from": None,
    "reasons": ["Der Bedarf ist seit Jahren bekannt; warum gerade jetzt begonnen werden müsste, ist nicht dargelegt."],
    "remedy": COURT | {"type": "objection", "name": AUTHORITY["name"], "street": "Am Deich 4"},
    "signatories": [LINDNER, BEHRENS],
}

FACTS = {
    "receipt": RECEIPT,
    "rejection_notice": REJECTION_NOTICE,
    "early_start": EARLY_START,
}
