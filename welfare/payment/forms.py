"""What officers type about bank profiles, payments and the bank's answers, and the filters of their lists."""

from typing import Unpack

from django import forms
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.models import User
from members.register.forms import PeopleFilter
from members.register.models.member import Member
from members.units.forms import UnitField, default_unit
from office.forms import ReasonField, ReasonForm, SheetField, YuanField
from office.money import yuan
from office.types import FormData, ModelFormOptions, Upload
from welfare.payment.actions.batches import payable
from welfare.payment.columns_form import ColumnsField, require_plain_headings
from welfare.payment.models.profiles import BankProfile, ProfileVersion
from welfare.payment.querysets import Batches, Lines, Profiles
from welfare.payment.rules import BatchState, LineState
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.visits.actions import by_bank
from welfare.visits.models.visits import Visit

# How many runs a form offers, the latest first.
RUNS_OFFERED = 50


class ProfileForm(forms.ModelForm[ProfileVersion]):
    """Asks for what a bank wants; with `unit` and `name` for a new profile, without them for a change of one."""

    columns = ColumnsField(
        label=_("columns"),
        max_length=2000,
        help_text=_(
            "A row for each column, in the bank's order. For a fixed text, or several things in one column, choose the "
            "last and write it, such as {用途} {编号}. In braces: {账号} account, {户名} name, {金额} amount, {编号} "
            "our number, {工号} employee number, {用途} purpose, {日期} day, {序号} row. The trial brings more rows."
        ),
    )

    class Meta:
        model = ProfileVersion
        fields = [
            "file_format",
            "encoding",
            "delimiter",
            "with_heading",
            "columns",
            "totals_place",
            "totals_line",
            "amount_format",
            "rows_per_file",
            "largest_sum",
            "name_must_match",
            "answer_number",
            "answer_amount",
            "answer_result",
            "answer_date",
            "answer_reason",
            "answer_name",
            "answer_amount_format",
            "paid_words",
            "returned_words",
            "account_words",
            "source",
        ]
        field_classes = {"largest_sum": YuanField}
        help_texts = {
            "totals_line": _("Cells separated by |: {笔数} rows, {总金额} sum, {用途} purpose, {日期} day."),
            "largest_sum": _("Empty for no limit. A larger payment makes more files."),
            "answer_number": _("The heading in the bank's answer, or the position of the column: 1 is the first."),
            "paid_words": _("Separated by 、 as in 成功、交易成功; the whole word counts."),
            "account_words": _("Whose payment is returned for such a reason is paid again once their account changes."),
            "source": _("The bank's manual or letter that says so."),
        }

    def __init__(
        self,
        data: FormData = None,
        *,
        user: User,
        is_new: bool = False,
        **options: Unpack[ModelFormOptions[ProfileVersion]],
    ) -> None:
        super().__init__(data, **options)
        if is_new:
            perm = WelfarePermission.CHANGE_BANKPROFILE
            self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
            self.fields["name"] = forms.CharField(label=_("name of the profile"), max_length=64)

    def clean_columns(self) -> str:
        require_plain_headings(self.data, self.add_prefix("columns"))
        columns: str = self.cleaned_data["columns"]
        return columns

    @property
    def layout(self) -> dict[str, object]:
        """The fields of the version."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ProfileFilter(forms.Form):
    """The filter of the list of bank profiles."""

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, profiles: Profiles) -> Profiles:
        """Return the profiles that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return profiles.none()
        unit = self.cleaned_data["unit"]
        return profiles.filter(unit__path__startswith=unit.path) if unit else profiles


class RunsField(forms.ModelMultipleChoiceField[Run]):
    """Runs that are to be paid."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, run: Run) -> str:
        return f"{run} · {run.unit}"


class VisitsField(forms.ModelMultipleChoiceField[Visit]):
    """Visits that were carried out and are to be paid; their number, member and sum, never what they are about."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, visit: Visit) -> str:
        return f"{visit} · {visit.member.name} · {yuan(visit.amount)} · {visit.unit}"


class VersionField(forms.ModelChoiceField[ProfileVersion]):
    """The newest checked version of a bank profile."""

    def label_from_instance(self, version: ProfileVersion) -> str:
        return f"{version.profile} · {version.profile.unit}"


