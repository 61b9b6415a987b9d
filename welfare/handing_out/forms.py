from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from office.forms import StatementForm
from office.types import FormData, Upload
from office.uploads.fields import FilesField
from welfare.grants.querysets import Grants


class SignManyForm(StatementForm):
    """Asks how the members confirmed the receipt, and for the scan of the sheet that they signed."""

    sheets = FilesField(
        label=_("scanned sheet"),
        required=True,
        help_text=_("A scan or a photo of the signed sheet."),
        error_messages={"required": _("Attach the signed sheet, as a scan or a photo.")},
    )

    def __init__(self, data: FormData = None, files: MultiValueDict[str, Upload] | None = None) -> None:
        super().__init__(data, proposed=str(_("signed on paper")), files=files)


class GrantFilter(PeopleFilter):
    """The filter of lists of grants; its fields are kept in the URL."""

    received = forms.ChoiceField(
        label=_("receipt"),
        required=False,
        choices=[("", _("all")), ("yes", _("received")), ("no", _("not received yet"))],
    )
    member = forms.IntegerField(label=_("Member"), required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["q", "unit"])

    def narrow(self, grants: Grants) -> Grants:
        """Return the grants that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return grants.none()
        if self.people:
            grants = grants.filter(member__in=Member.objects.matching(self.people))
        if unit := self.cleaned_data["unit"]:
            grants = grants.filter(unit__path__startswith=unit.path)
        if received := self.cleaned_data["received"]:
            grants = grants.filter(received_at__isnull=received == "no")
        if member := self.cleaned_data["member"]:
            grants = grants.filter(Q(member=member) | Q(member__merged_into=member))
        return grants
