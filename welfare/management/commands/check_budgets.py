from django.core.management.base import BaseCommand, CommandError

from welfare.budgets.checking import disagreements
from welfare.budgets.models import BudgetEntry, BudgetLine


class Command(BaseCommand):
    help = "Compare the sums of all budget lines with their ledgers, to the cent; a difference is an error."

    def handle(self, *_args: object, **_options: object) -> None:
        found = disagreements()
        for one in found:
            self.stderr.write(str(one))
        if found:
            raise CommandError(f"{len(found)} budget lines disagree with their ledgers.")
        entries, lines = BudgetEntry.objects.count(), BudgetLine.objects.count()
        self.stdout.write(f"{lines} budget lines agree with their {entries} entries.")
