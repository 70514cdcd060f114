from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "bench"

    def ready(self) -> None:
        from bench import flows  # noqa: F401, PLC0415 - flows need loaded models
