from django.apps import AppConfig
from django.core.checks import register


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import checks  # noqa: PLC0415 - reaches models, which need the app registry

        register(checks.check_words)
        register(checks.check_settings)
