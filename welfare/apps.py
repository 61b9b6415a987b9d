from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from union_portal.office.verbs import LABELS
from welfare.audit_verbs import VERBS


class WelfareConfig(AppConfig):
    name = "welfare"
    verbose_name = _("Welfare")

    def ready(self) -> None:
        from union_portal.office import holdings
        from welfare.front.held_about_me import KEEPERS, PARTS

        LABELS.update(VERBS)
        holdings.PARTS.update(PARTS)
        holdings.KEEPERS.update(KEEPERS)
