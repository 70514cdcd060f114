"""The pages of the style guide with invented content, as a view would hand it to the template."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.browser import example_forms as forms
from tests.browser.example_cases import case, decision_result, decision_steps, way_with_all_branches

TODAY = date(2026, 9, 7)


def start() -> dict:
    return {
        "greeting": "Guten Morgen, Jana Brandt",
        "summary": "Montag, 7. September 2026. Eine Aufgabe ist überfällig, zwei haben Zeit bis nächste Woche.",
        "tasks": TASK_ROWS,
        "task_count": 12,
        "waiting": WAITING_ROWS,
        "dates": DATES,
        "calendar_href": "#",
        "beginnings": [{"href": "#", "text": "Idee erfassen"}, {"href": "#", "text": "Sitzung planen"}],
    }


TASK_ROWS = [
    {
        "title": "Rückfrage der Bewilligungsstelle beantworten",
        "href": "#",
        "about": "Demenznetz Süd · zwei Sätze zum Personal genügen · etwa 15 Minuten",
        "due_on": date(2026, 9, 4),
    },
    {
        "title": "Einladung zur 7. Sitzung verschicken",
        "href": "#",
        "about": "Steuerungsgruppe am 24.09.2026 · Ladungsfrist zwei Wochen · etwa 10 Minuten",
        "due_on": date(2026, 9, 9),
    },
    {
        "title": "Antrag zur Unterschrift geben",
        "href": "#",
        "about": "Hitzeschutz-Netz im Quartier · 3 Angaben fehlen noch · etwa 20 Minuten",
        "due_on": date(2026, 9, 15),
    },
    {
        "title": "Idee einer Arbeitsgruppe zuordnen",
        "href": "#",
        "about": "„Vorlesepaten in der Klinik“, von einer Bürgerin eingereicht · etwa 2 Minuten",
        "due_on": date(2026, 9, 18),
    },
]
WAITING_ROWS = [
    {
        "title": "Umlaufbeschluss „Pflegelotsen im Quartier“",
        "about": "Steuerungsgruppe · 6 von 12 Stimmen da, 7 nötig",
        "href": "#",
        "due_on": date(2026, 9, 11),
    },
    {
        "title": "Nachweis der Vorsteuer",
        "about": "Pflegeverbund Leinetal gGmbH · angefragt am 28.08.",
        "href": "#",
        "due_on": date(2026, 8, 28),
    },
    {
        "title": "Bescheid „Demenznetz Süd“",
        "about": "Landesamt, Bewilligung · zuletzt bewegt am 02.09.",
        "href": "#",
        "due_on": None,
    },
]
DATES = [
    {"on": date(2026, 9, 9), "title": "Letzter Tag für die Einladung", "href": "#", "about": "Steuerungsgruppe"},
    {"on": date(2026, 9, 11), "title": "Umlaufbeschluss endet", "href": "#", "about": "Pflegelotsen, 24:00 Uhr"},
    {"on": date(2026, 9, 15), "title": "Antragsfrist 2027", "href": "#", "about": "Programm Niedersachsen"},
    {"on": date(2026, 9, 24), "title": "7. Sitzung", "href": "#", "about": "14:00 Uhr, Haus der Region"},
]


def tasks() -> dict:
    kinds = ("Antrag", "Sitzung", "Antrag", "Idee")
    return {
        "tabs": [
            {"href": "#", "text": "Meine und mein Platz", "count": 12, "current": True},
            {"href": "#", "text": "Noch niemand", "count": 2},
            {"href": "#", "text": "Überfällig", "count": 1},
        ],
        "tasks": [
            {**row, "id": number, "kind": kind, "holder": "Sie", "about": "RH-2026-009"}
            for number, (row, kind) in enumerate(zip(TASK_ROWS, kinds, strict=True), start=1)
        ],
        "acts": [
            {"name": "claim", "text": "Übernehmen", "main": True},
            {"name": "release", "text": "Zurückgeben"},
        ],
        "more_href": "#",
    }


def no_tasks() -> dict:
    tabs = [{"href": "#", "text": "Meine und mein Platz", "current": True}]
    return {"tabs": tabs, "tasks": [], "next_step": {"href": "#", "text": "Nächster Termin: 24.09., 7. Sitzung"}}


def case_page() -> dict:
    return {**case(), "picture": way_with_all_branches(), "picture_text": ["Idee eingereicht (erledigt)"]}


def move() -> dict:
    return {
        "case": {"title": "Telesprechstunde im Pflegeheim", "reference": "RH-2026-014", "href": "#"},
        "move": {
            "question": "Antrag zurückziehen?",
            "button": "Antrag zurückziehen",
            "dangerous": True,
        },
        "lead": "Der Vorgang endet damit. Einen neuen Antrag können Sie jederzeit stellen.",
        "consequences": ["Das Landesamt und der Pflegeverbund Leinetal bekommen Bescheid.", "Die Unterlagen bleiben."],
        "form": forms.Reason(),
        "hidden": [{"name": "seen", "value": "23"}, {"name": "key", "value": "4f1c"}],
    }


def lost_race() -> dict:
    news = "Okan Yildiz hat heute um 09:12 Uhr einen Teilbetrag vorgeschlagen."
    return {**move(), "form": forms.Reason({"reason": ""}), "news": news}


def refused_move() -> dict:
    sentence = "Den Betrag können Sie jetzt nicht ändern: Die Prüfung ist abgeschlossen."
    return {**move(), "refusal": {"sentence": sentence, "rule": "Nr. 5.2 der Richtlinie"}}


def fields() -> dict:
    return {**move(), "form": forms.EveryField({})}


def plan() -> dict:
    return {**move(), "form": forms.Plan({"lines-count": "1", "lines-0-name": "Personal", "lines-0-amount": "viel"})}


def vote() -> dict:
    excluded = "Die Inhaberin ist beim geplanten Kooperationspartner angestellt."
    return {
        "decision": {
            "number_line": "Umlaufbeschluss 12/2026 · Steuerungsgruppe Region Hannover",
            "question": "Soll „Pflegelotsen im Quartier“ Fördermittel beantragen?",
            "summary": "Drei Lotsinnen beraten Familien in Laatzen, Pattensen und Springe, bevor Pflege zur Notlage "
            "wird. Die Arbeitsgruppe Pflege empfiehlt das Vorhaben einstimmig. Nach 24 Monaten sollen die Städte die "
            "Stellen übernehmen.",
            "closes_on": date(2026, 9, 11),
            "closes_at": "24:00 Uhr",
        },
        "amounts": [
            {"term": "Gesamtkosten", "value": "66.000 €", "main": True},
            {"term": "Eigenanteil", "value": "6.600 €"},
        ],
        "said": [{"term": "Für wen", "value": "Familien mit Pflegebedarf"}],
        "exclusions": [{"seat": "Pflegeeinrichtungen 2", "sentence": excluded}],
        "voters": 12,
        "papers": [
            {"href": "#", "text": "Projektvorschlag, Fassung 3", "note": "PDF, 4 Seiten"},
            {"href": "#", "text": "Kostenplan", "note": "Tabelle, 12 Zeilen"},
        ],
        "form": forms.Vote(),
        "object_href": "#",
    }


def vote_without_choice() -> dict:
    return {**vote(), "form": forms.Vote({})}


def vote_result() -> dict:
    return {**decision_result(), "steps": decision_steps()}


def idea() -> dict:
    similar = [
        {"href": "#", "title": "Lesezeit auf Station", "about": "Nienburg/Diepholz, abgeschlossen"},
        {"href": "#", "title": "Klinikpaten", "about": "Region Hannover, läuft"},
    ]
    filled = {"title": "Vorlesepaten in der Klinik", "problem": "Kinder liegen oft allein.", "contact": "mail"}
    return {
        "title": "Idee einreichen",
        "lead": "Was würde die Versorgung in Ihrer Region besser machen? Drei Fragen, etwa fünf Minuten.",
        "form": forms.Idea({**filled, "region": "h", "email": ""}),
        "button": "Entwurf speichern",
        "then": {"name": "submit", "text": "Idee einreichen"},
        "similar": similar,
        "similar_words": "„Vorlesen“ und „Klinik“",
        "afterwards": [
            {"when": "Zwei Wochen", "what": "Antwort der Koordinationsstelle"},
            {"when": "Zwei Monate", "what": "Beratung in einer Arbeitsgruppe"},
        ],
    }


def cases() -> dict:
    running, resting = {"feeling": "info", "words": "in Prüfung"}, {"feeling": "neutral", "words": "zurückgezogen"}
    first = {"title": "Telesprechstunde im Pflegeheim", "reference": "RH-2026-014", "place": "Region Hannover"}
    return {
        "search": forms.Search(),
        "cases": [
            {**first, "href": "#", "badge": running, "with_whom": "Landesamt", "moved_on": date(2026, 9, 2)},
            {"title": "Klinikpaten", "reference": "RH-2026-003", "href": "#", "badge": resting, "moved_on": TODAY},
        ],
        "more_href": "#",
    }


def directory() -> dict:
    running, planned = {"feeling": "info", "words": "läuft"}, {"feeling": "neutral", "words": "geplant"}
    projects = [
        {
            "title": "Telearzt im Pflegeheim",
            "key": "telearzt",
            "summary": "Pflegeheime sprechen mit der Hausarztpraxis per Video.",
            "about": "Main-Spessart · seit 2023 · 50.000 €, Freistaat Bayern · 1 Region hat es übernommen",
            "badge": running,
        },
        {
            "title": "Pflegelotsen im Quartier",
            "key": "pflegelotsen",
            "summary": "Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
            "about": "Region Hannover · ab 2027 · 59.400 € beantragt",
            "badge": planned,
        },
    ]
    return {
        "q": "Pflege",
        "found_line": "2 Vorhaben zu „Pflege“",
        "projects": projects,
        "filter": forms.DirectoryFilter({"topics": ["care"]}),
        "chips": [{"href": "#", "text": "Pflege und Alter"}],
        "clear_href": "#",
        "submit_href": "#",
    }


def mailbox() -> dict:
    subject = "Ihre Stimme fehlt noch: Umlaufbeschluss 12/2026"
    at = datetime(2026, 9, 7, 6, 12, tzinfo=UTC)
    body = "Guten Tag, Dr. Karin Voss,\n\nbitte stimmen Sie bis Freitag, 11.09.2026 ab:\nhttp://127.0.0.1:8000/a/7\n"
    mail = {"subject": subject, "to": "karin.voss@example.org", "at": at, "href": "#"}
    return {"mail": {**mail, "body": body}, "mails": [{**mail, "current": True}, {**mail, "subject": "Eingang"}]}


def sign_in_as() -> dict:
    region = [
        {"id": "1", "name": "Jana Brandt", "role": "Koordinationsstelle Region Hannover"},
        {"id": "2", "name": "Dr. Karin Voss", "role": "Ärztinnen und Ärzte, Steuerungsgruppe"},
        {"id": "3", "name": "Petra Lang", "role": "Antrag, Unterschrift"},
    ]
    state = [{"id": "4", "name": "Okan Yildiz", "role": "Landesamt, Bewilligung"}]
    return {
        "groups": [{"heading": "Region Hannover", "people": region}, {"heading": "Land", "people": state}],
        "states_href": "#",
        "sign_in_href": "#",
    }


PAGES: dict[str, tuple[str, Callable[[], dict]]] = {
    "start": ("web/start.html", start),
    "tasks": ("web/tasks.html", tasks),
    "no-tasks": ("web/tasks.html", no_tasks),
    "case": ("web/case.html", case_page),
    "move": ("web/move.html", move),
    "lost-race": ("web/move.html", lost_race),
    "refused-move": ("web/move.html", refused_move),
    "fields": ("web/move.html", fields),
    "plan": ("web/move.html", plan),
    "vote": ("web/vote.html", vote),
    "vote-without-choice": ("web/vote.html", vote_without_choice),
    "vote-result": ("web/vote_result.html", vote_result),
    "idea": ("web/idea_form.html", idea),
    "cases": ("web/cases.html", cases),
    "directory": ("web/directory.html", directory),
    "mailbox": ("web/mailbox.html", mailbox),
    "sign-in-as": ("web/sign_in_as.html", sign_in_as),
}
