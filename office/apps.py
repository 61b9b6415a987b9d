from django.apps import AppConfig
from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def ship_calendar(*, apps: Apps = global_apps, **kwargs: object) -> None:
    from office.clocks.actions import ensure_calendar

    # The table is missing after migrating back to before there were clocks.
    if "storedday" in apps.all_models["office"]:
        ensure_calendar()


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator

        from office import checks as checks
        from office import page_help, text_fields
        from office.help_texts import HELP
        from office.models import Attachment, Delivery
        from office.operations.rules import KINDS, WorkKind

        deliveries = WorkKind(
            _("Messages out of the portal"), Delivery.objects.work, "admin:office_delivery_changelist"
        )
        KINDS["deliveries"] = deliveries
        KINDS["clean_copies"] = WorkKind(
            _("Clean copies of pictures"), Attachment.objects.work, "admin:office_attachment_changelist"
        )
        page_help.HELP.update(HELP)
        # allauth gives it no name that could be translated.
        Authenticator._meta.verbose_name = _("second step of a log-in")
        Authenticator._meta.verbose_name_plural = _("second steps of log-ins")
        text_fields.install()
        # The days of the years whose notices the installed calendar knows; the table exists once office has migrated.
        post_migrate.connect(ship_calendar, sender=self, dispatch_uid="office.ship_calendar")
