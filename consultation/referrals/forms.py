from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.choices import ReferralState
from consultation.deadlines.forms import DeadlineFilter
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.referrals.querysets import Referrals
from members import access
from members.authority.models import User
from members.cases.forms import LONGEST_TEXT, CaseForm, text_area
from members.units.models.units import Unit
from office.types import FormData


class ReferForm(CaseForm[Question]):
    unit = forms.ModelChoiceField(label=_("Department"), queryset=Unit.objects.none())
    text = forms.CharField(
        label=_("What the department is asked"),
        max_length=LONGEST_TEXT,
        widget=text_area(4),
        help_text=_("The department reads only this slip: leave out the name where it isn't needed."),
    )

    def prepare(self) -> None:
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        # Departments are asked across branches, but never those of another union in the same portal.
        top = self.case.unit.top_path
        unit.queryset = access.units_with(ConsultationPermission.REPLY_REFERRAL).filter(path__startswith=top)


class ReplyForm(forms.Form):
    text = forms.CharField(label=_("Reply"), max_length=LONGEST_TEXT, widget=text_area(6))


class ReferralFilter(DeadlineFilter[Referrals]):
    states = ReferralState.choices
    perm = ConsultationPermission.REPLY_REFERRAL

    def __init__(self, data: FormData, *, user: User, referrals: Referrals) -> None:
        """Offer the user's departments, and those that `referrals`, which the user may see, were sent to."""
        super().__init__(data, user=user)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.label = _("Department")
        own = unit.queryset if unit.queryset is not None else Unit.objects.none()
        unit.queryset = own | Unit.objects.filter(pk__in=referrals.order_by().values("unit"))
