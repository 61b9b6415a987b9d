from django.core.management.base import BaseCommand, CommandParser

from office.encrypted_files.keys import decrypt_file, encrypt_file, for_each_file


class Command(BaseCommand):
    help = (
        "Encrypt the stored files that lie in clear, from before files were encrypted. May be run again at any time; "
        "after a kill it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--undo", action="store_true", help="decrypt all files instead, before going back to 0.1")

    def handle(self, *, undo: bool, **options: object) -> None:
        done = for_each_file(decrypt_file if undo else encrypt_file, self.stdout)
        self.stdout.write(f"{done} files {'decrypted' if undo else 'encrypted'}")
