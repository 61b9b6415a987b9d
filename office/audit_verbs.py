"""What the verbs of the audit log are called; every desk adds its own when the portal starts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

VERB_LABELS: dict[str, Any] = {
    "admin.add": _("added by an administrator"),
    "admin.change": _("changed by an administrator"),
    "admin.delete": _("deleted by an administrator"),
    "login.failed": _("log-in failed"),
}
