"""One project the whole way: an idea of 2023, applied for and awarded under ni-2021, closed in 2026. All invented."""

from funding.decisions.models import Vote
from funding.demo.budgets import PLEDGED
from funding.demo.papers import paper
from funding.demo.stage import Moments, Story, Strand, at, together
from funding.disbursements.opening import open_disbursement
from funding.ideas.opening import open_idea
from workflows.models import Case

TITLE = "Pflegelotsen im Quartier"
IDEA = {
    "title": TITLE,
    "summary": "Drei Lotsinnen beraten Familien zu Hause, bevor Pflege zur Notlage wird. Sie kennen alle Angebote im "
    "Landkreis und bleiben ansprechbar. Nach zwei Jahren übernimmt der Pflegestützpunkt.",
    "need": "Beratung beginnt heute erst nach dem Krankenhaus.",
    "target_group": "Familien mit beginnendem Pflegebedarf",
    "total_cost": "84000.00",
    "own_funds": "8400.00",
}
APPLICATION = {
    "title": TITLE,
    "measure": "2.3",
    "description": "Drei Lotsinnen (zusammen eine halbe Stelle) beraten Familien zu Hause und führen sie zu den "
    "Angeboten im Landkreis.",
    "goals": "200 beratene Familien bis Ende 2025; ein Drittel weniger Einweisungen ohne Pflegeplan, gemessen an den "
    "Zahlen der Kliniken.",
    "executor": "Pflegestützpunkt Auental",
    "period_from": "2024-02-01",
    "period_to": "2025-12-31",
    "requested": "75600.00",
    "vat_deductible": False,
}
PLAN = [
    {"side": side, "category": category, "name": name, "year": year, "amount": amount}
    for side, category, name, year, amount in (
        ("expenditure", "staff", "Lotsinnen", 2024, "30000.00"),
        ("expenditure", "material", "Beratungsmappen", 2024, "3000.00"),
        ("expenditure", "travel", "Fahrten zu den Familien", 2024, "2000.00"),
        ("expenditure", "publicity", "Faltblatt und Auftaktveranstaltung", 2024, "2500.00"),
        ("expenditure", "staff", "Lotsinnen", 2025, "38000.00"),
        ("expenditure", "material", "Beratungsmappen", 2025, "2000.00"),
        ("expenditure", "travel", "Fahrten zu den Familien", 2025, "2500.00"),
        ("expenditure", "fees", "Auswertung durch die Hochschule", 2025, "4000.00"),
        ("income", "own", "Landkreis", 2024, "3750.00"),
        ("income", "grant", "beantragte Zuwendung", 2024, "33750.00"),
        ("income", "own", "Landkreis", 2025, "4650.00"),
        ("income", "grant", "beantragte Zuwendung", 2025, "41850.00"),
    )
]
NOTICE = {
    "report_rhythm": "half_yearly",
    "report_dates": ["2024-07-31", "2025-01-31", "2025-07-31"],
    "proof_due_on": "2026-06-30",
    "reasons": "Das Vorhaben ist für die Region neu und verbindet ambulante und stationäre Pflege.",
    "special_conditions": "Auf die Förderung ist in Veröffentlichungen hinzuweisen.",
    "remedy_name": "Verwaltungsgericht Auental",
    "remedy_street": "Gerichtsweg 2",
    "remedy_postcode": "00000",
    "remedy_town": "Auental",
}
DECLARATIONS = {"not_started": True, "financing_secured": True, "subsidy_facts_known": True}
# Called for, certified as to facts and figures, approved, ordered, paid, used; then until when the money is needed.
CALLS = (
    ("2024-02-05", "2024-02-07", "2024-02-08", "2024-02-12", "2024-02-14", "2024-03-28", "2024-04-05", "12000.00"),
    ("2024-06-03", "2024-06-05", "2024-06-06", "2024-06-10", "2024-06-12", "2024-07-29", "2024-08-02", "10500.00"),
    ("2024-10-07", "2024-10-09", "2024-10-10", "2024-10-14", "2024-10-16", "2024-12-02", "2024-12-06", "11250.00"),
    ("2025-02-03", "2025-02-05", "2025-02-06", "2025-02-10", "2025-02-12", "2025-03-31", "2025-04-03", "14000.00"),
    ("2025-06-02", "2025-06-04", "2025-06-05", "2025-06-10", "2025-06-12", "2025-07-28", "2025-08-01", "13850.00"),
    ("2025-10-06", "2025-10-08", "2025-10-09", "2025-10-13", "2025-10-15", "2025-12-01", "2025-12-05", "14000.00"),
)
# Written, released and signed, checked; then what is reported.
REPORTS = (
    ("2024-07-15", "2024-07-22", "2024-08-05", "38 Familien beraten, zwei Lotsinnen eingearbeitet."),
    ("2025-01-13", "2025-01-20", "2025-02-03", "97 Familien beraten, die dritte Lotsin hat begonnen."),
    ("2025-07-14", "2025-07-21", "2025-08-04", "156 Familien beraten, die Auswertung läuft."),
)
SPENT = [
    {"item": item, "amount": amount}
    for item, amount in (
        ("Lotsinnen", "67600.00"),
        ("Beratungsmappen", "4900.00"),
        ("Fahrten zu den Familien", "4200.00"),
        ("Faltblatt und Auftaktveranstaltung", "2500.00"),
        ("Auswertung durch die Hochschule", "4000.00"),
    )
]
REPAYMENT = "720.00"  # 90/100 of 83,200.00 proven are 74,880.00; paid were 75,600.00
HEARD = {
    "ground": "resolutive_condition",
    "ineffective_from": "2025-12-31",
    "known_on": "2026-06-16",
    "allegations": "Bei den Fahrten wurden weniger Kilometer gefahren als geplant.",
    "answer_by": "2026-07-03",
}
IBAN = "DE02 1203 0000 0000 2020 51"  # an example number, of no account


