from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members import access, codes, rules
from members.models import Member, Unit, User
from union_portal.office.verbs import LABELS


class UnitInput(forms.TextInput):
    """A text box whose suggestions are searched on the server, since a union may have thousands of units."""

    template_name = "members/widgets/unit.html"


class UnitField(forms.CharField):
    """A unit by its code or name, out of those where `user` has `perm`; what lies out of reach does not exist."""

    widget = UnitInput

    def __init__(self, *, user: Any, perm: str, **kwargs: Any) -> None:
        super().__init__(**{"label": _("unit"), **kwargs})
        self.units = access.units(user, perm)
        self.widget.attrs |= {"list": "unit-options", "autocomplete": "off", "data-perm": perm}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Unit):
            return value
        return value.name if self.units.filter(name=value.name).count() == 1 else value.code

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(self.units.filter(code__iexact=text)[:1]) or list(self.units.filter(name=text)[:2])
        if not found:
            raise forms.ValidationError(_("There is no such unit within your reach."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several units have this name: choose one by its code."))
        return found[0]


class MemberFilter(forms.Form):
    """What narrows the list of members; every field stays in the URL."""

    q = forms.CharField(required=False, max_length=64)
    state = forms.ChoiceField(
        label=_("membership"), required=False, choices=[("", _("all")), *codes.MemberState.choices]
    )
    post_category = forms.ChoiceField(
        label=_("post category"), required=False,
        choices=[("", _("all")), *[c for c in codes.PostCategory.choices if c[0]]],
    )  # fmt: skip
    employment = forms.ChoiceField(
        label=_("employment status"), required=False, choices=[("", _("all")), *codes.Employment.choices]
    )

    def __init__(self, data: Any, *, user: User, perm: str = "members.view_member") -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, members: Any) -> Any:
        """The members that pass; none at all while a field is wrong, so that nobody takes all for some."""
        if not self.is_valid():
            return members.none()
        if self.cleaned_data["q"].strip():
            members = members.matching(self.cleaned_data["q"])
        if unit := self.cleaned_data["unit"]:
            members = members.filter(unit__path__startswith=unit.path)
        for key in ("state", "post_category", "employment"):
            if value := self.cleaned_data[key]:
                members = members.filter(**{key: value})
        return members


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("reason"),
        max_length=200,
        help_text=_("It is kept in the audit log with your name."),
        error_messages={"required": _("Say why you need to see the number in full.")},
    )


class CorrectForm(forms.ModelForm):
    """What an officer may set right without an administrator; the phone is replaced, never shown in full."""

    new_phone = forms.CharField(
        label=_("new phone"), required=False, max_length=20, help_text=_("Leave empty to keep the present one.")
    )
    reason = forms.CharField(
        label=_("reason"), max_length=200, help_text=_("It is kept in the audit log with your name.")
    )

    class Meta:
        model = Member
        fields = ["name", "employee_number", "employment", "employment_form", "post_category", "hired_on"]
        widgets = {"hired_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(user=user, perm="members.change_member", initial=self.instance.unit)
        self.order_fields(["name", "unit", "employee_number", "new_phone"])

    def clean_employee_number(self) -> str | None:
        return self.cleaned_data["employee_number"] or None

    def clean_new_phone(self) -> str:
        phone = "".join(self.cleaned_data["new_phone"].split())
        if phone and not rules.is_mobile_number(phone):
            raise forms.ValidationError(_("A mobile number has 11 digits and begins with 1."))
        return phone

    def corrections(self) -> dict[str, Any]:
        """The fields of the member as they should be."""
        wanted = {name: self.cleaned_data[name] for name in self.fields if name not in ("new_phone", "reason")}
        return wanted | ({"phone": self.cleaned_data["new_phone"]} if self.cleaned_data["new_phone"] else {})


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("workbook"),
        help_text=_("An .xlsx workbook with the columns of the template, in any order."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(
            user=user,
            perm="members.import_member",
            help_text=_("The column 工作单位 names branches under this unit."),
            initial=self._only_unit(access.units(user, "members.import_member")),
        )
        self.order_fields(["unit", "file"])

    @staticmethod
    def _only_unit(units: QuerySet) -> Unit | None:
        top = list(units.order_by("depth", "path")[:2])
        return top[0] if top and (len(top) == 1 or top[1].depth > top[0].depth) else None

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.IMPORT_MAX_BYTES:
            limit = settings.IMPORT_MAX_BYTES // 1024**2
            raise forms.ValidationError(
                _("The file is larger than %(limit)d MB. Split it and import the parts.") % {"limit": limit}
            )
        return file


def _verbs() -> list[tuple[str, Any]]:
    return [("", _("all")), *sorted(LABELS.items())]


class AuditFilter(forms.Form):
    """What narrows the audit log."""

    q = forms.CharField(label=_("object"), required=False, max_length=100)
    verb = forms.ChoiceField(label=_("action"), required=False, choices=_verbs)
    actor = forms.CharField(label=_("who"), required=False, max_length=64)
    since = forms.DateField(label=_("from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
