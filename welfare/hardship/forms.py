from datetime import date
from decimal import Decimal
from typing import Any, Unpack

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.authority.models import User
from members.choices import Sex
from members.units.forms import UnitField
from office.days import DayField
from office.forms import ReasonField, ReasonForm, SearchField, YuanField
from office.types import FormData, FormOptions, Message, ModelFormOptions
from office.uploads.fields import FilesField
from welfare.hardship import household
from welfare.hardship.choices import (
    Car,
    Cause,
    EmployerState,
    Excluded,
    FileState,
    HardshipLevel,
    Health,
    Housing,
    Insurance,
    Leaving,
    Marriage,
    OutlayKind,
    Relation,
    SchoolStage,
)
from welfare.hardship.household import Content, Declared, Values
from welfare.hardship.models.files import HardshipAid
from welfare.hardship.querysets import HardshipFiles
from welfare.permissions import WelfarePermission

HARDSHIP_LEVELS = [one for one in HardshipLevel.choices if one[0] != HardshipLevel.NONE]
MOST_ROWS, EMPTY_ROWS = 20, 3
SEALED = {"data-sensitive": "", "autocomplete": "off"}
MOST_YUAN = Decimal("99999999.99")


class SealedForm(forms.Form):
    """A form whose every entry is sealed: none of them outlasts the page on the device or in kept answers."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for field in cls.declared_fields.values():
            field.widget.attrs |= SEALED

    def values(self) -> Values:
        """Return what was typed, as JSON takes it; files are left out."""
        return {
            name: _plain(value)
            for name, value in self.cleaned_data.items()
            if not isinstance(self.fields.get(name), forms.FileField) and name in self.fields
        }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _choice(label: Message, choices: Any, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, choices=[("", "—"), *choices.choices])


def _yuan(label: Message, help_text: Message = "") -> YuanField:
    return YuanField(
        label=label, required=False, min_value=0, max_value=MOST_YUAN, decimal_places=2, help_text=help_text
    )


def _text(label: Message, most: int = 100, help_text: Message = "", rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text, widget=widget)


class ParticularsForm(SealedForm):
    """The particulars of a 困难职工档案 that the register does not have. Source: docs/domain.md part 7."""

    cause = _choice(_("main cause of the hardship"), Cause, required=True)
    other_cause = _choice(_("further cause"), Cause)
    situation = forms.CharField(
        label=pgettext_lazy("hardship", "what happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your words."),
    )
    wanted = _text(_("help that you need"), 500, rows=2)
    health = _choice(_("state of health"), Health, required=True)
    disability = _text(_("kind and degree of disability"), 100, _("As on the card; empty for none."))
    insurance = _choice(_("medical insurance"), Insurance, required=True)
    model_worker = _text(_("model worker"), 100, _("Title and year; empty for none."))
    housing = _choice(_("housing"), Housing, required=True)
    floor_area = forms.DecimalField(
        label=_("floor area in square metres"), required=False, min_value=0, max_value=9999, decimal_places=2
    )
    homes = forms.IntegerField(label=_("homes that the family owns"), min_value=0, max_value=99, initial=0)
    above_local_area = forms.BooleanField(label=_("their area per head is above the local one"), required=False)
    car = forms.ChoiceField(label=_("car"), choices=Car.choices)
    marriage = _choice(pgettext_lazy("status", "marriage"), Marriage, required=True)
    address = forms.CharField(label=_("address of the family"), max_length=200)
    employer_kind = _text(_("kind of the employer"), 100)
    employer_state = _choice(_("state of the employer"), EmployerState)
    single_parent = forms.BooleanField(label=_("single parent"), required=False)
    can_help_itself = forms.BooleanField(label=_("the family can earn its living"), required=False)
    nobody_employed = forms.BooleanField(label=_("nobody in the family has work"), required=False)
    month_income = YuanField(
        label=_("own income a month, on average"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )
    other_income_year = _yuan(_("other income of the family in the year"))
    rigid_month = _text(
        _("outlay a month that can't be avoided"), 300, _("Only after an accident: what for, and how much."), rows=2
    )
    accident_loss = _yuan(_("loss through an accident"), _("A sudden event of the last twelve months; else empty."))
    compensated = _yuan(_("of it compensated"), _("By insurance, the other side, or aid."))
    bank = _text(_("bank"), 60, _("For aid in money; the card is kept with your own data."))
    bank_branch = _text(_("branch of the bank"), 100)
    papers = FilesField(
        label=_("papers"),
        help_text=_(
            "Identity pages and household register of all, proof of income of twelve months, bills of hospital or "
            "school."
        ),
    )


class HouseholdForm(SealedForm):
    """One member of the household, besides the applicant."""

    name = _text(_("name"), 60)
    relation = _choice(_("relation"), Relation)
    sex = _choice(_("sex"), Sex)
    id_number = _text(_("certificate number"), 30)
    health = _choice(_("state of health"), Health)
    insurance = _choice(_("medical insurance"), Insurance)
    month_income = _yuan(_("income a month"))
    standing = _text(pgettext_lazy("household", "standing"), 60, _("Such as at work, pupil, retired."))
    workplace = _text(_("workplace or school"), 100)

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        if any(said.get(name) not in (None, "") for name in self.fields) and not said.get("name"):
            self.add_error("name", _("Write the name, or empty the row."))


class OutlayForm(SealedForm):
    """One outlay of the year that hardship caused; what insurance paid back is no outlay."""

    kind = _choice(_("outlay"), OutlayKind)
    stage = _choice(_("stage of schooling"), SchoolStage)
    who = _text(pgettext_lazy("outlay", "for whom"), 60)
    amount = _yuan(_("amount in the year"))
    paid_back = _yuan(_("of it paid back by insurance"))

    def clean(self) -> None:
        super().clean()
        said = self.cleaned_data
        amount, paid_back = said.get("amount"), said.get("paid_back")
        if any(said.get(name) not in (None, "") for name in self.fields):
            if not said.get("kind"):
                self.add_error("kind", _("Choose what it was for, or empty the row."))
            if amount is None and "amount" not in self.errors:
                self.add_error("amount", _("Write the amount, or empty the row."))
        if amount is not None and paid_back is not None and paid_back > amount:
            self.add_error("paid_back", _("No more than the amount can be paid back."))


HouseholdForms = forms.formset_factory(HouseholdForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
OutlayForms = forms.formset_factory(OutlayForm, extra=EMPTY_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class ApplicationForms:
    """The three parts of an application, as they are sent together."""

    def __init__(self, content: Content, data: Any = None, files: Any = None) -> None:
        self.particulars = ParticularsForm(data, files=files, initial=content.particulars)
        self.household = HouseholdForms(data, prefix="household", initial=content.household)
        self.outlays = OutlayForms(data, prefix="outlays", initial=content.outlays)

    def is_valid(self) -> bool:
        """Return whether all parts are; all of them are checked."""
        return all([self.particulars.is_valid(), self.household.is_valid(), self.outlays.is_valid()])

    def content(self) -> Content:
        """Return what was typed; rows left empty are left out."""
        return Content(
            self.particulars.values(),
            household.without_empty([one.values() for one in self.household]),
            household.without_empty([one.values() for one in self.outlays]),
        )


class HardshipFilter(forms.Form):
    """The filter of the list of hardship files; its fields are kept in the URL."""

    q = SearchField(_("Name or employee number"))
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("all")), *[one for one in FileState.choices if one[0] not in ("draft", "withdrawn")]],
    )
    level = forms.ChoiceField(
        label=_("level of hardship"),
        required=False,
        choices=[("", _("all")), *HARDSHIP_LEVELS],
    )
    due = forms.ChoiceField(label=_("review"), required=False, choices=[("", _("all")), ("yes", _("review is due"))])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_HARDSHIPFILE, required=False)
        self.order_fields(["q", "unit", "state", "level", "due"])

    def narrow(self, files: HardshipFiles) -> HardshipFiles:
        """Return the files that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return files.none()
        asked = self.cleaned_data
        if asked["unit"]:
            files = files.filter(member__unit__path__startswith=asked["unit"].path)
        if asked["q"]:
            files = files.named(asked["q"])
        if asked["due"]:
            files = files.due_for_review(timezone.localdate())
        return files.filter(**{name: asked[name] for name in ("state", "level") if asked[name]})


