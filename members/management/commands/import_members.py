import json
from collections import Counter
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.importing import reading
from members.importing.checking import Sieve, Verdict
from members.importing.jobs import judge_and_write, read_chunks
from members.models import Unit
from union_portal.office import audit


class Command(BaseCommand):
    help = (
        "Import a roster workbook. Accepted are the rows that the register takes; the others are listed as errors, "
        "among them those whose 工作单位 is unknown, unless --create-units sets it up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, metavar="CODE", help="code of the unit whose roster this is")
        parser.add_argument("--create-units", action="store_true", help="set up unknown units under that unit")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, file: Path, unit: str, create_units: bool, dry_run: bool, **options: Any) -> None:
        top = Unit.objects.filter(code=unit).first()
        if top is None:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": unit})
        sieve = Sieve(top, create_units=create_units, today=timezone.localdate())
        try:
            with file.open("rb") as opened, transaction.atomic():
                reading.check_container(opened, file.stat().st_size, settings.IMPORT_MAX_BYTES)
                answer = self._import(opened, sieve, apply=not dry_run)
                if not dry_run:
                    figures = {key: value for key, value in answer.items() if key != "errors"}
                    audit.record("member.import", by=None, unit=top, changes=figures, label=file.name)
        except (reading.UnreadableWorkbook, OSError) as why:
            raise CommandError(str(why)) from why
        self._say(answer, as_json=options["json"], dry_run=dry_run)

    def _import(self, opened: IO[bytes], sieve: Sieve, *, apply: bool) -> dict[str, Any]:
        rows = reading.read_rows(opened, reading.find_roster(opened))
        outcomes: Counter[str] = Counter()
        errors: list[dict[str, Any]] = []
        for chunk in read_chunks(rows, sieve, today=sieve.today):
            verdicts = judge_and_write(chunk, sieve, by=None, apply=apply)
            outcomes.update(verdict.outcome for verdict in verdicts)
            errors.extend(self._errors(verdicts))
        return {
            "rows": outcomes.total(),
            "accepted": outcomes.total() - outcomes["rejected"],
            **{key: outcomes[key] for key in ("rejected", "created", "updated", "unchanged")},
            "errors": errors,
        }

    @staticmethod
    def _errors(verdicts: list[Verdict]) -> list[dict[str, Any]]:
        return [
            {"row": verdict.reading.number, "column": fault.column, "reason": fault.text}
            for verdict in verdicts
            for fault in verdict.reading.faults
        ]

    def _say(self, answer: dict[str, Any], *, as_json: bool, dry_run: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for error in answer["errors"]:
            self.stdout.write(_("Row %(row)s, %(column)s: %(reason)s") % error)
        self.stdout.write(
            _(
                "%(rows)s rows: %(accepted)s accepted (%(created)s new, %(updated)s changed, %(unchanged)s unchanged), "
                "%(rejected)s rejected."
            )
            % answer
        )
        if dry_run:
            self.stdout.write(_("This was a trial: nothing was written."))
        elif not answer["created"] and not answer["updated"]:
            self.stdout.write(_("Nothing changed."))
