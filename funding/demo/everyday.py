"""Open cases of today: each project comes a part of the usual way, its days counted back from today."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any

from funding.decisions.models import Vote
from funding.demo.budgets import PLEDGED
from funding.demo.papers import paper
from funding.demo.projects import SKETCHES
from funding.demo.stage import Moments
from funding.demo.telling import Telling
from funding.ideas.opening import open_idea
from funding.people.models import User
from workflows import clock

COST, OWN, GRANT = "40000.00", "4000.00", "36000.00"
DAYS_TO_START = 180
ENOUGH = 4  # of the committee's seven, both funders among them
YEAR = dt.timedelta(days=364)
DECLARATIONS = {"not_started": True, "financing_secured": True, "subsidy_facts_known": True}


@dataclass
class Project(Telling):
    """One project of a region, told on `today`. Its methods are the steps of the usual way; they set the cases' ids.

    `years`: over how many its financing plan runs, the same in each.
    """

    title: str
    days_to_start: int = DAYS_TO_START
    lasts: dt.timedelta = YEAR
    measure: str = ""
    years: int = 1
    begun: dt.date = field(init=False)
    idea: int = field(init=False)
    consultation: int = field(init=False)
    decision: int = field(init=False)
    application: int = field(init=False)
    examination: int = field(init=False)
    approval: int = field(init=False)
    ruling: int = field(init=False)
    award: int = field(init=False)

    def come(self, to: "StepOfWay", ago: int, otherwise: "Mapping[Any, StepOfWay] | None" = None) -> Moments:
        """Up to this step, which was so many days ago; `otherwise`: what is done instead of a step."""
        instead = otherwise or {}
        days = accumulate(lag for _step, lag, _time in USUAL_WAY)
        way = [(day, *row) for day, row in zip(days, USUAL_WAY, strict=True)]
        last = next(day for day, step, _lag, _time in way if step == to)
        self.begun = self.today - dt.timedelta(days=ago + last)
        for day, step, _lag, time in way:
            yield self.moment(ago + last - day, time)
            instead.get(step, step)(self)
            if step == to:
                return

    @property
    def period_from(self) -> dt.date:
        return self.begun + dt.timedelta(days=self.days_to_start)

    # The idea

    def draft(self) -> None:
        author, sketch = self.world.author, SKETCHES[self.title]
        self.idea = self.story.begin(open_idea, self.world.region, by=author, title=self.title, invented=True)
        self.story.move(self.idea, "edit", author, **sketch._asdict(), total_cost=COST, own_funds=OWN)

    def submit(self) -> None:
        self.story.move(self.idea, "submit", self.world.author)

    def assign(self) -> None:
        self.story.move(self.idea, "assign", self.world.office, group=self.world.group.pk)
        self.consultation = self.story.below(self.idea, "consultation")

    def recommend(self) -> None:
        resolved_on = self.begun.isoformat()
        self.let("lead", "recommend", self.consultation, recommendation="Passt zu den Zielen.", resolved_on=resolved_on)

    def put_on_agenda(self) -> None:
        self.story.move(self.idea, "put_on_agenda", self.world.office)
        self.decision = self.story.below(self.idea, "decision")

    def begin_vote(self) -> None:
        self.story.move(self.decision, "open_vote", self.world.office, procedure="circular")

    def adopt(self) -> None:
        """All seats have voted, so the steering group's vote closes early."""
        self.cast(self.world.steering, Vote.YES)

    def cast(self, voters: list[User], choice: Vote) -> None:
        for voter in voters:
            self.story.move(self.decision, "cast", voter, choice=choice)

    def record(self) -> None:
        resolution = f"Das Vorhaben „{self.title}“ wird weiterverfolgt und beantragt."
        self.story.move(self.decision, "record", self.world.office, resolution=resolution)

    # The application

    def apply(self) -> None:
        self.story.move(self.idea, "apply", self.world.office)
        self.application = self.story.below(self.idea, "application")

    def write(self) -> None:
        sketch, applicant = SKETCHES[self.title], self.world.applicant
        self.story.move(
            self.application,
            "edit",
            applicant,
            title=self.title,
            measure=self.measure,
            description=sketch.summary,
            goals="Zwei von drei Menschen der Zielgruppe sind nach einem Jahr erreicht.",
            executor=f"Gesundheitsverein {self.world.name}",
            period_from=self.period_from.isoformat(),
            period_to=(self.period_from + self.lasts).isoformat(),
            requested=GRANT,
            vat_deductible=False,
        )
        self.story.move(self.application, "set_plan", applicant, lines=self.plan())
        file = paper(f"Beschreibung {self.title}", sketch.summary)
        self.story.move(self.application, "attach", applicant, file=file, kind="description")

    def plan(self) -> list[dict[str, object]]:
        rows = (
            ("expenditure", "staff", "Personal", "30000.00"),
            ("expenditure", "material", "Sachmittel", "10000.00"),
            ("income", "own", "Landkreis", OWN),
            ("income", "grant", "beantragte Zuwendung", GRANT),
        )
        each = [(side, kind, name, f"{Decimal(amount) / self.years:.2f}") for side, kind, name, amount in rows]
        years = range(self.period_from.year, self.period_from.year + self.years)
        return [
            {"side": side, "category": kind, "name": name, "year": year, "amount": amount}
            for year in years
            for side, kind, name, amount in each
        ]

    def release(self) -> None:
        self.story.move(self.application, "release_internally", self.world.applicant)

    def sign(self) -> None:
        self.story.move(self.application, "submit", self.world.signatory, **DECLARATIONS)
        self.examination = self.story.below(self.application, "examination")

    def confirm(self) -> None:
        self.story.move(self.examination, "confirm_complete", self.world.case_worker)

    def start_assessment(self) -> None:
        self.story.move(self.examination, "start_assessment", self.world.case_worker)

    def assess(self) -> None:
        found = {"eligibility": "Neu in der Region.", "double_funding": "none", "unbiased": True}
        facts = found | {"eligible": COST, "recommended": GRANT, "assessment": "Die Ausgaben sind angemessen."}
        self.story.move(self.examination, "finish_assessment", self.world.case_worker, **facts)
        self.approval = self.story.below(self.application, "approval")

    def put_to_committee(self) -> None:
        self.story.move(self.approval, "put_on_committee_agenda", self.world.case_worker)
        self.decision = self.story.below(self.application, "decision")
        self.story.move(self.decision, "open_vote", self.world.case_worker, procedure="circular")

    def approve(self) -> None:
        """The committee's vote runs to its end, whoever has voted."""
        self.cast(self.world.funders[:ENOUGH], Vote.YES)

    def record_approval(self) -> None:
        resolution = f"Der Förderung von „{self.title}“ wird zugestimmt."
        self.story.move(self.decision, "record", self.world.case_worker, resolution=resolution)

    # The notice

    def write_notice(self, report_dates: list[str] | None = None, **more: str) -> None:
        town = self.world.name
        usual = [(max(self.today, self.period_from) + dt.timedelta(days=20)).isoformat()]
        notice = {
            "report_dates": report_dates or usual,
            "reasons": "Das Vorhaben ist für die Region neu.",
            "remedy_type": "action",
            "remedy_name": f"Verwaltungsgericht {town}",
            "remedy_street": "Gerichtsweg 2",
            "remedy_postcode": "00000",
            "remedy_town": town,
            **more,
        }
        self.ruling = self.story.below(self.application, "ruling")
        self.story.move(self.ruling, "draft_notice", self.world.case_worker, **notice)

    def sign_notice(self) -> None:
        self.story.move(self.ruling, "sign_notice", self.world.case_worker)

    def issue(self) -> None:
        self.story.move(self.ruling, "issue", self.world.approver, without_budget=PLEDGED)
        self.award = self.story.below(self.application, "award")

    def post(self) -> None:
        posted_on = clock.today().isoformat()
        notice = self.story.below(self.award, "notice")
        self.story.move(notice, "dispatch", self.world.case_worker, channel="letter", posted_on=posted_on)

    def run(self) -> None:
        """Served and final by the clock in the weeks since the posting, and begun."""


