"""Labels of the audit log's verbs; each app adds those of its own `audit_verbs` in `AppConfig.ready`."""

from django.utils.translation import gettext_lazy as _

from office.types import Message

VERB_LABELS: dict[str, Message] = {
    "admin.add": _("added by an administrator"),
    "admin.change": _("changed by an administrator"),
    "admin.delete": _("deleted by an administrator"),
    "login.failed": _("log-in failed"),
}
