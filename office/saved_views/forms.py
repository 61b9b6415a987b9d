from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.saved_views import rules


class DefaultViewForm(forms.Form):
    """Whether a list opens with a view."""

    is_default = forms.BooleanField(required=False)


class SavedViewForm(forms.Form):
    """The name of a view, and the address of the list whose filters, order and columns it keeps."""

    name = forms.CharField(
        label=pgettext_lazy("thing", "name"),
        max_length=rules.LONGEST_NAME,
        error_messages={"required": _("Give the view a name.")},
    )
    address = forms.CharField(max_length=rules.LONGEST_ADDRESS, widget=forms.HiddenInput)
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        """Return the path of a page of the portal."""
        address: str = self.cleaned_data["address"]
        try:
            resolve(address)
        except Resolver404:
            raise forms.ValidationError(_("There is no such page."), code="unknown") from None
        return address
