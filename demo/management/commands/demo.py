from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone, translation

from demo import (
    accounts,
    activation_codes,
    api_tokens,
    approvals,
    audit_packs,
    channels,
    committees,
    documents,
    duplicates,
    goods,
    history,
    imports,
    knowledge,
    membership_changes,
    own_data,
    payments,
    personal_files,
    public_notices,
    register,
    run_states,
    seasonal,
)
from members.units.models.units import Unit
from welfare.reports.actions import counting as coverage
from welfare.reports.actions import folding


class Command(BaseCommand):
    help = "Create the demonstration union, once; --accounts only prints its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="print the accounts and stop")
        address = "the portal's address, to which the marks of its documents lead; by default PORTAL_URL"
        parser.add_argument("--address", default="", help=address)

    def handle(self, *args: object, **options: object) -> None:
        if not options["accounts"]:
            self.create(str(options["address"]))
        for account in accounts.ACCOUNTS:
            self.stdout.write(f"{account.username:<12}{accounts.PASSWORD:<16}{account.title}")

    @transaction.atomic
    def create(self, address: str) -> None:
        """Create the union with a year of history, unless it exists; `address` is that of the portal, or ""."""
        if Unit.objects.filter(code=register.ROOT).exists():
            self.stdout.write("The demonstration union exists already.")
            return
        today = timezone.localdate()
        with translation.override("zh-hans"):
            register.create_units()
            register.create_members(today)
            register.create_accounts(today)
            channels.set_up()
            history.create_history(today)
            approvals.set_up_absence(today)
            channels.note_what_was_sent()
            documents.issue_documents(address)
            knowledge.write_down()
            committees.elect_committees(today)
            personal_files.fill_personal_files(today)
            own_data.create_requests(today)
            membership_changes.start_changes(today)
            activation_codes.hand_out()
            api_tokens.make_tokens(today)
            duplicates.create_duplicates()
            imports.import_rosters()
            payments.pay_winter_care(today)
            seasonal.show_seasons(today)
            public_notices.publish_vouchers(today)
            run_states.show_states(today)
            goods.stock_up(today)
            audit_packs.make_pack(today, address)
            folding.fold_all()
            coverage.count_all(today)
