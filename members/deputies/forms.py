from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import within
from members.authority.models import Appointment, User
from members.deputies.actions import APPROVING
from members.deputies.querysets import Deputyships
from members.permissions import MembersPermission
from office.days import DayField, MomentField
from office.forms import ReasonField, SearchField
from office.types import FormData


def _appointments(user: User) -> "forms.ModelChoiceField[Appointment]":
    """Return the field of the posts for which this account may name a deputy: its own, and those of its units."""
    found = Appointment.objects.overlapping(timezone.localdate(), None).select_related("holder", "post", "unit")
    approving = [name.partition(".")[2] for name in APPROVING]
    own = found.filter(holder=user) | found.filter(within(user, MembersPermission.CHANGE_DEPUTYSHIP))
    rows = own.filter(post__permissions__codename__in=approving).distinct().order_by("unit__path", "post", "pk")
    return forms.ModelChoiceField(rows, label=_("post of the absent officer"), empty_label=_("Please choose"))


class DeputyField(forms.CharField):
    """An officer by user name (employee number) or, where only one has it, by name."""

    def clean(self, value: object) -> User:
        text = super().clean(value)
        today = timezone.localdate()
        officers = User.objects.filter(is_active=True, pk__in=Appointment.objects.in_term(today).values("holder"))
        found = list(officers.filter(username__iexact=text)[:1]) or list(officers.filter(name=text)[:2])
        if not found:
            raise forms.ValidationError(_("No officer has this name or employee number."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several officers have this name: give the employee number."))
        return found[0]


class DeputyForm(forms.Form):
    """Asks who approves in place of whom, from when until when, and why."""

    deputy = DeputyField(label=_("deputy"), max_length=64, help_text=_("Name or employee number."))
    starts_at = MomentField(label=_("from"), initial=timezone.localtime)
    ends_at = MomentField(label=_("until"), help_text=_("From this minute on the deputy approves no more."))
    reason = ReasonField()

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        self.fields["appointment"] = _appointments(user)
        self.order_fields(["appointment", "deputy", "starts_at", "ends_at", "reason"])


class DeputyFilter(forms.Form):
    """The filter of the list of deputies; its fields are kept in the URL."""

    q = SearchField(_("Name of the absent officer or the deputy"))
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)

    def narrow(self, rows: Deputyships) -> Deputyships:
        """Return the deputyships that pass and meet the time asked for; none while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(
                Q(appointment__holder__name__icontains=asked["q"]) | Q(deputy__name__icontains=asked["q"])
            )
        if asked["since"]:
            rows = rows.filter(ends_at__date__gte=asked["since"])
        if asked["until"]:
            rows = rows.filter(starts_at__date__lte=asked["until"])
        return rows
