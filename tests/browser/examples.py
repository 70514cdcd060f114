"""The pages of the style guide with invented content, as a view would hand it to the template."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from tests.browser import example_forms as forms
from tests.browser.example_cases import case, decision_result, decision_steps, plan, way_with_all_branches

TODAY = date(2026, 9, 7)


def start() -> dict:
    return {
        "greeting": "Guten Morgen, Jana Brandt",
        "summary": "Montag, 7. September 2026. Eine Aufgabe ist überfällig, zwei haben Zeit bis nächste Woche.",
        "tasks": TASK_ROWS,
        "task_count": 12,
        "waiting": WAITING_ROWS,
        "waiting_count": 7,
        "waiting_href": "#",
        "news": NEWS,
        "last_visit": date(2026, 9, 3),
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
        "remind_href": "#",
        "aside_note": "endet Fr, 11.09.",
    },
    {
        "title": "Nachweis der Vorsteuer",
        "about": "Pflegeverbund Leinetal gGmbH · angefragt am 28.08.",
        "remind_href": "#",
        "aside_note": "seit 10 Tagen",
    },
    {
        "title": "Bescheid „Demenznetz Süd“",
        "about": "Landesamt, Bewilligung · zuletzt bewegt am 02.09.",
        "aside": "in Arbeit",
        "aside_note": "Regelzeit 6 Wochen",
    },
]
NEWS = [
    {
        "at": datetime(2026, 9, 7, 6, 12, tzinfo=UTC),
        "text": "Martin Ohl (Kommunen) hat abgestimmt.",
        "link": {"href": "#", "text": "Pflegelotsen im Quartier"},
    },
    {
        "at": datetime(2026, 9, 4, 14, 40, tzinfo=UTC),
        "text": "Die Prozessbegleitung hat zwei Hinweise gegeben.",
        "link": {"href": "#", "text": "Hitzeschutz-Netz"},
    },
    {"at": datetime(2026, 9, 3, 7, 30, tzinfo=UTC), "text": "Der Sitz „Krankenhäuser“ ist seit 03.09. unbesetzt."},
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
            {"href": "#", "text": "Zurückgestellt", "count": 3},
            {"href": "#", "text": "Erledigt"},
        ],
        "filter": forms.TaskFilter(),
        "tasks": [
            {**row, "id": number, "kind": kind, "holder": "Sie", "minutes": 5 * number, "about": "RH-2026-009"}
            for number, (row, kind) in enumerate(zip(TASK_ROWS, kinds, strict=True), start=1)
        ],
        "selected": [4],
        "acts": [
            {"name": "claim", "text": "Übernehmen", "main": True},
            {"name": "delegate", "text": "Weitergeben …"},
            {"name": "hide", "text": "Zurückstellen …"},
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
            "lead": "Der Vorgang endet damit. Einen neuen Antrag können Sie jederzeit stellen.",
            "button": "Antrag zurückziehen",
            "dangerous": True,
        },
        "consequences": ["Das Landesamt und der Pflegeverbund Leinetal bekommen Bescheid.", "Die Unterlagen bleiben."],
        "form": forms.Reason(),
        "hidden": [{"name": "seen", "value": "23"}, {"name": "key", "value": "4f1c"}],
    }


def lost_race() -> dict:
    changes = [{"term": "Förderung", "before": "79.200,00 €", "value": "75.000,00 €"}]
    news = "Okan Yildiz hat heute um 09:12 Uhr einen Teilbetrag vorgeschlagen."
    return {**move(), "form": forms.Reason({"reason": ""}), "news": news, "changes": changes}


def refused_move() -> dict:
    sentence = "Den Betrag können Sie jetzt nicht ändern: Die Prüfung ist abgeschlossen."
    return {**move(), "refusal": {"sentence": sentence, "rule": "Nr. 5.2 der Richtlinie"}}


def vote() -> dict:
    changes = [
        {"term": "Träger", "before": "offen", "value": "Stadt Laatzen"},
        {"term": "Gesamtkosten", "before": "74.000 €", "value": "66.000 €"},
        {"term": "Beginn", "before": "01.01.2027", "value": "01.03.2027"},
    ]
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
            {"term": "Gesamtkosten", "value": "66.000 €", "note": "davon 59.400 € Förderung", "main": True},
            {"term": "Eigenanteil", "value": "6.600 €", "note": "10 %, Stadt Laatzen"},
        ],
        "changes": {
            "heading": "Neu seit Ihrem Beschluss vom 17.06.",
            "reason": "Damals vertagt, weil ein Träger für den Süden fehlte.",
            "facts": changes,
        },
        "exclusions": [{"seat": "Pflegeeinrichtungen 2", "sentence": excluded}],
        "voters": 12,
        "interest_href": "#",
        "papers": [
            {"href": "#", "text": "Projektvorschlag, Fassung 3", "note": "PDF, 4 Seiten"},
            {"href": "#", "text": "Kostenplan", "note": "Tabelle, 12 Zeilen"},
        ],
        "form": forms.Vote(),
        "abstention_note": "zählt für die Beteiligung, nicht für die Mehrheit",
        "object_href": "#",
    }


def vote_without_choice() -> dict:
    return {**vote(), "form": forms.Vote({})}


def vote_result() -> dict:
    return {**decision_result(), "steps": decision_steps()}


def idea() -> dict:
    similar = [
        {"href": "#", "title": "Lesezeit auf Station", "about": "Nienburg/Diepholz, abgeschlossen", "adopt_href": "#"},
        {"href": "#", "title": "Klinikpaten", "about": "Region Hannover, läuft", "join_href": "#"},
    ]
    filled = {"title": "Vorlesepaten in der Klinik", "problem": "Kinder liegen oft allein.", "contact": "mail"}
    return {
        "title": "Idee einreichen",
        "lead": "Was würde die Versorgung in Ihrer Region besser machen? Drei Fragen, etwa fünf Minuten.",
        "form": forms.Idea({**filled, "region": "h", "email": ""}),
        "button": "Idee einreichen",
        "discard_href": "#",
        "public": True,
        "privacy_href": "#",
        "similar": similar,
        "similar_words": "„Vorlesen“ und „Klinik“",
        "afterwards": [
            {"when": "Zwei Wochen", "what": "Antwort der Koordinationsstelle"},
            {"when": "Zwei Monate", "what": "Beratung in einer Arbeitsgruppe"},
        ],
    }


def application() -> dict:
    complete, missing = (
        {"feeling": "success", "words": "vollständig"},
        {"feeling": "warning", "words": "1 Angabe fehlt"},
    )
    empty = {"feeling": "neutral", "words": "noch leer"}
    sections = [
        {"number": 1, "title": "Ziele und Wirkung", "href": "#", "badge": complete},
        {"number": 2, "title": "Beteiligte", "href": "#", "about": "Kooperationsvertrag", "badge": missing},
    ]
    declarations = [{"number": 3, "title": "Erklärungen und Datenschutz", "href": "#", "badge": empty}]
    return {
        "case": {"title": "Hitzeschutz-Netz im Quartier", "reference": "RH-2026-017"},
        "due_on": date(2026, 9, 15),
        "saved_line": "zuletzt gespeichert heute, 09:14 Uhr",
        "groups": [
            {"heading": "Das Vorhaben", "sections": sections},
            {"heading": "Erklärungen", "sections": declarations},
        ],
        "complete": 1,
        "total": 3,
        "missing": [
            {"href": "#", "text": "Kooperationsvertrag hochladen"},
            {"href": "#", "text": "Erklärungen bestätigen"},
        ],
        "next_person": "Danach gibt eine zweite Person frei: Petra Lang oder ihre Vertretung.",
        "release": {"href": "#", "text": "Zur Freigabe geben"},
        "hints": [{"text": "„Die Sachkosten wirken hoch.“", "href": "#", "link": "Zu Abschnitt 4"}],
        "preview_href": "#",
    }


def section() -> dict:
    return {
        "case": {"title": "Antrag RH-2026-017", "href": "#"},
        "here": "Abschnitt 2 von 8",
        "title": "Beteiligte und Weiterleitung",
        "form": forms.EveryField({}),
        "back": True,
    }


def plan_page() -> dict:
    return {**plan(), "form": forms.PlanReason()}


def cases() -> dict:
    running, resting = {"feeling": "info", "words": "in Prüfung"}, {"feeling": "neutral", "words": "zurückgezogen"}
    first = {"title": "Telesprechstunde im Pflegeheim", "reference": "RH-2026-014", "place": "Region Hannover"}
    return {
        "search": forms.TaskFilter(),
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
            "href": "#",
            "summary": "Pflegeheime sprechen mit der Hausarztpraxis per Video.",
            "about": "Main-Spessart · seit 2023 · 50.000 €, Freistaat Bayern · 1 Region hat es übernommen",
            "badge": running,
        },
        {
            "title": "Pflegelotsen im Quartier",
            "href": "#",
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
        "exports": [{"href": "#", "text": "Als CSV"}, {"href": "#", "text": "JSON"}],
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
        {"id": "1", "name": "Jana Brandt", "role": "Koordinationsstelle Region Hannover", "waiting": "12 Aufgaben"},
        {"id": "2", "name": "Dr. Karin Voss", "role": "Ärztinnen und Ärzte, Steuerungsgruppe", "waiting": "1 Stimme"},
        {"id": "3", "name": "Petra Lang", "role": "Antrag, Unterschrift"},
    ]
    state = [{"id": "4", "name": "Okan Yildiz", "role": "Landesamt, Bewilligung"}]
    return {
        "groups": [{"heading": "Region Hannover", "people": region}, {"heading": "Land", "people": state}],
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
    "vote": ("web/vote.html", vote),
    "vote-without-choice": ("web/vote.html", vote_without_choice),
    "vote-result": ("web/vote_result.html", vote_result),
    "idea": ("web/idea_form.html", idea),
    "application": ("web/application_form.html", application),
    "section": ("web/section_form.html", section),
    "plan": ("web/plan.html", plan_page),
    "cases": ("web/cases.html", cases),
    "directory": ("web/directory.html", directory),
    "mailbox": ("web/mailbox.html", mailbox),
    "sign-in-as": ("web/sign_in_as.html", sign_in_as),
}
