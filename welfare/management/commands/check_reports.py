from django.core.management.base import BaseCommand, CommandError

from welfare.reports.checking import disagreements
from welfare.reports.models import ReceiptSum


class Command(BaseCommand):
    help = "Compare the sums that reports read with all grants, to the cent; a difference is an error."

    def handle(self, *_args: object, **_options: object) -> None:
        found = disagreements()
        for one in found:
            self.stderr.write(str(one))
        if found:
            raise CommandError(f"{len(found)} units of runs disagree with their grants.")
        self.stdout.write(f"{ReceiptSum.objects.count()} sums agree with the grants.")
