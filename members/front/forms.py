from django import forms
from django.utils.translation import gettext_lazy as _

from office.audit_verbs import VERB_LABELS
from office.days import DayField
from office.forms import SearchField
from office.types import Message


def _verbs() -> list[tuple[str, Message]]:
    return [("", _("all")), *sorted(VERB_LABELS.items())]


class AuditFilter(forms.Form):
    """The filter of the audit log."""

    q = SearchField(_("What it was about"), max_length=100)
    verb = forms.ChoiceField(label=_("action"), required=False, choices=_verbs)
    actor = forms.CharField(label=_("who"), required=False, max_length=64)
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)
    field_order = ["q", "actor", "verb"]


class SealFilter(forms.Form):
    """The filter of the seals over the audit log."""

    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)