def whole_way(story: Story) -> Moments:
    idea = yield from _idea(story)
    yield from _steering_group(story, idea)
    application = yield from _application(story, idea)
    yield from _committee(story, application)
    award = yield from _notice(story, application)
    yield from _running(story, award)
    yield from _proof_of_use(story, award)


def _idea(story: Story) -> Strand:
    world = story.world
    yield at("2023-02-14", "17:40")
    idea = story.begin(open_idea, world.region, by=world.author, title=TITLE, invented=True)
    story.move(idea, "edit", world.author, **IDEA)
    story.move(idea, "attach", world.author, file=paper("Skizze Pflegelotsen", IDEA["summary"]), kind="concept")
    yield at("2023-02-15", "18:05")
    story.move(idea, "submit", world.author)
    yield at("2023-02-20", "10:15")
    story.move(idea, "assign", world.office, group=world.group.pk)
    yield at("2023-03-23", "08:30")
    consultation, recommendation = story.below(idea, "consultation"), "Sinnvoll und in der Region neu."
    story.move(consultation, "recommend", world.lead, recommendation=recommendation, resolved_on="2023-03-22")
    return idea


def _steering_group(story: Story, idea: int) -> Moments:
    """A session with six of seven seats; one abstains."""
    world = story.world
    yield at("2023-03-29", "11:20")
    story.move(idea, "put_on_agenda", world.office)
    decision = story.below(idea, "decision")
    yield at("2023-04-26", "14:05")
    present = list(world.steering_group.seats.order_by("number").values_list("pk", flat=True)[:6])
    story.move(decision, "open_vote", world.office, procedure="session", present=present)
    yield at("2023-04-26", "14:30")
    for voter in world.steering[:5]:
        story.move(decision, "cast", voter, choice=Vote.YES)
    story.move(decision, "cast", world.steering[5], choice=Vote.ABSTAIN)
    yield at("2023-04-26", "14:35")
    story.move(decision, "close", world.chair)
    yield at("2023-05-04", "09:10")
    resolution = f"Die Steuerungsgruppe beschließt, das Vorhaben „{TITLE}“ weiterzuverfolgen und zu beantragen."
    story.move(decision, "record", world.office, resolution=resolution)


