from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from demo import accounts, committees, families, history, imports, own_data, register
from demo import activation_codes as codes
from demo import duplicates as doubles
from demo import membership_changes as changes
from members.units.models.units import Unit


class Command(BaseCommand):
    help = "Make the demonstration union, once; --accounts prints who may log in to it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="print the demonstration's accounts and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            self.make()
        for account in accounts.ACCOUNTS:
            self.stdout.write(f"{account.username:<12}{accounts.PASSWORD:<16}{account.title}")

    @transaction.atomic
    def make(self) -> None:
        if Unit.objects.filter(code=register.ROOT).exists():
            self.stdout.write("The demonstration union is there already.")
            return
        today = timezone.localdate()
        with translation.override("zh-hans"):
            register.found_union()
            register.enrol_members(today)
            register.open_accounts(today)
            history.live_a_year(today)
            committees.elect_committees(today)
            families.fill_files(today)
            own_data.look_after(today)
            changes.set_going(today)
            codes.hand_out()
            doubles.enter_twice()
            imports.bring_rosters()
