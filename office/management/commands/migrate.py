from django.conf import settings
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connection

from office.database_roles import as_owner, grant_rights
from office.new_database import fill_empty, is_empty

# Whoever names an app, or wants to see or pretend, wants the migrations themselves.
ONE_BY_ONE = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    help = (
        f"{migrate.Command.help} Fills an empty database from one file, works as the database's owner, and gives the"
        " portal's role its rights."
    )

    def handle(self, *args: object, **options: object) -> None:
        portal = str(connection.settings_dict["USER"])
        with as_owner():
            if options["database"] == DEFAULT_DB_ALIAS and not any(options[option] for option in ONE_BY_ONE):
                self._fill_if_empty(options["verbosity"])
            super().handle(*args, **options)
            if not options["plan"] and not options["check_unapplied"]:
                grant_rights(portal)

    def _fill_if_empty(self, verbosity: object) -> None:
        if not is_empty():
            return
        changed = fill_empty()
        for migration in changed:
            self.stderr.write(f"{migration} has changed: all migrations are applied one by one. Run make new-database.")
        if not changed and verbosity:
            self.stdout.write(f"Filled the empty database from {settings.NEW_DATABASE.name}.")
