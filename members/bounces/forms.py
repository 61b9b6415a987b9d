from django import forms
from django.utils.translation import gettext_lazy as _

from office.outbox.rules import PERSONAL


class BounceFilter(forms.Form):
    """The filter of the list of refused addresses."""

    kind = forms.ChoiceField(
        label=_("channel"), required=False, choices=[("", _("all")), *((kind.value, kind.label) for kind in PERSONAL)]
    )
