"""Celery carries wake-ups only: everything due lives in rows, so every task is a bare tick and may run at any rate."""

from celery import Celery

app = Celery("foerderweg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["notifications", "workflows"])
app.conf.beat_schedule = {
    "deliver what is due": {"task": "notifications.tasks.deliver_due", "schedule": 10.0, "options": {"expires": 10}},
    "sweep deadlines": {"task": "workflows.tasks.sweep_deadlines", "schedule": 60.0, "options": {"expires": 60}},
    "open tasks for undelivered mail": {
        "task": "workflows.tasks.open_tasks_for_undelivered",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "erase unconfirmed ideas": {"task": "funding.celery.erase_unconfirmed", "schedule": 3600.0},
    "watch rosters": {"task": "funding.celery.watch_rosters", "schedule": 3600.0},
    "watch law": {"task": "funding.celery.watch_law", "schedule": 3600.0},
    "keep files": {"task": "funding.celery.keep_files", "schedule": 3600.0},
    "forget old keys": {"task": "workflows.tasks.forget_old_keys", "schedule": 3600.0},
}


@app.task(ignore_result=True, time_limit=600)
def keep_files() -> None:
    from funding.retention.opening import keep_files as keep  # noqa: PLC0415 - models, once the apps are there

    keep()


@app.task(ignore_result=True, time_limit=600)
def erase_unconfirmed() -> None:
    from funding.suggestions.intake import erase_unconfirmed as erase  # noqa: PLC0415 - models, once the apps are there

    erase()


@app.task(ignore_result=True, time_limit=600)
def watch_rosters() -> None:
    from funding.rosters.opening import watch_rosters as watch  # noqa: PLC0415 - models, once the apps are there

    watch()


@app.task(ignore_result=True, time_limit=600)
def watch_law() -> None:
    from funding.enactments.opening import watch_law as watch  # noqa: PLC0415 - models, once the apps are there

    watch()
