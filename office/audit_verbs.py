"""Labels of the audit log's verbs; each app adds those of its own `audit_verbs` in `AppConfig.ready`."""

from django.utils.translation import gettext_lazy as _

from office.types import Message

VERB_LABELS: dict[str, Message] = {
    "admin.add": _("added by an administrator"),
    "admin.change": _("changed by an administrator"),
    "admin.delete": _("deleted by an administrator"),
    "calendar.enter": _("entered the days off of a year"),
    "attachment.open_original": _("opened the original of a file"),
    "audit.export_sealed": _("exported the audit log with its seals"),
    "audit.export_seals": _("exported the seals of the audit log"),
    "channel.bind": _("bound an account to an app"),
    "channel.choose": _("chose how to be told"),
    "channel.save": _("changed a channel of notices"),
    "channel.unit_day": _("entered a unit's own day off or working day"),
    "channel.try": _("tried a channel of notices"),
    "delivery.again": _("sent a message again"),
    "desk.export": _("exported figures of the desk"),
    "document.ask_for_many": _("asked for many documents in one file"),
    "document.export": _("exported the list of issued documents"),
    "document.issue": _("issued a document"),
    "document.print": _("printed a document"),
    "document.void": _("declared a document void"),
    "document_layout.drop": _("stopped using a Word layout of documents"),
    "document_layout.upload": _("uploaded a Word layout of documents"),
    "document_text.drop": _("stopped using a unit's text of documents"),
    "document_text.restore": _("restored a version of a text of documents"),
    "document_text.save": _("saved a text of documents"),
    "login.failed": _("log-in failed"),
}
