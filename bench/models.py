"""The detail table of our case, and the tables of the bare django-fsm peer. The viewflow peer has viewflow's own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_fsm import FSMField, transition

from workflows.models import Case

PERSON = settings.AUTH_USER_MODEL


class Project(Case):
    summary = models.TextField()
    costs = models.DecimalField(max_digits=12, decimal_places=2)


class BareCase(models.Model):
    title = models.CharField(max_length=200)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = FSMField(default="draft", protected=True)
    created_at = models.DateTimeField(auto_now_add=True)

    @transition(field=state, source="draft", target="voting")
    def submit(self): ...

    @transition(field=state, source="voting", target="accepted")
    def accepted(self): ...

    @transition(field=state, source="voting", target="rejected")
    def rejected(self): ...

    @transition(field=state, source="accepted", target="applied")
    def apply(self): ...

    @transition(field=state, source="applied", target="awarded")
    def award(self): ...


class BareTask(models.Model):
    case = models.ForeignKey(BareCase, models.CASCADE, related_name="tasks")
    state = models.CharField(max_length=20)
    assignee = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "due_at"], condition=Q(done_at=None), name="bare_task_mine"),
            models.Index(fields=["due_at"], condition=Q(done_at=None), name="bare_task_due"),
        ]


class BareAudit(models.Model):
    case = models.ForeignKey(BareCase, models.PROTECT, related_name="audit")
    actor = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", db_index=False)
    move = models.CharField(max_length=20)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField(default=dict)
