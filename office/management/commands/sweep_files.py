from django.core.management.base import BaseCommand

from office.encrypted_files.orphans import delete_orphans
from office.encrypted_files.storage import file_storage


class Command(BaseCommand):
    help = (
        "Delete stored files older than a day that no row of the database names, however many they are; beat does so "
        "every day while they are few. Run it only with the database to which the files belong."
    )

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{delete_orphans(file_storage(), however_many=True)} files deleted")
