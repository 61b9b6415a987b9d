from typing import Any

from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, only_unit
from members.units.models.units import Unit
from office.stale_form import SeenForm
from welfare.permissions import WelfarePermission
from welfare.plans.models import Plan


class PlanForm(SeenForm):
    class Meta:
        model = Plan
        fields = ["name", "festival", "amount", "lead_days", "active"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(
                user=user,
                perm=WelfarePermission.CHANGE_PLAN,
                help_text=_("Everybody in this unit and below it is considered."),
                initial=only_unit(user, WelfarePermission.CHANGE_PLAN),
            )
            self.order_fields(["unit"])

    def clean_unit(self) -> Unit:
        self.instance.unit = self.cleaned_data["unit"]
        return self.instance.unit