def _application(story: Story, idea: int) -> Strand:
    """Signed nine days before the cut-off of 15 September for funding that begins in 2024."""
    world = story.world
    yield at("2023-05-15", "10:00")
    story.move(idea, "apply", world.office)
    application = story.below(idea, "application")
    yield at("2023-06-12", "13:45")
    story.move(application, "edit", world.applicant, **APPLICATION)
    yield at("2023-07-03", "15:20")
    story.move(application, "set_plan", world.applicant, lines=PLAN)
    description = paper("Projektbeschreibung", APPLICATION["description"])
    story.move(application, "attach", world.applicant, file=description, kind="description")
    yield at("2023-08-24", "09:50")
    story.move(application, "release_internally", world.applicant)
    yield at("2023-09-06", "16:10")
    story.move(application, "submit", world.signatory, **DECLARATIONS)
    examination = story.below(application, "examination")
    yield at("2023-09-12", "08:45")
    story.move(examination, "confirm_complete", world.case_worker)
    yield at("2023-09-18", "09:00")
    story.move(examination, "start_assessment", world.case_worker)
    yield at("2023-10-12", "14:00")
    assessment = "Förderfähig nach Nr. 2.3; die Ausgaben sind notwendig und angemessen."
    story.move(
        examination,
        "finish_assessment",
        world.case_worker,
        eligible="84000.00",
        recommended="75600.00",
        assessment=assessment,
        eligibility="Nr. 2.3: neu in der Region.",
        double_funding="none",
        unbiased=True,
    )
    return application


def _committee(story: Story, application: int) -> Moments:
    """A circular vote that the clock closes: one seat stays silent, both funders agree."""
    world = story.world
    yield at("2023-10-16", "10:30")
    story.move(story.below(application, "approval"), "put_on_committee_agenda", world.case_worker)
    decision = story.below(application, "decision")
    yield at("2023-10-30", "09:00")
    story.move(decision, "open_vote", world.case_worker, procedure="circular")
    for day, voter in zip(("01", "02", "06", "07", "08", "09"), world.funders, strict=False):
        yield at(f"2023-11-{day}", "11:15")
        story.move(decision, "cast", voter, choice=Vote.YES)
    yield at("2023-11-16", "10:00")
    resolution = f"Das Fördergremium stimmt der Förderung von „{TITLE}“ mit 75.600,00 € zu."
    story.move(decision, "record", world.case_worker, resolution=resolution)


def _notice(story: Story, application: int) -> Strand:
    """Issued by two, posted on 4 December: three days' fiction, remedy until 8 January, as the 7th is a Sunday."""
    world = story.world
    yield at("2023-11-20", "09:30")
    ruling = story.below(application, "ruling")
    yield at("2023-11-22", "13:00")
    story.move(ruling, "draft_notice", world.case_worker, **NOTICE)
    yield at("2023-11-24", "11:40")
    story.move(ruling, "sign_notice", world.case_worker)
    yield at("2023-11-29", "08:20")
    story.move(ruling, "issue", world.approver, without_budget=PLEDGED)
    award = story.below(application, "award")
    yield at("2023-12-04", "12:30")
    story.move(story.below(award, "notice"), "dispatch", world.case_worker, channel="letter", posted_on="2023-12-04")
    return award


def _running(story: Story, award: int) -> Moments:
    """Calls for money and progress reports, as their days come."""
    calls = [_call(story.part(f"call {number}"), award, call) for number, call in enumerate(CALLS)]
    reports = [_report(story.part(f"report {number}"), award, number, *report) for number, report in enumerate(REPORTS)]
    yield from together([*calls, *reports])


def _call(story: Story, award: int, days: tuple[str, ...]) -> Moments:
    world = story.world
    called, certified, approved, ordered, paid, used, needed_until, amount = days
    yield at(called, "10:00")
    call = story.begin(lambda **who: open_disbursement(Case.objects.get(pk=award), **who), by=world.applicant)
    story.move(
        call,
        "edit",
        world.applicant,
        amount=amount,
        needed_from=paid,
        needed_until=needed_until,
        purpose="Personal- und Sachausgaben der Lotsinnen",
        iban=IBAN,
    )
    story.move(call, "submit", world.signatory)
    yield at(certified, "09:15")
    story.move(call, "check_factual", world.case_worker)
    story.move(call, "check_arithmetical", world.checker)
    yield at(approved, "14:20")
    story.move(call, "approve", world.approver, amount=amount)
    yield at(ordered, "08:05")
    story.move(call, "order", world.cashier)
    yield at(paid, "16:00")
    story.move(call, "note_payment", world.cashier, value_date=paid)
    yield at(used, "11:00")
    story.move(story.below(call, "payment"), "confirm_use", world.applicant, used_on=used)


