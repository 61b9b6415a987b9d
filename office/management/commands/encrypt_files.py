from django.core.management.base import BaseCommand

from office.sealed_files.keys import encrypt_file, for_each_file


class Command(BaseCommand):
    help = (
        "Encrypt the stored files that lie in clear, from before files were encrypted. May be run again at any time; "
        "after a kill it goes on where it was."
    )

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{for_each_file(encrypt_file, self.stdout)} files encrypted")
