from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from consultation.audit_verbs import VERBS
from office.audit_verbs import LABELS


def ship_deadlines(**kwargs: Any) -> None:
    from consultation.deadlines.actions import ensure_deadlines

    ensure_deadlines()


class ConsultationConfig(AppConfig):
    name = "consultation"
    verbose_name = _("Consultation and rights")

    def ready(self) -> None:
        from consultation.front.held_about_me import KEEPERS, PARTS
        from office import held_about_me as holdings

        LABELS.update(VERBS)
        holdings.PARTS.update(PARTS)
        holdings.KEEPERS.update(KEEPERS)
        # Like the posts: defaults that an administrator edits, there as soon as their table is.
        post_migrate.connect(ship_deadlines, sender=self, dispatch_uid="consultation.ship_deadlines")