def _report(story: Story, award: int, number: int, written: str, signed: str, checked: str, progress: str) -> Moments:
    world = story.world
    yield at(written, "15:00")
    report = story.below(award, "report", number)
    story.move(report, "write", world.applicant, progress=progress)
    story.move(report, "attach", world.applicant, file=paper(f"Zwischenstand {written}", progress), kind="evidence")
    story.move(report, "release_internally", world.applicant)
    yield at(signed, "10:30")
    story.move(report, "submit", world.signatory)
    yield at(checked, "13:10")
    story.move(report, "start_review", world.case_worker)
    story.move(report, "accept", world.case_worker)


def _proof_of_use(story: Story, award: int) -> Moments:
    """83,200.00 of 84,000.00 were spent, so of the fixed sum 720.00 go back. A second person checks, another closes."""
    world = story.world
    yield at("2026-05-11", "14:00")
    settlement = story.below(award, "settlement")
    proof = story.below(settlement, "report")
    progress = "212 Familien beraten. Der Pflegestützpunkt führt die Lotsinnen mit eigenen Mitteln weiter."
    story.move(proof, "write", world.applicant, progress=progress, expenditure=SPENT)
    story.move(proof, "attach", world.applicant, file=paper("Sachbericht", progress), kind="evidence")
    yield at("2026-05-19", "09:20")
    story.move(proof, "release_internally", world.applicant)
    yield at("2026-05-26", "11:45")
    story.move(proof, "submit", world.signatory)
    yield at("2026-06-02", "08:30")
    story.move(proof, "start_review", world.checker)
    yield at("2026-06-16", "15:30")
    story.move(proof, "accept", world.checker)
    yield at("2026-06-18", "10:00")
    story.move(settlement, "demand_repayment", world.approver, **HEARD)
    yield from _repayment(story, story.below(award, "reclaim"))
    yield at("2026-07-14", "13:30")
    story.move(settlement, "close", world.approver)


def _repayment(story: Story, reclaim: int) -> Moments:
    """Nothing speaks against it, and it is paid in time, so that the interest is spared."""
    world = story.world
    yield at("2026-06-22", "11:10")
    story.move(reclaim, "answer", world.signatory, statement="Wir haben nichts einzuwenden.")
    yield at("2026-06-23", "09:40")
    reasons = "Die Gesamtausgaben haben sich vermindert."
    remedy = {name: value for name, value in NOTICE.items() if name.startswith("remedy")}
    ruling = story.below(reclaim, "reclaim_ruling")
    story.move(
        ruling,
        "draft",
        world.case_worker,
        pay_by="2026-07-17",
        reasons=reasons,
        **remedy,
    )
    story.move(ruling, "sign", world.case_worker)
    yield at("2026-06-24", "14:15")
    story.move(ruling, "issue", world.approver)
    yield at("2026-06-25", "08:50")
    notice = story.below(reclaim, "notice")
    story.move(notice, "dispatch", world.case_worker, channel="formal", posted_on="2026-06-25")
    story.move(notice, "note_receipt", world.case_worker, received_on="2026-06-25")
    yield at("2026-06-26", "10:20")
    story.move(notice, "waive_remedy", world.signatory, declared=True)
    collection = story.below(reclaim, "collection")
    yield at("2026-07-08", "09:00")
    story.move(collection, "note_payment", world.case_worker, amount=REPAYMENT, value_date="2026-07-07")
    yield at("2026-07-10", "11:30")
    story.move(collection, "waive_interest", world.approver, reason="Bezahlt vor dem gesetzten Tag.")
