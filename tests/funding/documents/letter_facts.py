"""Facts of an invented case, one set for each kind of letter."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
MADE_AT = dt.datetime(2026, 2, 12, 10, 30, tzinfo=BERLIN)

AUTHORITY = {
    "name": "Landesamt für Gesundheitsförderung Musterland",
    "street": "Am Deich 4",
    "postcode": "99990",
    "city": "Musterstadt",
    "contact": {"name": "Jana Lindner", "phone": "0999 123-45", "mail": "foerderung@musterland.example"},
}
OFFICE = {
    "name": "Koordinationsstelle Gesundheitsregion Seeland",
    "street": "Marktplatz 1",
    "postcode": "99991",
    "city": "Seestadt",
}
COUNTY = {
    "name": "Landkreis Seeland",
    "addition": "Fachdienst Gesundheit",
    "street": "Kreisstraße 12",
    "postcode": "99991",
    "city": "Seestadt",
}
COURT = {
    "type": "action",
    "name": "Verwaltungsgericht Musterstadt",
    "street": "Justizallee 7",
    "postcode": "99990",
    "city": "Musterstadt",
}
LINDNER = {"name": "Jana Lindner", "function": "Sachbearbeitung", "signed_on": dt.date(2026, 2, 11)}
BEHRENS = {"name": "Dr. Thomas Behrens", "function": "Leitung des Referats", "signed_on": dt.date(2026, 2, 12)}
KRUEGER = {"name": "Ayşe Krüger", "function": "Anordnungsbefugnis", "signed_on": dt.date(2026, 5, 8)}

PROJECT = "Pflegelotsen im Quartier"
PROGRAMME = "Richtlinie Gesundheitsregionen 2021"
COMMON = {"invented": True, "made_at": MADE_AT, "date": dt.date(2026, 2, 12), "reference": "GR-2026-0042"}
RESOLUTION = {"body": "Lenkungsgremium", "date": dt.date(2026, 1, 28)}
BASIS = ["§§ 23, 44 LHO und die Verwaltungsvorschriften dazu", "Richtlinie Gesundheitsregionen vom 21.12.2020"]

RECEIPT = COMMON | {
    "sender": AUTHORITY,
    "recipient": COUNTY,
    "project": PROJECT,
    "programme": PROGRAMME,
    "date": dt.date(2025, 9, 12),
    "version": 1,
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

MINUTES_EXTRACT = COMMON | {
    "sender": OFFICE,
    "body": "Steuerungsgruppe Gesundheitsregion Seeland",
    "date": dt.date(2025, 8, 29),
    "meeting": {
        "procedure": "session",
        "number": "3/2025",
        "place": "Kreishaus Seestadt, Großer Sitzungssaal",
        "began_at": dt.datetime(2025, 8, 27, 15, 0, tzinfo=BERLIN),
        "ended_at": dt.datetime(2025, 8, 27, 17, 10, tzinfo=BERLIN),
    },
    "chair": "Landrätin Maren Ohlsen",
    "clerk": "Ole Brandt",
    "rule": "Geschäftsordnung vom 01.01.2025, §§ 3, 8",
    "present": [
        {"name": "Maren Ohlsen", "bench": "Kommunen"},
        {"name": "Dr. Karin Voss", "bench": "Ärztinnen und Ärzte"},
        {"name": "Nguyễn Thị Ánh", "bench": "Krankenkassen"},
        {"name": "Łukasz Żółkiewski", "bench": "Krankenhäuser"},
        {"name": "Björn Süß", "bench": "Kommunen"},
        {"name": "Fatma Çelik", "bench": None},
    ],
    "excluded": [{"name": "Peter Ahlers", "reason": "Vorstand der Seeländer Pflege gGmbH (§ 20 Abs. 1 Nr. 5 VwVfG)"}],
    "item": {"number": "4", "title": "Pflegelotsen im Quartier"},
    "resolution": "Die Steuerungsgruppe beschließt, für das Vorhaben „Pflegelotsen im Quartier“ Fördermittel zu "
    "beantragen.\n\nAntragsteller ist der Landkreis Seeland.",
    "conditions": ["Vor dem Antrag liegt die Zusage des Trägers über den Eigenanteil vor."],
    "secret": False,
    "counts": {"yes": 4, "no": 1, "abstain": 1, "silent": 0, "eligible": 7},
    "steps": [
        "8 Sitze, alle besetzt, 1 ausgeschlossen: 7 stimmberechtigt.",
        "Beschlussfähig ab mehr als 1/2 von 7, also ab 4. Anwesend: 6.",
        "Gezählt wird Ja + Nein: 4 + 1 = 5. Nötig sind mehr als 1/2 von 5, also 3.",
        "4 Ja sind mindestens 3: angenommen.",
    ],
    "outcome": "adopted",
    "deferred_until": None,
    "reasons": None,
    "approved_on": dt.date(2025, 9, 5),
    "signatories": [
        {"name": "Maren Ohlsen", "function": "Vorsitz"},
        {"name": "Ole Brandt", "function": "Schriftführung"},
    ],
}

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
    "expenditure": [
        {"name": "Personal: Lotsin oder Lotse (2027)", "amount": Decimal("70000.00")},
        {"name": "Reisekosten: Fahrten (2027)", "amount": Decimal("5000.00")},
    ],
    "income": [
        {"name": "Eigenmittel: Landkreis Seeland (2027)", "amount": Decimal("9000.00")},
        {"name": "Zuwendung (2027)", "amount": Decimal("66000.00")},
    ],
    "conditions": ["Die Stelle wird bis zum 30.11.2027 besetzt."],
    "reports": [{"title": "Sachstandsbericht", "due_on": dt.date(2028, 1, 31)}],
    "resolution": {"body": "Lenkungsgremium", "date": dt.date(2027, 9, 8)},
    "reasons": ["Der Bedarf ist gestiegen.", "Mehr als 66.000,00 € lässt der Höchstbetrag nicht zu."],
    "legal_basis": BASIS,
    "remedy": COURT,
    "signatories": [LINDNER | {"signed_on": dt.date(2027, 9, 17)}, BEHRENS | {"signed_on": dt.date(2027, 9, 20)}],
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

STATEMENT_REMINDER = COMMON | {
    "sender": OFFICE,
    "recipient": AUTHORITY,
    "date": dt.date(2026, 9, 8),
    "subject": "Fahrdienste zu Hausarztpraxen im ländlichen Raum",
    "resolution": {"body": "Steuerungsgruppe Seeland", "date": dt.date(2026, 5, 20)},
    "asked_for": dt.date(2026, 8, 31),
    "answer_by": dt.date(2026, 9, 30),
    "signatories": [{"name": "Petra Lang", "function": "Koordinationsstelle"}],
}

STATEMENT = {name: value for name, value in STATEMENT_REMINDER.items() if name != "asked_for"} | {
    "date": dt.date(2026, 6, 1),
    "answer_by": dt.date(2026, 8, 31),
    "paragraphs": [
        "In vier Gemeinden fährt nach 18 Uhr kein Bus mehr zur nächsten Hausarztpraxis.",
        "Wir bitten das Land, Fahrdienste in die Förderung aufzunehmen.",
    ],
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
    "remedy": COURT,
    "signatories": [LINDNER, BEHRENS],
}

MEETING = COMMON | {
    "sender": OFFICE,
    "body": "Steuerungsgruppe Gesundheitsregion Seeland",
    "number": "3/2025",
    "place": "Kreishaus Seestadt, Großer Sitzungssaal",
}
INVITATION = MEETING | {
    "date": dt.date(2025, 8, 11),
    "meets_on": dt.date(2025, 8, 27),
    "begins_at": "15:00",
    "second": True,
    "public": [
        {"number": "1", "title": "Bericht aus den Arbeitsgruppen"},
        {"number": "2", "title": "Soll „Pflegelotsen im Quartier“ verfolgt werden?"},
    ],
    "closed": [{"number": "3", "title": "Besetzung der Geschäftsstelle"}],
    "public_papers": ["Bericht 2025", "Projektbeschreibung"],
    "closed_papers": [],
    "signatories": [{"name": "Maren Ohlsen", "function": "Vorsitz"}],
}
HELD = MEETING | {
    "began_at": dt.datetime(2025, 8, 27, 15, 0, tzinfo=BERLIN),
    "ended_at": dt.datetime(2025, 8, 27, 17, 10, tzinfo=BERLIN),
    "public": [
        {
            "number": "2",
            "title": "Soll „Pflegelotsen im Quartier“ verfolgt werden?",
            "urgent": False,
            "course": "Die Koordinationsstelle stellt das Vorhaben vor.\n\nEs wird nach dem Eigenanteil gefragt.",
            "outcome": "adopted",
            "sums": {"yes": 4, "no": 1, "abstain": 1},
            "away": ["Peter Ahlers"],
        },
    ],
    "signatories": [
        {"name": "Ole Brandt", "function": "Schriftführung", "signed_on": dt.date(2025, 9, 15)},
        {"name": "Maren Ohlsen", "function": "Vorsitz", "signed_on": dt.date(2025, 9, 16)},
    ],
}
MINUTES = HELD | {
    "chair": "Maren Ohlsen",
    "clerk": "Ole Brandt",
    "present": [
        {"name": "Maren Ohlsen", "bench": "Kommunen", "standing_in": False, "hours": ["15:00–17:10"]},
        {"name": "Łukasz Żółkiewski", "bench": None, "standing_in": True, "hours": ["15:10–16:00", "16:20–17:10"]},
    ],
    "quorum": ["6 anwesend; nötig: mehr als 1/2 von 7 besetzten Sitzen und mindestens 3, also 4."],
    "closed": [
        {
            "number": "4",
            "title": "Miete der Geschäftsstelle",
            "urgent": True,
            "course": "Der Vermieter hat gekündigt.",
            "outcome": None,
            "sums": None,
            "away": [],
        },
    ],
    "objections": [
        {"name": "Fatma Çelik", "text": "Punkt 2 ist verkürzt.", "answer": "Ergänzt.", "upheld": True},
        {"name": "Björn Süß", "text": "Ich war früher da.", "answer": "", "upheld": False},
    ],
    "approved_on": dt.date(2025, 9, 16),
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

FACTS: dict[str, dict[str, Any]] = {
    "receipt": RECEIPT,
    "minutes_extract": MINUTES_EXTRACT,
    "award_notice": AWARD_NOTICE,
    "change_notice": CHANGE_NOTICE,
    "rejection_notice": REJECTION_NOTICE,
    "early_start": EARLY_START,
    "payment_order": PAYMENT_ORDER,
    "proof_result": PROOF_RESULT,
    "statement": STATEMENT,
    "statement_reminder": STATEMENT_REMINDER,
    "archive_offer": ARCHIVE_OFFER,
    "hearing": HEARING,
    "reclaim_notice": RECLAIM_NOTICE,
    "interest_notice": INTEREST_NOTICE,
    "late_use_notice": LATE_USE_NOTICE,
    "invitation": INVITATION,
    "minutes": MINUTES,
    "public_extract": HELD,
}
