"""Larger invented content of the style guide: a case, a result, a financing plan, a picture."""

from datetime import UTC, date, datetime

from django.utils.safestring import SafeString

INFO = {"feeling": "info", "words": "beim Lenkungsgremium"}
STATIONS = [
    {"label": "Idee", "note": "AG Pflege, 12.02.", "state": "gone"},
    {"label": "Beschluss", "note": "Steuerungsgruppe, 02.07.", "state": "gone"},
    {
        "label": "Antrag",
        "note": "eingegangen 11.09.",
        "state": "gone",
        "detours": ["1 × nachgefordert, erledigt"],
    },
    {"label": "Prüfung", "note": "Landesamt, 19.11.", "state": "gone"},
    {"label": "Gremium", "note": "Sitzung am 10.12.", "state": "here"},
    {"label": "Bescheid", "note": "etwa Januar", "state": "ahead"},
    {"label": "Laufzeit", "note": "24 Monate", "state": "ahead"},
]
DEADLINE_STEPS = [
    {"text": "Brief zur Post gegeben", "rule": "Ab-Vermerk", "value": "Di, 22.09."},
    {
        "text": "Gilt als zugestellt am 4. Tag",
        "rule": "§ 41 Abs. 2 VwVfG; ein Samstag verschiebt diesen Tag nicht",
        "value": "Sa, 26.09.",
    },
    {"text": "Dieser Tag zählt nicht mit", "rule": "§ 187 Abs. 1 BGB", "value": "ab So, 27.09."},
    {"text": "Zwei Wochen enden am gleichen Wochentag", "rule": "§ 188 Abs. 2 BGB", "value": "Sa, 10.10."},
    {"text": "Samstag: nächster Werktag", "rule": "§ 31 Abs. 3 VwVfG", "value": "Mo, 12.10."},
]


def case() -> dict:
    document = {"href": "#", "kind": "PDF", "version": 2, "author": "Region Hannover", "on": date(2026, 10, 9)}
    return {
        "case": {
            "title": "Telesprechstunde im Pflegeheim",
            "reference": "RH-2026-014",
            "badge": INFO,
            "about": "Antrag über 79.200,00 € · Region Hannover · Förderjahr 2027",
        },
        "stations": STATIONS,
        "outlook": "Am 10. Dezember entscheiden die sieben Förderer. Bis dahin müssen Sie nichts tun.",
        "turn": True,
        "moves": [
            {"href": "#", "text": "Änderung mitteilen"},
            {"href": "#", "text": "Antrag zurückziehen …", "rare": True},
        ],
        "refusals": ["Den Betrag können Sie jetzt nicht ändern: Die Prüfung ist abgeschlossen."],
        "deadlines": deadlines(),
        "history": history(),
        "history_href": "#",
        "documents": [
            {"title": "Antrag mit Finanzierungsplan", **document},
            {"title": "Kooperationsvertrag", **document},
        ],
        "people": [
            {"term": "Antrag", "value": "Region Hannover"},
            {"term": "Umsetzung", "value": "Pflegeverbund Leinetal gGmbH"},
            {"term": "Ansprechperson", "value": "Petra Lang"},
        ],
        "related": [{"href": "#", "text": "Idee RH-2026-003", "note": "daraus entstanden"}],
    }


def deadlines() -> list[dict]:
    return [
        {
            "title": "Sitzung des Lenkungsgremiums",
            "about": "Einladung spätestens am 25.11., zwei volle Wochen vorher",
            "due_on": date(2026, 12, 10),
        },
        {
            "title": "Unterlagen nachreichen",
            "about": "eingegangen am 09.10.2026",
            "badge": {"feeling": "success", "words": "eingehalten"},
            "aside_note": "Mo, 12.10.2026",
            "steps": DEADLINE_STEPS,
            "open": True,
        },
    ]


def history() -> list[dict]:
    return [
        {
            "at": datetime(2026, 11, 19, 9, tzinfo=UTC),
            "text": "Das Landesamt hat die Prüfung abgeschlossen: förderfähig, 79.200,00 €.",
            "link": {"href": "#", "text": "Prüfvermerk"},
        },
        {
            "at": datetime(2026, 10, 9, 9, tzinfo=UTC),
            "text": "Pflegeverbund Leinetal hat die Unterlagen nachgereicht, drei Tage vor Fristende.",
        },
        {"at": datetime(2026, 9, 11, 9, tzinfo=UTC), "text": "Antrag eingegangen, fristgerecht."},
    ]


def way_with_all_branches() -> SafeString:
    return SafeString(
        '<svg class="fw-chart" width="260" height="60" role="img" aria-label="Ganzer Weg">'
        '<circle cx="16" cy="24" r="7"/><text x="42" y="29">Idee eingereicht</text></svg>'
    )


