from django.apps import AppConfig


class LabConfig(AppConfig):
    name = "tests.lab"
    label = "lab"

    def ready(self) -> None:
        from tests.lab import flows  # noqa: F401, PLC0415 - flows need loaded models
