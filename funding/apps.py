from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"

    def ready(self) -> None:
        from funding import flows, messages  # noqa: F401, PLC0415 - lifecycles are bound to loaded models