def decision_steps() -> list[dict]:
    return [
        {"text": "Sitze mit Stimmrecht", "rule": "Geschäftsordnung vom 01.01.2026, § 3", "value": "14"},
        {"text": "davon unbesetzt", "rule": "Krankenhäuser, seit 03.09.2026", "value": "− 1"},
        {"text": "davon ausgeschlossen", "rule": "Pflegeeinrichtungen 2", "value": "− 1"},
        {"text": "Stimmberechtigt", "value": "12"},
        {"text": "Nötige Beteiligung", "rule": "mehr als 1/2 von 12, § 8 Abs. 2", "value": "7"},
        {"text": "7 Ja sind mindestens 5: angenommen", "value": "7 ≥ 5"},
    ]


def decision_result() -> dict:
    return {
        "decision": {
            "number_line": "Umlaufbeschluss 12/2026 · Steuerungsgruppe Region Hannover",
            "headline": "Angenommen: „Pflegelotsen im Quartier“ darf Fördermittel beantragen",
        },
        "badge": {"feeling": "success", "words": "beschlossen"},
        "counted_line": "am Samstag, 12.09.2026, 00:00 Uhr ausgezählt",
        "bar": [
            {"kind": "yes", "votes": 7, "words": "7 Ja"},
            {"kind": "no", "votes": 2, "words": "2 Nein"},
            {"kind": "abstain", "votes": 1, "words": "1"},
            {"kind": "silent", "votes": 2, "words": "2 fehlen"},
        ],
        "votes_line": "12 Stimmberechtigte: 7 Ja, 2 Nein, 1 Enthaltung, 2 haben nicht abgestimmt.",
        "check": "Probe: Auch mit zwei weiteren Nein-Stimmen wäre der Beschluss angenommen.",
        "receipt": {"at": "07.09.2026, 19:42 Uhr", "choice": "Ja", "code": "7F3A 91C0 44DE", "href": "#"},
        "next_sentence": "Wie geht es weiter? Die Koordinationsstelle bereitet den Antrag vor.",
        "case_href": "#",
    }


def item(key: str, title: str, first: str, second: str, total: str, error: str = "") -> dict:
    cells = [
        {"id": f"{key}27", "name": f"{key}27", "value": first, "label": "2027"},
        {"id": f"{key}28", "name": f"{key}28", "value": second, "label": "2028", "error": error},
    ]
    return {"title": title, "cells": cells, "sum": total}


def total(title: str, first: str, second: str, both: str) -> dict:
    return {
        "title": title,
        "cells": [{"label": "2027", "value": first}, {"label": "2028", "value": second}],
        "sum": both,
    }


def plan() -> dict:
    wrong = {"value": "2.000,00", "wrong": True}
    spent = [
        item("p", "Personal: Koordination, 0,5 Stelle E 9c", "21.400,00", "21.900,00", "43.300,00"),
        item("s", "Sachausgaben", "6.500,00", "zweitausend", "6.500,00", "Tragen Sie einen Betrag in Ziffern ein."),
    ]
    income = [
        item("e", "Eigenmittel Region Hannover", "3.300,00", "2.700,00", "6.000,00"),
        item("f", "Beantragte Förderung", "29.600,00", "24.400,00", "54.000,00"),
    ]
    return {
        "case": {"title": "Antrag RH-2026-017", "href": "#"},
        "here": "Abschnitt 4 von 8",
        "years": [2027, 2028],
        "groups": [
            {
                "heading": "Ausgaben",
                "items": spent,
                "total": total("Ausgaben zusammen", "32.900,00", "25.100,00", "58.000,00"),
            },
            {
                "heading": "Einnahmen",
                "items": income,
                "total": total("Einnahmen zusammen", "32.900,00", "27.100,00", "60.000,00"),
            },
        ],
        "difference": {"cells": [{"label": "2027", "value": "0,00"}, {"label": "2028", **wrong}], "sum": wrong},
        "limits": [
            {"text": "Förderfähige Ausgaben", "value": "60.000,00 €"},
            {"text": "Eigenanteil mindestens", "rule": "10 % nach Nr. 5 der Richtlinie", "value": "6.000,00 €"},
            {"text": "Förderung höchstens", "rule": "90 %, nie über 80.000,00 €", "value": "54.000,00 €"},
        ],
        "errors": [
            {"href": "#s28", "text": "Sachausgaben 2028: Tragen Sie einen Betrag in Ziffern ein."},
            {"href": "#f28", "text": "Einnahmen und Ausgaben 2028 gehen nicht auf."},
        ],
        "errors_note": "Alles andere ist gespeichert. Sie können jederzeit unterbrechen.",
    }
