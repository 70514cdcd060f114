from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from workflows import messages  # noqa: F401, PLC0415 - reaches models, which need the app registry
