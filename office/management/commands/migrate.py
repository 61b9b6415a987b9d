from django.core.management.commands import migrate
from django.db import connection

from office.database_roles import as_owner, grant_rights


class Command(migrate.Command):
    help = f"{migrate.Command.help} Works as the database's owner, and gives the portal's role its rights."

    def handle(self, *args: object, **options: object) -> None:
        portal = str(connection.settings_dict["USER"])
        with as_owner():
            super().handle(*args, **options)
            if not options["plan"] and not options["check_unapplied"]:
                grant_rights(portal)
