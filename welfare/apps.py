from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from office.audit_verbs import LABELS
from welfare.audit_verbs import VERBS


class WelfareConfig(AppConfig):
    name = "welfare"
    verbose_name = _("Welfare")

    def ready(self) -> None:
        from office import held_about_me as holdings
        from welfare.front.held_about_me import KEEPERS, PARTS

        LABELS.update(VERBS)
        holdings.PARTS.update(PARTS)
        holdings.KEEPERS.update(KEEPERS)
