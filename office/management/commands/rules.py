import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from office.rule_files import KINDS, answer_cases


class Command(BaseCommand):
    """Prints the cases of a file with their answers, as JSON; exits with 1 where one has an error."""

    help = "Answer a file of cases by the rules that the portal applies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=f"one of: {', '.join(sorted(KINDS))}")
        parser.add_argument("file", metavar="FILE", help='JSON: {"cases": [ … ]}; - for the standard input')

    def handle(self, *args: Any, kind: str, file: str, **options: Any) -> None:
        """Print the answers; nothing else goes to the standard output."""
        content, failed = self._answers(kind, file)
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))
        if failed:
            self.stdout.flush()
            sys.exit(1)

    def _answers(self, kind: str, file: str) -> tuple[dict[str, Any], bool]:
        if kind not in KINDS:
            return {"error": f"Unknown kind {kind!r}; known are {', '.join(sorted(KINDS))}."}, True
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
            content = json.loads(text)
        except (OSError, ValueError) as error:
            return {"error": f"{file} can't be read as JSON: {error}"}, True
        if not isinstance(content, dict) or not isinstance(content.get("cases"), list):
            return {"error": 'The file is no object {"cases": [ … ]}.'}, True
        answered, failed = answer_cases(kind, content["cases"])
        return {**content, "cases": answered}, failed
