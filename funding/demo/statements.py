"""Statements of a steering group to a ministry, each in another state."""

from funding.decisions.models import Vote
from funding.demo.stage import Moments, together
from funding.demo.telling import Office
from funding.demo.votes import vote_in_session
from funding.statements.opening import open_statement
from workflows import clock

# State, title, how many days ago it was begun.
# fmt: off
STATEMENTS = (
    ("draft",        "Mehr Studienplätze für Hebammen",            6),
    ("on_agenda",    "Landarztquote auch für Kinderärzte",         20),
    ("adopted",      "Rufbus zur Klinik am Wochenende",            24),
    ("sent",         "Notfallsanitäter an Schulen",                40),
    ("acknowledged", "Fördermittel früher bescheiden",             60),
    ("no_reply",     "Kurzzeitpflege auskömmlich vergüten",        100),
    ("answered",     "Telemedizin auch für Pflegedienste",         80),
    ("fed_back",     "Impfungen in Apotheken",                     120),
    ("rejected",     "Verzicht auf den Eigenanteil",               50),
    ("withdrawn",    "Zweite Leitstelle für den Landkreis",        45),
)
# fmt: on
ADDRESS = {"addressee": "Ministerium für Gesundheit", "street": "Regierungsweg 1", "postcode": "00000"}


def statements(office: Office) -> Moments:
    yield from together(_statement(office.part(state), state, title, ago) for state, title, ago in STATEMENTS)


def _statement(office: Office, state: str, title: str, ago: int) -> Moments:
    world = office.world
    yield office.moment(ago, "10:20")
    facts = {"title": title, "group": world.group, "invented": True}
    case = office.story.begin(open_statement, world.steering_group, by=world.office, **facts)
    wording = f"Die Steuerungsgruppe bittet das Ministerium um Abhilfe: {title}."
    office.let("office", "edit", case, title=title, wording=wording, town="Landeshauptstadt", **ADDRESS)
    if state == "draft":
        return
    if state == "withdrawn":
        yield office.moment(ago - 5, "10:20")
        office.let("office", "withdraw", case, reason="Das Land hat es inzwischen beschlossen.")
        return
    yield office.moment(ago - 8, "10:20")
    office.let("office", "put_on_agenda", case)
    if state == "on_agenda":
        return
    yield office.moment(ago - 15, "16:30")
    choice = Vote.NO if state == "rejected" else Vote.YES
    vote_in_session(office, office.story.below(case, "decision"), choice)
    if state not in ("adopted", "rejected"):
        yield from _sent(office, state, case, ago - 20)


def _sent(office: Office, state: str, case: int, ago: int) -> Moments:
    yield office.moment(ago, "11:20")
    late = state == "no_reply"
    office.let("office", "send", case, answer_by=office.on(-ago + 30 if late else 40))
    if state in ("sent", "no_reply"):
        return
    yield office.moment(ago - 12, "11:20")
    day = {"acknowledged_on": clock.today().isoformat()}
    office.let("office", "acknowledge", case, **day)
    if state == "acknowledged":
        return
    yield office.moment(ago - 40, "11:20")
    reply = {"answer": "partly", "answer_text": "Ein Modellversuch beginnt im nächsten Jahr."}
    office.let("office", "note_answer", case, answered_on=clock.today().isoformat(), **reply)
    if state == "fed_back":
        yield office.moment(ago - 50, "11:20")
        office.let("office", "feed_back", case, conclusion="Die Arbeitsgruppe begleitet den Modellversuch.")
