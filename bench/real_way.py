"""The product's own four cases in a row: an idea, its body's vote, the application with the committee's, the award.

The invented region of the demonstration, real rules and real letters; request keys on every move.
"""

from itertools import count

from bench.stage import Stage
from funding.demo.world import World
from funding.ideas.opening import open_idea
from workflows.engine import fire
from workflows.inputs import Upload
from workflows.models import Case

IDEA = {
    "summary": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "need": "Beratung beginnt heute erst nach dem Krankenhaus.",
    "target_group": "Familien mit Pflegebedarf",
    "total_cost": "88000.00",
    "own_funds": "8800.00",
}
FORM = {
    "measure": "2.3",
    "description": "Drei Lotsinnen beraten Familien, bevor Pflege zur Notlage wird.",
    "goals": "240 begleitete Haushalte bis Ende 2025.",
    "executor": "Pflegestützpunkt Auental",
    "period_from": "2025-01-01",
    "period_to": "2025-12-31",
    "requested": "79200.00",
    "vat_deductible": False,
}
PLAN = [
    {"side": side, "category": category, "name": name, "year": 2025, "amount": amount}
    for side, category, name, amount in (
        ("expenditure", "staff", "Lotsinnen", "80000.00"),
        ("expenditure", "travel", "Fahrten", "8000.00"),
        ("income", "own", "Landkreis", "8800.00"),
        ("income", "grant", "Zuwendung", "79200.00"),
    )
]
DESCRIPTION = Upload("Beschreibung.pdf", b"%PDF-1.7\n%%EOF\n")
DECLARED = {"not_started": True, "financing_secured": True, "subsidy_facts_known": True}
ASSESSED = {
    "eligibility": "Nr. 2.3 der Richtlinie: neu in der Region.",
    "double_funding": "none",
    "unbiased": True,
    "eligible": "88000.00",
    "recommended": "79200.00",
    "assessment": "Neu in der Region.",
}
NOTICE = {
    "proof_due_on": "2026-06-30",
    "report_rhythm": "half_yearly",
    "report_dates": ["2025-07-31"],
    "reasons": "Das Vorhaben ist für die Region neu.",
    "remedy_type": "action",
    "remedy_name": "Verwaltungsgericht Auental",
    "remedy_street": "Gerichtsweg 2",
    "remedy_postcode": "00000",
    "remedy_town": "Auental",
}


def run(stage: Stage, title: str) -> int:
    way = RealWay(stage.world, title)
    way.idea()
    way.steering_group()
    way.application()
    way.committee()
    return way.award()


class RealWay:
    def __init__(self, world: World, title: str) -> None:
        self.world, self.title, self.case = world, title, 0
        self.numbers = count(1)

    def move(self, name: str, by: object, **data: object) -> None:
        fire(self.case, name, by=by, key=self.key(), **data)

    def move_below(self, lifecycle: str, name: str, by: object, **data: object) -> None:
        fire(self.below(lifecycle), name, by=by, key=self.key(), **data)

    def key(self) -> str:
        return f"{self.title} {next(self.numbers)}"

    def below(self, lifecycle: str) -> int:
        return Case.objects.filter(parent_id=self.case, lifecycle=lifecycle).values_list("pk", flat=True).get()

    def idea(self) -> None:
        world = self.world
        self.case = open_idea(world.region, by=world.author, title=self.title, invented=True, key=self.key()).pk
        self.move("edit", world.author, title=self.title, **IDEA)
        self.move("submit", world.author)
        self.move("assign", world.office, group=world.group.pk)
        said = {"recommendation": "Sinnvoll.", "resolved_on": "2024-05-31"}
        fire(self.below("consultation"), "recommend", by=world.lead, key=self.key(), **said)

    def steering_group(self) -> None:
        """Its standing orders close a vote when the last seat has voted."""
        self.move("put_on_agenda", self.world.office)
        self.vote(self.world.office, self.world.steering)

    def committee(self) -> None:
        """All agree; the clerk closes."""
        self.move_below("approval", "put_on_committee_agenda", self.world.case_worker)
        vote = self.vote(self.world.case_worker, self.world.funders)
        fire(vote, "close", by=self.world.case_worker, key=self.key())

    def vote(self, clerk: object, voters: list) -> int:
        decision = self.below("decision")
        fire(decision, "open_vote", by=clerk, key=self.key(), procedure="circular")
        for voter in voters:
            fire(decision, "cast", by=voter, key=self.key(), choice="yes")
        return decision

    def application(self) -> None:
        world = self.world
        self.move("apply", world.office)
        self.case = self.below("application")
        self.move("edit", world.applicant, title=self.title, **FORM)
        self.move("set_plan", world.applicant, lines=PLAN)
        self.move("attach", world.applicant, file=DESCRIPTION, kind="description")
        self.move("release_internally", world.applicant)
        self.move("submit", world.signatory, **DECLARED)
        self.move_below("examination", "confirm_complete", world.case_worker)
        self.move_below("examination", "start_assessment", world.case_worker)
        self.move_below("examination", "finish_assessment", world.case_worker, **ASSESSED)

    def award(self) -> int:
        world = self.world
        self.move_below("ruling", "draft_notice", world.case_worker, **NOTICE)
        self.move_below("ruling", "sign_notice", world.case_worker)
        self.move_below("ruling", "issue", world.approver)
        return self.below("award")
