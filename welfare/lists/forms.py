from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from office.days import DayField
from office.forms import SheetField
from office.types import FormData, Upload
from welfare.plans.models import Plan


class BenefitListForm(forms.Form):
    """Asks for a list of employee numbers and amounts, and for which event of the plan it is."""

    day = DayField(label=_("day of the event"), help_text=_("One of the plan's next dates."))
    file = SheetField(
        label=_("list"),
        help_text=_("Columns 工号 and 金额, in any order; a column 姓名 is compared with the register."),
    )

    def __init__(self, data: FormData, files: MultiValueDict[str, Upload] | None, *, plan: Plan) -> None:
        super().__init__(data, files, initial={"day": plan.festival_on})
