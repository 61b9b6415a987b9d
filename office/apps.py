from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from office import checks as checks
        from office import page_help, text_fields
        from office.help_texts import HELP

        page_help.HELP.update(HELP)
        text_fields.install()