class PaymentForm(forms.Form):
    """Asks which runs and visits a unit pays through which bank."""

    purpose = forms.CharField(
        label=_("purpose"), max_length=40, help_text=_("Members read it on their statement of account: 中秋慰问.")
    )

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        perm = WelfarePermission.MAKE_PAYMENTBATCH
        runs = payable(Run.objects.visible_to(user, perm)).select_related("plan", "occasion", "unit").defer("counts")
        offered = runs.order_by("-pk").values("pk")[:RUNS_OFFERED]
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        paths = {above for unit in access.top_units(user, perm)[:100] for above in unit.paths_down_to(unit.path)}
        within = BankProfile.objects.filter(access.within(user, perm)) | BankProfile.objects.filter(
            unit__path__in=paths
        )
        usable = ProfileVersion.objects.usable().filter(profile__in=within).select_related("profile__unit")
        self.fields["profile"] = VersionField(
            label=_("bank profile"),
            queryset=usable,
            empty_label=_("Please choose"),
            help_text="" if usable.exists() else _("None can be used yet: make one, and have its trial checked."),
        )
        self.fields["runs"] = RunsField(
            label=_("runs"),
            required=False,
            queryset=runs.filter(pk__in=offered).order_by("-pk"),
            help_text="" if runs.exists() else _("No issued run of your units gives money that is not paid yet."),
        )
        self._offer_visits(user)
        self.order_fields(["unit", "profile", "runs", "visits", "purpose"])

    def _offer_visits(self, user: User) -> None:
        """Offer the visits that this officer may pay, the oldest first; no field where there are none."""
        visits = by_bank.payable_by(user, Visit.objects.visible_to(user, WelfarePermission.PAY_VISIT))
        first = list(visits.order_by("pk").values_list("pk", flat=True)[:RUNS_OFFERED])
        if first:
            offered = Visit.objects.filter(pk__in=first).select_related("member", "unit").order_by("pk")
            self.fields["visits"] = VisitsField(label=_("visits"), required=False, queryset=offered)

    def clean(self) -> None:
        super().clean()
        unit, version = self.cleaned_data.get("unit"), self.cleaned_data.get("profile")
        if unit and version and not unit.path.startswith(version.profile.unit.path):
            self.add_error("profile", _("This bank profile is that of another unit."))
        if not self.errors and not self.cleaned_data["runs"] and not self.cleaned_data.get("visits"):
            self.add_error("runs", _("Choose at least one run."))


class PaymentFilter(forms.Form):
    """The filter of the list of payments; its fields are kept in the URL."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *BatchState.choices])

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        self.order_fields(["unit"])

    def narrow(self, batches: Batches) -> Batches:
        """Return the payments that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return batches.none()
        if unit := self.cleaned_data["unit"]:
            batches = batches.filter(unit__path__startswith=unit.path)
        if state := self.cleaned_data["state"]:
            batches = batches.filter(state=state)
        return batches


class LineFilter(PeopleFilter):
    """The filter of the lines of a payment."""

    state = forms.ChoiceField(label=_("state"), required=False, choices=[("", _("all")), *LineState.choices])
    account = forms.ChoiceField(
        label=_("account"), required=False, choices=[("", _("all")), ("changed", _("changed since the count"))]
    )

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.user = user

    def narrow(self, lines: Lines) -> Lines:
        """Return the lines that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return lines.none()
        if self.people:
            people = Member.objects.matching(self.people)
            lines = lines.filter(Q(grant__member__in=people) | Q(visit__member__in=people))
        if state := self.cleaned_data["state"]:
            lines = lines.filter(state=state)
        return lines.filter(account_changed=True) if self.cleaned_data["account"] else lines


class AnswerForm(forms.Form):
    """Asks for a bank's answer."""

    file = SheetField(
        label=_("the bank's answer"),
        help_text=_("The file as the bank sent it, .xlsx, .csv or .txt; don't open and save it before."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, data: FormData = None, files: MultiValueDict[str, Upload] | None = None) -> None:
        super().__init__(data, files)


class FetchForm(ReasonForm):
    """Asks why a file is fetched once more."""

    reason = ReasonField(
        max_length=200, help_text=_("Why it is needed again. It is kept on record with your name and the time.")
    )


class UndoForm(ReasonForm):
    reason = ReasonField(max_length=200)
