import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from members.importing.actions.imports import confirm_import, counts, start_import
from members.importing.actions.processing import process_import
from members.importing.actions.retention import delete_import
from members.importing.models.imports import ImportJob
from members.importing.reading.faults import NO_SUCH_UNIT
from members.importing.rules import ImportKey, ImportMode, RowOutcome
from members.units.models.units import Unit
from office.chunked_files.rules import FileState
from office.errors import NotAllowed
from office.sheets.containers import UnreadableWorkbook
from office.sheets.notes import notes_about

TURN_SECONDS = 0.2


class Command(BaseCommand):
    help = (
        "Import a roster, a workbook or a CSV file. Accepted are the rows that the register takes; the others are "
        "listed as errors, among them those whose 工作单位 is unknown, unless --create-units sets it up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", required=True, metavar="CODE", help="code of the unit whose roster this is")
        parser.add_argument(
            "--mode",
            choices=ImportMode.values,
            default=ImportMode.UPDATE,
            help="add: leave known people alone; update: change them too; reconcile: propose the missing as leavers",
        )
        parser.add_argument("--key", choices=ImportKey.values, default=ImportKey.CERTIFICATE, help="what tells people")
        parser.add_argument(
            "--sheet", action="append", default=[], metavar="TITLE", help="read this sheet only; may be given again"
        )
        parser.add_argument("--hidden-rows", action="store_true", help="read hidden and filtered rows too")
        parser.add_argument("--create-units", action="store_true", help="set up unknown units under that unit")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, file: Path, unit: str, create_units: bool, dry_run: bool, **options: Any) -> None:
        top = Unit.objects.filter(code=unit).first()
        if top is None:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": unit})
        try:
            with file.open("rb") as opened:
                job = start_import(
                    File(opened, name=file.name),
                    top,
                    by=None,
                    mode=options["mode"],
                    key=options["key"],
                    sheets=options["sheet"],
                    with_hidden_rows=options["hidden_rows"],
                )
        except (UnreadableWorkbook, OSError) as why:
            raise CommandError(str(why)) from why
        self._finish(job)
        if create_units and dry_run:
            self._as_if_created(job)
        if not dry_run:
            self._take(job, create_units=create_units)
        self._say(job, as_json=options["json"], dry_run=dry_run)
        if dry_run:
            delete_import(job)

    @staticmethod
    def _as_if_created(job: ImportJob) -> None:
        """Count the rows that only wait for their unit as what they would be."""
        waiting = Counter(job.staged.exclude(missing_unit="").values_list("outcome", flat=True))
        job.created += waiting[RowOutcome.CREATED]
        job.updated += waiting[RowOutcome.UPDATED]
        job.rejected -= waiting.total()
        job.faults.filter(reason=NO_SUCH_UNIT.sentence).delete()

    def _take(self, job: ImportJob, *, create_units: bool) -> None:
        try:
            confirm_import(job, by=None, create_units=create_units)
        except NotAllowed:
            return
        self._finish(job)

    def _finish(self, job: ImportJob) -> None:
        """Carry the job on, beside workers that may be at it too, until its present step is done."""
        while job.at_work:
            process_import(job)
            job.refresh_from_db()
            if job.at_work:
                time.sleep(TURN_SECONDS)
        if job.state == FileState.FAILED:
            raise CommandError(job.failure)

    @staticmethod
    def _place(job: ImportJob, number: int) -> dict[str, int | str]:
        """Return the row of the sheet, and the sheet too where several are read."""
        table = job.sheets.table_of(number)
        row: dict[str, int | str] = {"row": number - table.offset}
        return {"sheet": table.sheet, **row} if len(job.sheets.tables) > 1 else row

    def _say(self, job: ImportJob, *, as_json: bool, dry_run: bool) -> None:
        about = notes_about(job.sheets)
        faults, notes = (
            [
                {**self._place(job, fault.row), "column": fault.column, "reason": fault.text}
                for fault in job.faults.filter(refuses=refuses).order_by("row", "pk").iterator()
            ]
            for refuses in (True, False)
        )
        answer = {**counts(job), "errors": faults, "notes": notes, "read": about.read, "warnings": about.warnings}
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for sentence in (*about.read, *about.warnings):
            self.stdout.write(sentence)
        for error in (*notes, *faults):
            where = f"{error['sheet']} {error['row']}" if "sheet" in error else error["row"]
            self.stdout.write(_("Row %(row)s, %(column)s: %(reason)s") % {**error, "row": where})
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
