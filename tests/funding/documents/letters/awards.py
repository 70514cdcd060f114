"""Notices of the authority, from the award to the reclaim."""

import datetime as dt
from decimal import Decimal

from tests.funding.documents.letters.people import (
    AUTHORITY,
    BASIS,
    BEHRENS,
    COMMON,
    COUNTY,
    COURT,
    LINDNER,
    PROGRAMME,
    PROJECT,
    RESOLUTION,
)

AWARD_NOTICE = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "applied_on": dt.date(2025, 9, 11),
    "applied": Decimal(84000),
    "awarded": Decimal(80000),
    "funding_kind": "fixed",
    "own_share": "10/100",
    "cap": Decimal(80000),
    "purpose": "Aufbau eines Lotsendienstes für Menschen mit Pflegebedarf und ihre Angehörigen in den Gemeinden "
    "Seestadt, Moorheim und Deichhausen.\n\nZiel: 240 begleitete Haushalte bis Ende 2027.",
    "period_from": dt.date(2026, 3, 1),
    "period_to": dt.date(2027, 12, 31),
    "expenditure": [
        {"name": "Personal: Lotsin oder Lotse, E 9b, 50 %, 22 Monate", "amount": Decimal("71480.00")},
        {"name": "Fahrten", "amount": Decimal("6320.50")},
        {"name": "Öffentlichkeitsarbeit", "amount": Decimal("11199.50")},
    ],
    "income": [
        {"name": "Eigenmittel Landkreis Seeland", "amount": Decimal("9000.00")},
        {"name": "Zuwendung", "amount": Decimal("80000.00")},
    ],
    "payments": {
        "window": {"count": 2, "unit": "months"},
        "after_final": True,
        "instalments": [
            {"due_on": dt.date(2026, 5, 4), "amount": Decimal(32000)},
            {"due_on": dt.date(2027, 1, 15), "amount": Decimal(40000)},
        ],
        "retained": Decimal(8000),
    },
    "annex": "Allgemeine Nebenbestimmungen für Zuwendungen zur Projektförderung an Gebietskörperschaften (ANBest-Gk)",
    "conditions": [
        "Vor der ersten Auszahlung ist die Kooperationsvereinbarung mit dem Träger vorzulegen.",
        "Auf die Förderung ist in Veröffentlichungen hinzuweisen.",
    ],
    "forwarding": [{"name": "Seeländer Pflege gGmbH", "amount": Decimal(60000), "annex": "ANBest-P"}],
    "commitments": [
        {
            "partner": "AOK Niedersachsen",
            "promise": "Kofinanzierung der Fahrten",
            "contribution": "Drittmittel",
            "year": 2026,
            "amount": Decimal(5000),
            "until": dt.date(2026, 6, 30),
        },
    ],
    "reports": [
        {"title": "Sachstandsbericht 1. Halbjahr 2026", "due_on": dt.date(2026, 7, 31)},
        {"title": "Sachstandsbericht 2. Halbjahr 2026", "due_on": None},
    ],
    "proof": {"due_on": dt.date(2028, 6, 30), "simple": True, "retention_years": 5},
    "resolution": RESOLUTION,
    "reasons": [
        "Das Vorhaben ist für die Region neu und schließt die Lücke zwischen Entlassung und häuslicher Pflege.",
        "Der Antrag auf weitere 4.000,00 € wird abgelehnt, weil der Höchstbetrag des Programms erreicht ist.",
    ],
    "legal_basis": BASIS,
    "subsidy_relevant": True,
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}

CHANGE_NOTICE = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "date": dt.date(2027, 9, 20),
    "project": PROJECT,
    "programme": PROGRAMME,
    "number": 2,
    "kind": "höhere Zuwendung",
    "applied_on": dt.date(2027, 8, 16),
    "notice_date": dt.date(2026, 2, 12),
    "result": "partly",
    "changes": [
        {"name": "Zuwendung", "before": "60.000,00 €", "after": "66.000,00 €"},
        {"name": "Ende des Bewilligungszeitraums", "before": "31.12.2027", "after": "31.03.2028"},
    ],
    "succession": None,
    "expenditure": [
        {"name": "Personal: Lotsin oder Lotse (2027)", "amount": Decimal("70000.00")},
        {"name": "Reisekosten: Fahrten (2027)", "amount": Decimal("5000.00")},
    ],
    "income": [
        {"name": "Eigenmittel: Landkreis Seeland (2027)", "amount": Decimal("9000.00")},
        {"name": "Zuwendung (2027)", "amount": Decimal("66000.00")},
    ],
    "commitments": [
        {
            "partner": "Sparkasse Seeland",
            "promise": "Spende",
            "contribution": "Drittmittel",
            "year": 2027,
            "amount": Decimal("5000.00"),
            "until": dt.date(2027, 12, 31),
        }
    ],
    "conditions": ["Die Stelle wird bis zum 30.11.2027 besetzt."],
    "reports": [{"title": "Sachstandsbericht", "due_on": dt.date(2028, 1, 31)}],
    "resolution": {"body": "Lenkungsgremium", "date": dt.date(2027, 9, 8)},
    "reasons": ["Der Bedarf ist gestiegen.", "Mehr als 66.000,00 € lässt der Höchstbetrag nicht zu."],
    "legal_basis": BASIS,
    "remedy": COURT,
    "signatories": [LINDNER | {"signed_on": dt.date(2027, 9, 17)}, BEHRENS | {"signed_on": dt.date(2027, 9, 20)}],
}