class AssessForm(SealedForm):
    """What an officer found when checking the papers; it begins with what the file declares."""

    income = YuanField(
        label=_("disposable income of the household in the year"), min_value=0, max_value=MOST_YUAN, decimal_places=2
    )
    outlay = YuanField(label=_("outlay caused by hardship"), min_value=0, max_value=MOST_YUAN, decimal_places=2)
    paid_back = YuanField(label=_("of it paid back by insurance"), min_value=0, max_value=MOST_YUAN, decimal_places=2)
    people = forms.IntegerField(label=_("people living together"), min_value=1, max_value=100)
    loss = YuanField(label=_("loss through an accident"), min_value=0, max_value=MOST_YUAN, decimal_places=2)
    compensated = YuanField(label=_("of it compensated"), min_value=0, max_value=MOST_YUAN, decimal_places=2)
    excluded = forms.MultipleChoiceField(
        label=_("what excludes the family"),
        required=False,
        choices=Excluded.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(label=_("holds from"))
    documents = forms.CharField(
        label=_("papers that were checked"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which paper shows which figure, and the minutes of the committee."),
    )

    def __init__(self, data: FormData = None, *, said: Declared | None = None, today: date) -> None:
        initial: dict[str, object] = {"starts_on": today}
        if said is not None:
            initial |= {
                "income": said.income,
                "outlay": said.outlay,
                "paid_back": said.paid_back,
                "people": said.people,
                "loss": said.loss,
                "compensated": said.compensated,
                "excluded": sorted(said.excluded),
            }
        super().__init__(data, initial=initial)

    def found(self) -> Declared:
        """Return what was found."""
        asked = self.cleaned_data
        return Declared(
            income=asked["income"],
            outlay=asked["outlay"],
            paid_back=asked["paid_back"],
            people=asked["people"],
            loss=asked["loss"],
            compensated=asked["compensated"],
            excluded=frozenset(Excluded(one) for one in asked["excluded"]),
        )


class RevealForm(ReasonForm):
    reason = ReasonField(missing=_("Say why you need to read it."))


class PrintForm(RevealForm):
    format = forms.ChoiceField(label=_("as"), choices=[("pdf", _("PDF")), ("word", _("Word"))])

    field_order = ("format", "reason")


class GiveBackForm(SealedForm):
    reason = forms.CharField(
        label=_("what is missing"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the member and the officers who assess read it."),
    )


class AidForm(forms.ModelForm[HardshipAid]):
    cost = _yuan(_("cost of which a share is given"), _("The own share of a bill, or the loss; it is not kept."))

    class Meta:
        model = HardshipAid
        fields = ["kind", "stage", "amount", "given_on", "basis"]
        field_classes = {"given_on": DayField}

    def __init__(self, data: FormData = None, **options: Unpack[ModelFormOptions[HardshipAid]]) -> None:
        super().__init__(data, **options)
        self.fields["cost"].widget.attrs |= SEALED
        self.fields["given_on"].initial = timezone.localdate()


class EndForm(SealedForm):
    on = DayField(label=_("ends on"))
    why = forms.ChoiceField(label=_("why it ended"), choices=Leaving.choices)
    words = _text(_("what the member is told"), 500, rows=3)

    def __init__(self, data: FormData = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["on"].initial = timezone.localdate()


def labelled(form: type[forms.Form], values: Values) -> list[tuple[Message, object]]:
    """Return label and value in words of each field of a form that says something."""
    lines: list[tuple[Message, object]] = []
    for name, field in form.base_fields.items():
        value = values.get(name)
        if value in (None, "", False) or isinstance(field, forms.FileField):
            continue
        if isinstance(field, forms.ChoiceField):
            words = {str(code): label for code, label in field.widget.choices}
            value = words.get(str(value), value)
        elif isinstance(field, forms.BooleanField):
            value = _("yes")
        lines.append((field.label or name, value))
    return lines
