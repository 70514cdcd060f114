"""The broker's doors: wake-ups without arguments, nothing is lost if one is."""

from celery import shared_task

from notifications import delivery


@shared_task(ignore_result=True, soft_time_limit=55, time_limit=60)  # type: ignore[untyped-decorator]  # Celery has no types
def deliver_due() -> None:
    delivery.deliver_due(seconds=40)