INTENDED = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice_date": dt.date(2026, 2, 12),
    "act": "revocation",
    "ground": "nicht, nicht alsbald oder nicht mehr für den Zweck verwendet",
    "basis": "§ 49 Abs. 3 Nr. 1 VwVfG",
    "extent": "part",
    "past": True,
    "amount": Decimal("5000.00"),
    "ineffective_from": dt.date(2026, 3, 2),
    "signatories": [LINDNER],
}
HEARING = INTENDED | {
    "allegations": ["Ein Kleinbus für 5.000,00 € dient seit dem 02.03.2026 dem Fuhrpark der Kreisverwaltung."],
    "answer_by": dt.date(2026, 9, 30),
}
RECLAIM_NOTICE = INTENDED | {
    "reclaimed": Decimal("5000.00"),
    "pay_by": dt.date(2026, 12, 15),
    "margin": "5",
    "answered": True,
    "reasons": [
        "Der Kleinbus wird nicht für den Lotsendienst genutzt.",
        "Im Rahmen unseres Ermessens haben wir berücksichtigt, dass das Vorhaben im Übrigen fortgeführt wird.",
    ],
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}
INTEREST_NOTICE = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice_date": dt.date(2026, 2, 12),
    "notice_of": dt.date(2026, 10, 12),
    "reclaimed": Decimal("5000.00"),
    "interest": Decimal("227.30"),
    "steps": ["§ 49a Abs. 3, 4 VwVfG: Summe, kaufmännisch auf den Cent gerundet: 227,30 €."],
    "pay_by": dt.date(2027, 1, 29),
    "anew": None,
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}
LATE_USE_NOTICE = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "notice_date": dt.date(2026, 2, 12),
    "paid_on": dt.date(2026, 3, 2),
    "use_until": dt.date(2026, 5, 4),
    "amount": Decimal("20000.00"),
    "interest": Decimal("293.51"),
    "steps": ["§ 49a Abs. 3, 4 VwVfG: Summe, kaufmännisch auf den Cent gerundet: 293,51 €."],
    "reasons": ["Das Geld wurde erst am 1. Juni verwendet. Gründe, davon abzusehen, wurden nicht genannt."],
    "pay_by": dt.date(2026, 8, 3),
    "anew": {"replaces": dt.date(2026, 6, 15), "paid": Decimal("314.70"), "rest": None, "refund": Decimal("21.19")},
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}

FORWARDING_CONTRACT = COMMON | {
    "sender": COUNTY,
    "recipient": {"name": "Seeländer Pflege gGmbH", "street": "Hafen 3", "postcode": "99991", "city": "Seestadt"},
    "project": PROJECT,
    "programme": PROGRAMME,
    "authority": AUTHORITY["name"],
    "notice_date": dt.date(2026, 2, 12),
    "amount": Decimal(60000),
    "purpose": "Beratung und Begleitung von 180 Haushalten durch zwei Lotsinnen.",
    "period_from": dt.date(2026, 3, 1),
    "period_to": dt.date(2027, 11, 30),
    "provisions": ["ANBest-P", "Auf die Förderung ist in Veröffentlichungen hinzuweisen."],
    "proof_due_on": dt.date(2028, 4, 28),
    "steps": ["Neun Wochen vor dem eigenen Nachweis am 30.06.2028: der 28.04.2028."],
    "retention_years": 5,
    "agreed_on": dt.date(2026, 2, 20),
    "signatories": [
        {"name": "Dr. Insa Behrens", "function": "Landkreis Seeland", "signed_on": dt.date(2026, 2, 18)},
        {"name": "Anna Letzt", "function": "Seeländer Pflege gGmbH", "signed_on": dt.date(2026, 2, 20)},
    ],
}
FACTS = {
    "forwarding_contract": FORWARDING_CONTRACT,
    "award_notice": AWARD_NOTICE,
    "change_notice": CHANGE_NOTICE,
    "hearing": HEARING,
    "reclaim_notice": RECLAIM_NOTICE,
    "interest_notice": INTEREST_NOTICE,
    "late_use_notice": LATE_USE_NOTICE,
}
