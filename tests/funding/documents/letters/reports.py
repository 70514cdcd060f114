"""Reports and proofs of use."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import AUTHORITY, COMMON, COUNTY, PROGRAMME, PROJECT

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

FACTS = {
    "proof_result": PROOF_RESULT,
}
