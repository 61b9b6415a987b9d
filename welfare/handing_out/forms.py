from collections.abc import Sequence

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField
from office.forms import StatementForm
from office.types import FieldValues, FormData, Upload
from office.uploads.fields import FilesField
from welfare.choices import CallResult, HandOutState, Taker
from welfare.grants.querysets import Grants
from welfare.handing_out.querysets import HandOuts, SampleCalls
from welfare.handing_out.rules import MOST_PIECES, QUANTILES
from welfare.permissions import WelfarePermission


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


class CodeForm(forms.Form):
    """Asks at the counter whom to hand out to."""

    code = forms.CharField(
        label=_("employee number or card"),
        max_length=400,
        error_messages={"required": _("Type the employee number, or scan the card.")},
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        return code.strip()


class HandOutForm(forms.Form):
    """Asks at the counter how many pieces somebody takes, of which of `sizes` if any, and who takes them.

    Which sizes there are is known once it is known who takes it: what is handed out checks the size.
    """

    size = forms.CharField(label=_("size"), required=False, max_length=16, widget=forms.Select)
    quantity = forms.IntegerField(label=_("quantity"), min_value=1, max_value=MOST_PIECES, initial=1)
    taker = forms.ChoiceField(
        label=_("taken by"),
        choices=[(Taker.SELF.value, Taker.SELF.label), (Taker.DEPUTY.value, Taker.DEPUTY.label)],
        initial=Taker.SELF.value,
        widget=forms.RadioSelect,
    )
    deputy = forms.CharField(label=_("name of the deputy"), max_length=64, required=False)
    relation = forms.CharField(label=_("relation to the member"), max_length=40, required=False)
    why = forms.CharField(label=_("why a deputy came"), max_length=200, required=False)

    def offer_sizes(self, sizes: Sequence[str], proposed: str) -> None:
        """Let the page offer these sizes; without any it asks for none."""
        widget = self.fields["size"].widget
        assert isinstance(widget, forms.Select)
        widget.choices = (
            [(one, one) for one in sizes] if proposed else [("", _("Please choose")), *((one, one) for one in sizes)]
        )
        self.fields["size"].initial = proposed

    def clean(self) -> FieldValues:
        entered: FieldValues = super().clean() or {}
        if entered.get("taker") != Taker.DEPUTY:
            entered |= {"deputy": "", "relation": "", "why": ""}
        return entered


class DecisionForm(StatementForm):
    """Asks what a hand-out in conflict was, and why."""

    decision = forms.ChoiceField(
        label=_("what it was"),
        widget=forms.RadioSelect,
        choices=[
            (HandOutState.NOTHING.value, _("the same hand-out noted twice, or nothing was given")),
            (HandOutState.GIVEN.value, _("this one is right: an earlier receipt is taken back")),
            (HandOutState.TWICE.value, _("it was given beside what was due: a parcel is missing")),
        ],
        error_messages={"required": _("Choose what it was.")},
    )
    field_order = ["decision", "reason"]

    def clean_decision(self) -> HandOutState:
        return HandOutState(self.cleaned_data["decision"])


class SampleForm(forms.Form):
    """Asks how sure a sample has to be."""

    confidence = forms.TypedChoiceField(
        label=_("confidence"), coerce=int, initial=95, choices=[(one, f"{one} %") for one in QUANTILES]
    )
    margin = forms.IntegerField(
        label=_("margin of error, in per cent"), min_value=1, max_value=20, initial=5, help_text=_("5 is usual.")
    )


class CallForm(forms.Form):
    """Asks what a member said who was called."""

    result = forms.ChoiceField(label=_("result"), choices=CallResult.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("what was said"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-sensitive": True}),
    )

    def clean_result(self) -> CallResult:
        return CallResult(self.cleaned_data["result"])


class SampleCallFilter(forms.Form):
    """The filter of the list of calls; its fields are kept in the URL."""

    result = forms.ChoiceField(
        label=_("result"),
        required=False,
        choices=[("", _("all")), ("open", _("to be called")), *CallResult.choices],
    )
    run = forms.IntegerField(label=_("run"), required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_GRANT, required=False)
        self.order_fields(["unit"])

    def narrow(self, calls: SampleCalls) -> SampleCalls:
        """Return the calls that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return calls.none()
        asked = self.cleaned_data
        if asked["unit"]:
            calls = calls.filter(unit__path__startswith=asked["unit"].path)
        if asked["result"] == "open":
            calls = calls.to_call()
        elif asked["result"]:
            calls = calls.filter(result=asked["result"])
        if asked["run"]:
            calls = calls.filter(run=asked["run"])
        return calls


class HandOutFilter(forms.Form):
    """The filter of the list of hand-outs; its fields are kept in the URL."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *HandOutState.choices])
    run = forms.IntegerField(label=_("run"), required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_GRANT, required=False)
        self.order_fields(["unit"])

    def narrow(self, hand_outs: HandOuts) -> HandOuts:
        """Return the hand-outs that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return hand_outs.none()
        asked = self.cleaned_data
        if asked["unit"]:
            hand_outs = hand_outs.filter(unit__path__startswith=asked["unit"].path)
        if asked["state"]:
            hand_outs = hand_outs.filter(state=asked["state"])
        if asked["run"]:
            hand_outs = hand_outs.filter(run=asked["run"])
        return hand_outs


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
