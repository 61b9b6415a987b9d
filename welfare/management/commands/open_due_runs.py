from datetime import date

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from welfare.runs.actions import counting, opening


class Command(BaseCommand):
    help = "Open and count every run whose festival is as near as its plan says; what is open already stays so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, help="the day to act for, YYYY-MM-DD; today by default")

    def handle(self, *, on: date | None, **options: object) -> None:
        runs = opening.open_due_runs(on or timezone.localdate())
        if not runs:
            self.stdout.write(_("No run is due."))
            return
        # Workers may be at it already: a slice belongs to whoever takes it first.
        counting.count_all()
        for run in runs:
            run.refresh_from_db()
            self.stdout.write(
                _("Opened: %(run)s for %(day)s, %(unit)s – %(state)s.")
                % {"run": run, "day": run.on, "unit": run.unit, "state": run.get_state_display()}
            )
            if run.heads is not None:
                self.stdout.write(
                    _("%(heads)s members receive %(cost)s yuan.") % {"heads": run.heads, "cost": run.cost}
                )
