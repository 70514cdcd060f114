"""The broker's doors: wake-ups without arguments, nothing is lost if one is."""

from celery import shared_task

from workflows import deadlines, housekeeping


@shared_task(ignore_result=True, time_limit=60)
def sweep_deadlines() -> None:
    deadlines.sweep_deadlines()


@shared_task(ignore_result=True, time_limit=60)
def open_tasks_for_undelivered() -> None:
    housekeeping.open_tasks_for_undelivered()


@shared_task(ignore_result=True, time_limit=600)
def forget_old_keys() -> None:
    housekeeping.forget_old_keys()
