from django.core.management.commands import flush

from office.database_roles import as_owner


class Command(flush.Command):
    help = f"{flush.Command.help} Works as the database's owner, since the portal's role may not empty tables."

    def handle(self, **options: object) -> None:
        with as_owner():
            super().handle(**options)
