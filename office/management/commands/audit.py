import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.seals.exporting import export_lines, record_export
from office.seals.rows import EventRow
from office.seals.sealing import seal_events
from office.seals.verifying import Outcome, Telling, verify


def root(text: str) -> tuple[int, str]:
    """Return the number and the digits of a root, written as NUMBER:DIGITS."""
    number, _colon, digits = text.partition(":")
    digits = digits.replace(" ", "").lower()
    if not number.isdecimal() or not 16 <= len(digits) <= 64 or set(digits) - set("0123456789abcdef"):
        raise ArgumentTypeError("NUMBER:DIGITS, at least 16 hexadecimal digits")
    return int(number), digits


class Command(BaseCommand):
    help = "Seal, check and export the audit log (docs/auditing.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("seal", help="seal what has no seal yet, as beat does every five minutes")
        check = acts.add_parser("verify", help="check events and seals; exit code 1 if anything is wrong")
        check.add_argument(
            "--root",
            type=root,
            action="append",
            default=[],
            metavar="NUMBER:DIGITS",
            help="a root kept outside, from a print or a mail; may be given several times",
        )
        export = acts.add_parser("export", help="write the audit log and its seals as JSON lines")
        export.add_argument("--out", type=Path, help="the file; standard output if not given")
        for act in (check, export):
            act.add_argument("--from", dest="since", type=date.fromisoformat, help="only seals made since this day")
            act.add_argument("--to", dest="until", type=date.fromisoformat, help="only seals made up to this day")

    def handle(self, *, act: str, **options: object) -> None:
        since, until = options.get("since"), options.get("until")
        days = {
            "since": since if isinstance(since, date) else None,
            "until": until if isinstance(until, date) else None,
        }
        if act == "seal":
            self._seal()
        elif act == "verify":
            roots = options["root"]
            self._verify(roots if isinstance(roots, list) else [], **days)
        else:
            out = options["out"]
            self._export(out if isinstance(out, Path) else None, **days)

    def _seal(self) -> None:
        seal = seal_events()
        if seal is None:
            self.stdout.write(_("Nothing to seal: every event has its seal."))
        else:
            values = {"number": seal.number, "events": seal.events, "root": seal.root_hex}
            self.stdout.write(_("Seal %(number)s made over %(events)s events. Root: %(root)s") % values)

    def _verify(self, roots: list[tuple[int, str]], since: date | None, until: date | None) -> None:
        tell = Telling(self._say, self._say_erased, self._say_late)
        by_seal = {number: [digits for of, digits in roots if of == number] for number, _digits in roots}
        outcome = verify(roots=by_seal, since=since, until=until, tell=tell)
        self._sum_up(outcome, bool(roots))
        if outcome.faults:
            sys.exit(1)

    def _say(self, fault: object) -> None:
        self.stdout.write(f"✗ {fault}")

    def _say_erased(self, event: EventRow) -> None:
        values = {"event": event.id, "day": (event.erased_at or "")[:10]}
        self.stdout.write(
            "· "
            + _("The label of event %(event)s was erased by rule on %(day)s; all else is as it was sealed.") % values
        )

    def _say_late(self, event: EventRow) -> None:
        values = {"event": event.id, "at": event.at}
        self.stdout.write("· " + _("Event %(event)s of %(at)s was committed late, more than an hour after.") % values)

    def _sum_up(self, outcome: Outcome, outside: bool) -> None:
        values = {
            "seals": outcome.seals,
            "events": outcome.events,
            "last": outcome.last_seal,
            "unsealed": outcome.unsealed,
        }
        self.stdout.write(
            _(
                "Checked: %(events)s events under %(seals)s seals, the chain up to seal %(last)s; "
                "%(unsealed)s events have no seal yet."
            )
            % values
        )
        if outcome.faults:
            told = ngettext("%(count)s fault found.", "%(count)s faults found.", outcome.faults)
            self.stdout.write(told % {"count": outcome.faults})
        else:
            self.stdout.write(_("Nothing is wrong."))
        if not outside:
            self.stdout.write(
                _(
                    "No root kept outside was given: whoever rules the database could have made all seals anew. "
                    "Compare with one from a print or a mail: --root NUMBER:DIGITS."
                )
            )

    def _export(self, out: Path | None, since: date | None, until: date | None) -> None:
        record_export(since, until)
        if out is None:
            for line in export_lines(since, until):
                self.stdout.write(line, ending="")
            return
        try:
            with out.open("x", encoding="utf-8", newline="\n") as file:
                out.chmod(0o600)
                file.writelines(export_lines(since, until))
        except FileExistsError as why:
            raise CommandError(_("There is a file of this name already: %(name)s") % {"name": out}) from why
