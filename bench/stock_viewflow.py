"""The second peer: viewflow as its documentation has it, on its own tables, a vote as Split and Join.

No desks, keys, `seen`, deadline rows, chain or mail. Its open-source edition documents a split over data but does
not ship it, hence the node below.
"""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.models import Process, Task
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.status import STATUS

from bench.stage import Stage
from bench.vote import CHOICES, verdict

people: dict[str, object] = {}


class SplitOverActivation(SplitActivation):
    @Activation.status.super()
    def activate(self):
        ((node, _condition, source),) = self.flow_task._branches  # noqa: SLF001
        self.next_tasks = [(node, data) for data in source(self)]


class SplitOver(flow.Split):
    """One branch for each of the data that `source(activation)` answers; each task gets its own."""

    activation_class = SplitOverActivation

    def Next(self, node, source):  # noqa: N802 - viewflow's name
        self._activate_next.append((node, None, source))
        return self


def ballots(process: Process) -> list[str]:
    done = Task.objects.filter(process=process, flow_task=VoteFlow.ballot, status=STATUS.DONE)
    return [data["choice"] for data in done.values_list("data", flat=True)]


class VoteFlow(flow.Flow):
    process_class = Process
    task_class = Task
    lock_impl = SelectForUpdateLock(nowait=False)

    start = flow.StartHandle(this.begin).Next(this.submit)
    submit = flow.View(None).Assign(lambda activation: people["author"]).Next(this.split)
    split = SplitOver().Next(this.ballot, source=this.electorate)
    ballot = flow.View(None).Assign(lambda activation: people[activation.task.data["voter"]]).Next(this.join)
    join = flow.Join(continue_on_condition=this.is_decided).Next(this.count)
    count = flow.Function(this.tally).Next(this.decide)
    decide = flow.If(lambda activation: activation.process.data["result"] == "accepted").Then(this.apply).Else(this.end)
    apply = flow.View(None).Assign(lambda activation: people["author"]).Next(this.award)
    award = flow.View(None).Assign(lambda activation: people["awarder"]).Next(this.end)
    end = flow.End()

    def begin(self, activation, title):
        activation.process.data = {"title": title}
        return activation.process

    def electorate(self, activation):
        return [{"voter": name} for name in people if name.startswith("voter")]

    def is_decided(self, activation, active_tasks):
        return verdict(ballots(activation.process)) is not None

    def tally(self, activation):
        activation.process.data["result"] = verdict(ballots(activation.process))
        activation.process.save()


def run(stage: Stage, title: str) -> int:
    voters = {f"voter {number}": person for number, person in enumerate(stage.voters)}
    people.update(voters, author=stage.author, awarder=stage.awarder)
    process = VoteFlow.start.run(title=title)
    act(process, stage.author)
    for voter, choice in zip(stage.voters, CHOICES, strict=True):
        act(process, voter, choice=choice)
    act(process, stage.author)
    act(process, stage.awarder)
    return process.pk


def act(process: Process, person, **data: str) -> None:
    task = Task.objects.get(process=process, owner=person, status=STATUS.ASSIGNED)
    with task.activation() as activation:
        activation.task.data.update(data)
        activation.start(None)
        activation.execute()
