"""Larger invented content of the style guide: a case, a result, a picture."""

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
    {"text": "Dienstag, 22.09.: Brief zur Post gegeben", "rule": "Ab-Vermerk"},
    {
        "text": "Samstag, 26.09.: gilt als zugestellt am 4. Tag",
        "rule": "§ 41 Abs. 2 VwVfG; ein Samstag verschiebt diesen Tag nicht",
    },
    {"text": "Die Frist beginnt am Sonntag, 27.09.", "rule": "§ 187 Abs. 1 BGB"},
    {"text": "Zwei Wochen enden am Samstag, 10.10.", "rule": "§ 188 Abs. 2 BGB"},
    {"text": "Samstag: nächster Werktag, Montag, 12.10.", "rule": "§ 31 Abs. 3 VwVfG"},
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
        },
    ]


def history() -> list[dict]:
    return [
        {
            "at": datetime(2026, 11, 19, 9, tzinfo=UTC),
            "text": "Das Landesamt hat die Prüfung abgeschlossen: förderfähig, 79.200,00 €.",
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
        {"text": "14 Sitze mit Stimmrecht", "rule": "Geschäftsordnung vom 01.01.2026, § 3"},
        {"text": "1 davon unbesetzt", "rule": "Krankenhäuser, seit 03.09.2026"},
        {"text": "1 davon ausgeschlossen", "rule": "Pflegeeinrichtungen 2"},
        {"text": "12 Stimmberechtigte"},
        {"text": "Nötige Beteiligung: 7", "rule": "mehr als 1/2 von 12, § 8 Abs. 2"},
        {"text": "7 Ja sind mindestens 5: angenommen"},
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
        "next_sentence": "Wie geht es weiter? Die Koordinationsstelle bereitet den Antrag vor.",
        "case_href": "#",
    }
