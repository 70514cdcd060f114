from django.apps import AppConfig

from notifications.keys import Concern, Kind, register


class LabConfig(AppConfig):
    name = "tests.lab"
    label = "lab"

    def ready(self) -> None:
        from tests.lab import flows  # noqa: F401, PLC0415 - flows need loaded models

        register(Kind("lab.received", Concern.TASK), Kind("lab.returned", Concern.TASK))
