from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.duplicates.models import REASONS, DoubleState
from members.duplicates.querysets import DoubleCandidates
from members.permissions import MembersPermission
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from office.forms import ReasonField, ReasonForm
from office.types import FormData, FormOptions, Message

PERM = MembersPermission.MERGE_MEMBER


class DoubleFilter(PeopleFilter):
    """The filter of the list of probable duplicates."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[*DoubleState.choices, ("all", _("all"))])
    why = forms.ChoiceField(label=_("reason"), required=False, choices=[("", _("all")), *REASONS.items()])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=PERM, required=False)
        self.order_fields(["q", "unit", "why"])

    def narrow(self, pairs: DoubleCandidates) -> DoubleCandidates:
        """Return those of `pairs` that pass the filter, by default the open ones; none while a field is wrong."""
        if not self.is_valid():
            return pairs.none()
        asked = self.cleaned_data
        if self.people:
            found = Member.objects.matching(self.people).values("pk")
            pairs = pairs.filter(a__in=found) | pairs.filter(b__in=found)
        if asked["unit"]:
            inside = asked["unit"].path
            pairs = pairs.filter(a__unit__path__startswith=inside) | pairs.filter(b__unit__path__startswith=inside)
        if asked["why"]:
            pairs = pairs.filter(reasons__contains=[asked["why"]])
        return pairs if asked["state"] == "all" else pairs.filter(state=asked["state"] or DoubleState.OPEN)


class TwoRecordsForm(forms.Form):
    """Two members whom `user` may merge, by their employee numbers."""

    one = forms.CharField(label=_("employee number"), max_length=32)
    other = forms.CharField(label=_("the other's employee number"), max_length=32)

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.members = Member.objects.visible_to(user, PERM)

    def clean_one(self) -> Member:
        return self._member("one")

    def clean_other(self) -> Member:
        return self._member("other")

    def _member(self, field: str) -> Member:
        number = "".join(self.cleaned_data[field].upper().split())
        member = self.members.filter(employee_number=number).select_related("unit").first()
        if member is None:
            raise forms.ValidationError(_("There is no such member within your reach."))
        return member


class DismissForm(forms.Form):
    """The reason to dismiss a pair; with a prefix, since the page has MergeForm too."""

    prefix = "two"
    reason = ReasonField(missing=_("Say why these are two people."))


class MergeForm(ReasonForm):
    """Which record is kept, and for each of `parts`, in which they differ, whose value is kept."""

    def __init__(
        self,
        data: FormData = None,
        *,
        first: Member,
        second: Member,
        parts: list[str],
        **options: Unpack[FormOptions],
    ) -> None:
        super().__init__(data, **options)
        self.parts = parts
        both = [(first.pk, first.name), (second.pk, second.name)]

        def choice(label: Message | None = None) -> forms.TypedChoiceField:
            return forms.TypedChoiceField(
                label=label, coerce=int, choices=both, initial=first.pk, widget=forms.RadioSelect
            )

        self.fields["keep"] = choice(_("keep"))
        for part in parts:
            self.fields[part] = choice()

    def taken(self) -> set[str]:
        """Return the parts whose value is taken from the record that is not kept."""
        return {part for part in self.parts if self.cleaned_data[part] != self.cleaned_data["keep"]}