StepOfWay = Callable[[Project], None]
# fmt: off
USUAL_WAY: tuple[tuple[StepOfWay, int, str], ...] = (
    # step                    days later  time
    (Project.draft,            0, "17:20"),
    (Project.submit,           1, "18:05"),
    (Project.assign,           4, "09:30"),
    (Project.recommend,       25, "19:40"),
    (Project.put_on_agenda,    6, "10:10"),
    (Project.begin_vote,       3, "08:50"),
    (Project.adopt,            7, "12:30"),
    (Project.record,           4, "14:00"),
    (Project.apply,            5, "09:20"),
    (Project.write,           15, "15:45"),
    (Project.release,          4, "11:00"),
    (Project.sign,             2, "16:30"),
    (Project.confirm,          5, "08:40"),
    (Project.start_assessment, 3, "09:00"),
    (Project.assess,          18, "13:20"),
    (Project.put_to_committee, 5, "10:00"),
    (Project.approve,          5, "11:30"),
    (Project.record_approval, 18, "15:10"),  # a vote of 14 days ends after the next working day at the latest
    (Project.write_notice,     3, "09:45"),
    (Project.sign_notice,      2, "14:30"),
    (Project.issue,            4, "08:15"),
    (Project.post,             2, "12:00"),
    (Project.run,             45, "09:00"),
)
# fmt: on
Ending = Callable[[Project], Iterator[dt.datetime]]


def stays(to: StepOfWay, ago: int) -> Ending:
    """A project that waits since this step for the next one."""
    return lambda project: project.come(to, ago)
