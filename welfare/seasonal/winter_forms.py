from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField
from office.forms import SearchField
from office.types import FormData
from welfare.hardship.forms import HARDSHIP_LEVELS
from welfare.hardship.querysets import HardshipFiles
from welfare.permissions import WelfarePermission
from welfare.seasonal.choices import Visited
from welfare.seasonal.rules import Winter, winter_of

# So many earlier winters can be looked at.
EARLIER = 3


class WinterFilter(forms.Form):
    """The filter of the households of a winter; its fields are kept in the URL."""

    q = SearchField(_("Name or employee number"))
    level = forms.ChoiceField(label=_("level of hardship"), required=False, choices=[("", _("all")), *HARDSHIP_LEVELS])
    visited = forms.ChoiceField(label=_("home visit"), required=False, choices=[("", _("all")), *Visited.choices])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_HARDSHIPFILE, required=False)
        self.now = winter_of(timezone.localdate())
        earlier = [Winter(self.now.year - past) for past in range(1, EARLIER + 1)]
        choices = [("", str(self.now)), *((str(one.year), str(one)) for one in earlier)]
        self.fields["winter"] = forms.ChoiceField(label=_("winter"), required=False, choices=choices)
        self.order_fields(["q", "unit", "winter", "level", "visited"])

    @property
    def winter(self) -> Winter:
        """The winter that is asked for, the present one where none is."""
        asked = self.cleaned_data.get("winter") if self.is_valid() else ""
        return Winter(int(asked)) if asked else self.now

    def narrow(self, rows: HardshipFiles) -> HardshipFiles:
        """Return the households that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["unit"]:
            rows = rows.filter(member__unit__path__startswith=asked["unit"].path)
        if asked["q"]:
            rows = rows.named(asked["q"])
        return rows.filter(**{name: asked[name] for name in ("level", "visited") if asked[name]})
