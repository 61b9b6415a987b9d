from typing import TypeVar, Unpack

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from consultation.choices import Topic
from consultation.knowledge.models import CannedAnswer, FaqEntry
from consultation.knowledge.querysets import FaqEntries, KeptTexts
from consultation.permissions import ConsultationPermission
from members.authority.models import User
from members.cases.forms import text_area
from members.units.forms import UnitField, default_unit
from members.units.models.units import Unit
from office.forms import SearchField
from office.stale_form import StaleCheckForm
from office.types import FormData, ModelFormOptions

T = TypeVar("T", bound=Model)
Rows = TypeVar("Rows", bound=KeptTexts[Model])


class _KeptTextForm(StaleCheckForm[T]):
    """Asks for a text that a unit keeps; its unit can be chosen only while it is new."""

    perm = ""

    def __init__(self, data: FormData = None, *, user: User, **options: Unpack[ModelFormOptions[T]]) -> None:
        super().__init__(data, **options)
        if self.instance.pk is None:
            self.fields["unit"] = UnitField(
                user=user,
                perm=self.perm,
                help_text=_("It serves this unit and all units below it."),
                initial=default_unit(user, self.perm),
            )
            self.order_fields(["unit"])

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        assert isinstance(self.instance, CannedAnswer | FaqEntry)
        self.instance.unit = unit
        return unit


class CannedAnswerForm(_KeptTextForm[CannedAnswer]):
    perm = ConsultationPermission.CHANGE_CANNEDANSWER

    class Meta:
        model = CannedAnswer
        fields = ["title", "topic", "text", "active"]
        widgets = {"text": text_area(8)}
        help_texts = {"title": _("How you find it: a few words.")}


class FaqEntryForm(_KeptTextForm[FaqEntry]):
    perm = ConsultationPermission.CHANGE_FAQENTRY

    class Meta:
        model = FaqEntry
        fields = ["topic", "question", "answer", "published"]
        widgets = {"answer": text_area(8)}
        help_texts = {
            "answer": _("Leave out names, numbers and whatever points to a person: every worker of the unit reads it."),
            "published": _("Workers read it only once it is published."),
        }


class KeptTextFilter(forms.Form):
    """The filter of the lists of canned answers and of frequent questions; its fields are kept in the URL."""

    q = SearchField(_("Words"), max_length=100)
    topic = forms.ChoiceField(label=_("topic of questions"), required=False, choices=[("", _("All")), *Topic.choices])

    def __init__(self, data: FormData, *, user: User, perm: str) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)

    def narrow(self, rows: Rows, *searched: str) -> Rows:
        """Return the rows that pass: `q` is looked for in the fields `searched`; none while a field is wrong."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        if asked["unit"]:
            rows = rows.filter(unit__path__startswith=asked["unit"].path)
        if asked["topic"]:
            rows = rows.filter(topic=asked["topic"])
        if asked["q"]:
            found = rows.none()
            for name in searched:
                found = found | rows.filter(**{f"{name}__icontains": asked["q"]})
            rows = found
        return rows


class FaqSearch(forms.Form):
    """What a worker looks for among the frequent questions."""

    q = SearchField(_("Words of your question"), max_length=100)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("All")), *Topic.choices])

    def narrow(self, rows: FaqEntries) -> FaqEntries:
        """Return the entries that pass; a field with an invalid value is ignored."""
        self.is_valid()
        asked = self.cleaned_data
        rows = rows.matching(asked.get("q") or "")
        return rows.filter(topic=asked["topic"]) if asked.get("topic") else rows
