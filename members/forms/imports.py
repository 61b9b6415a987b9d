from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members import access
from members.forms.units import UnitField
from members.models import Unit, User


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
