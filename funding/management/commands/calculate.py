import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from funding import money_request
from funding.management.json_lines import Line
from workflows.calculators import deadline_request, verdict_request
from workflows.calculators.steps import WrongInput
from workflows.wording import render_error, render_steps

CALCULATORS = {
    "deadline": deadline_request.answer,
    "verdict": verdict_request.answer,
    "grant": money_request.answer,
}


class Command(BaseCommand):
    help = "Answers one JSON request a line with one JSON line; exits with 1 if any request was wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("calculator", choices=CALCULATORS)
        parser.add_argument("--language", choices=("de", "en"), default="de")

    def handle(self, *, calculator: str, language: str, **options: object) -> None:
        try:
            with translation.override(language):
                all_right = answer_lines(CALCULATORS[calculator])
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if not all_right:
            sys.exit(1)


def answer_lines(calculate: Callable[[dict[str, Any]], dict[str, Any]]) -> bool:
    """Each answer leaves before the next request is read. False if any request was wrong."""
    all_right = True
    for raw in sys.stdin.buffer:
        if not raw.strip():
            continue
        line = Line(raw)
        try:
            if line.flaw:
                raise line.flaw
            found = calculate(line.request)
            answer = {**line.id, **found, "steps": render_steps(found["steps"])}
        except WrongInput as error:
            answer = {"id": None, **line.id, "error": render_error(error)}
            all_right = False
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    return all_right
