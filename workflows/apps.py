from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from workflows import checks  # noqa: F401, PLC0415 - checks walk models and flows that are loaded by now
