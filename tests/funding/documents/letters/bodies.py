"""What bodies invite to, resolve and write."""

import datetime as dt

from tests.funding.documents.letters.people import AUTHORITY, BERLIN, COMMON, OFFICE

MINUTES_EXTRACT = COMMON | {
    "sender": OFFICE,
    "body": "Steuerungsgruppe Gesundheitsregion Seeland",
    "date": dt.date(2025, 8, 29),
    "meeting": {
        "procedure": "session",
        "number": "3/2025",
        "place": "Kreishaus Seestadt, Großer Sitzungssaal",
        "held_on": None,
        "sent_on": None,
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
    "approval": None,
    "elsewhere": None,
    "deferred_until": None,
    "reasons": None,
    "approved_on": dt.date(2025, 9, 5),
    "attached": [{"title": "Projektbeschreibung", "version": 2, "sha256": "3f" * 32}],
    "fingerprint": "5c" * 32,
    "signatories": [
        {"name": "Maren Ohlsen", "function": "Vorsitz"},
        {"name": "Ole Brandt", "function": "Schriftführung"},
    ],
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
            "resolution": "Das Vorhaben „Pflegelotsen im Quartier“ wird weiterverfolgt.",
            "conditions": "Der Träger sagt den Eigenanteil zu.",
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
        {
            "name": "Maren Ohlsen",
            "bench": "Kommunen",
            "standing_in": False,
            "by_video": False,
            "hours": ["15:00–17:10"],
        },
        {
            "name": "Łukasz Żółkiewski",
            "bench": None,
            "standing_in": True,
            "by_video": True,
            "hours": ["15:10–16:00", "16:20–17:10"],
        },
    ],
    "quorum": ["6 anwesend; nötig: mehr als 1/2 von 7 besetzten Sitzen und mindestens 3, also 4."],
    "closed": [
        {
            "number": "4",
            "title": "Miete der Geschäftsstelle",
            "urgent": True,
            "course": "Der Vermieter hat gekündigt.",
            "resolution": "",
            "conditions": "",
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

VOTING_LIST = COMMON | {
    "sender": OFFICE,
    "date": dt.date(2025, 8, 29),
    "body": "Steuerungsgruppe Gesundheitsregion Seeland",
    "procedure": "circular",
    "question": "Soll „Pflegelotsen im Quartier“ weiterverfolgt werden?",
    "opened_at": dt.datetime(2025, 8, 13, 9, 0, tzinfo=BERLIN),
    "closed_at": dt.datetime(2025, 8, 27, 17, 10, tzinfo=BERLIN),
    "voters": [
        {"number": "1", "seat": "Landkreis Seeland", "name": "Maren Ohlsen", "choice": "yes", "excluded": False},
        {"number": "2", "seat": "Ärztekammer", "name": "Dr. Karin Voss", "choice": "yes", "excluded": False},
        {"number": "3", "seat": "Krankenkassen", "name": "Nguyễn Thị Ánh", "choice": "no", "excluded": False},
        {"number": "4", "seat": "Seeländer Pflege gGmbH", "name": "", "choice": None, "excluded": True},
        {"number": "5", "seat": "Kommunen", "name": "", "choice": None, "excluded": False},
    ],
    "counts": {"yes": 2, "no": 1, "abstain": 0, "silent": 1, "eligible": 4},
    "outcome": "adopted",
    "fingerprint": "5c" * 32,
    "signatories": [{"name": "Ole Brandt", "function": "Schriftführung"}],
}

FACTS = {
    "voting_list": VOTING_LIST,
    "minutes_extract": MINUTES_EXTRACT,
    "statement": STATEMENT,
    "statement_reminder": STATEMENT_REMINDER,
    "invitation": INVITATION,
    "minutes": MINUTES,
    "public_extract": HELD,
}
