from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from members.authority.models import User
from members.choices import MemberState
from members.personal_file.actions.corrections import correct_member
from members.register.models.member import Member
from members.register.rules.names import read_name
from office.errors import NotAllowed

# Radicals, compatibility ideographs and full-width letters, as PostgreSQL reads them.
UNUSUAL = "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\uff21-\uff3a\uff41-\uff5a]"


def member_key(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text} is no number of an entry")
    return int(text)


class Command(BaseCommand):
    help = (
        "List members whose names hold radicals or full-width letters that only look like the usual characters, with "
        "the name in usual ones. --take corrects the entries named, and no others, as an act of the account --by."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--take", nargs="+", type=member_key, default=[], metavar="ENTRY", help="entries to correct"
        )
        parser.add_argument("--by", metavar="USERNAME", help="the account that corrects them")
        parser.add_argument("--reason", default="", help="why, for the audit log")

    def handle(self, *, take: list[int], by: str | None, reason: str, **_options: Any) -> None:
        found = self._found()
        if take:
            self._take(found, take, by, reason.strip())
            return
        for member in found.values():
            shown = {"entry": member.pk, "unit": member.unit, "before": member.name}
            self.stdout.write("{entry}\t{unit}\t{before} → {after}".format(**shown, after=read_name(member.name).name))
        self.stdout.write(_("%(count)s names to look at; nothing was changed.") % {"count": len(found)})

    @staticmethod
    def _found() -> dict[int, Member]:
        rows = Member.objects.exclude(state=MemberState.MERGED).filter(name__regex=UNUSUAL)
        readable = (row for row in rows.select_related("unit").order_by("unit__path", "pk") if read_name(row.name).name)
        return {row.pk: row for row in readable if read_name(row.name).name != row.name}

    def _take(self, found: dict[int, Member], take: list[int], by: str | None, reason: str) -> None:
        officer = User.objects.filter(username=by or "", is_active=True).first()
        if officer is None or not reason:
            raise CommandError(_("Say with --by and --reason who corrects the names, and why."))
        if others := [str(key) for key in take if key not in found]:
            raise CommandError(_("Not in the list: %(entries)s") % {"entries": ", ".join(others)})
        for member in (found[key] for key in take):
            before, after = member.name, read_name(member.name).name
            try:
                correct_member(member, {"name": after}, by=officer, reason=reason)
            except NotAllowed as why:
                raise CommandError(f"{member.pk}: {why}") from why
            self.stdout.write(f"{member.pk}\t{before} → {after}")
