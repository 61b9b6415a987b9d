from typing import Any

from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from members.units.forms import UnitField
from members.units.models.units import Unit
from office.stale_form import SeenForm
from welfare.plans.models import Plan


def only_unit(user: User, perm: str) -> str:
    """The code of the unit to propose: the topmost where the user has the right, if there is one such."""
    top = access.units(user, perm).order_by("depth", "path").values_list("code", "depth")[:2]
    return top[0][0] if top and (len(top) == 1 or top[1][1] > top[0][1]) else ""


class PlanForm(SeenForm):
    class Meta:
        model = Plan
        fields = ["name", "festival", "amount", "lead_days", "active"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(
                user=user,
                perm="welfare.change_plan",
                help_text=_("Everybody in this unit and below it is considered."),
                initial=only_unit(user, "welfare.change_plan"),
            )
            self.order_fields(["unit"])

    def clean_unit(self) -> Unit:
        self.instance.unit = self.cleaned_data["unit"]
        return self.instance.unit
