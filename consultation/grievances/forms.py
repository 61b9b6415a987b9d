from typing import Unpack

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.choices import GrievanceCategory, GrievanceState, Outcome
from consultation.deadlines.forms import DeadlineFilter
from consultation.grievances.actions import Story
from consultation.grievances.models import Grievance
from consultation.grievances.querysets import Grievances
from consultation.permissions import ConsultationPermission
from members.cases.forms import LONGEST_TEXT, CaseForm, MessageForm, text_area
from members.choices import UnitKind
from members.units.models.units import Unit
from office.days import PastDayField
from office.forms import ChosenField, SearchField
from office.types import FormData, FormOptions
from office.uploads.fields import FilesField, NamelessFilesField


class GrievanceFilter(DeadlineFilter[Grievances]):
    states = GrievanceState.choices
    perm = ConsultationPermission.VIEW_GRIEVANCE
    q = SearchField(_("Number"), max_length=100)
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All")), *GrievanceCategory.choices]
    )
    mine = forms.BooleanField(label=_("Mine"), required=False)
    unanswered = forms.BooleanField(label=_("Reporter wrote last"), required=False)
    field_order = ["q", "state", "category", "unit", "overdue", "mine", "unanswered"]

    def narrow(self, rows: Grievances) -> Grievances:
        rows = super().narrow(rows)
        if q := self.chosen("q"):
            rows = rows.filter(number__iendswith=q.strip())
        if category := self.chosen("category"):
            rows = rows.filter(category=category)
        return rows.filter(officer=self.user) if self.chosen("mine") else rows

    def in_state(self, rows: Grievances) -> Grievances:
        """Return the rows in the chosen state; whose reporter wrote last, in any open state."""
        return rows.unanswered() if self.chosen("unanswered") else super().in_state(rows)


class StoryForm(forms.Form):
    category = ChosenField(
        label=_("What is it about?"), choices=GrievanceCategory.choices, missing=_("Choose what it is about.")
    )
    facts = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST_TEXT,
        widget=text_area(7),
        help_text=_("When, where, what was said or done. Your own words are fine."),
    )
    since = PastDayField(
        label=_("Since when?"),
        required=False,
        help_text=_("The day you first knew of it; legal time limits count from there."),
    )
    employment_ended_on = PastDayField(label=_("If you no longer work there: since when?"), required=False)
    concerned = forms.CharField(
        label=_("Who is concerned?"),
        max_length=200,
        required=False,
        help_text=_("The department, the person responsible, how many workers it affects."),
    )
    wish = forms.CharField(label=_("What should happen?"), max_length=2000, required=False, widget=text_area(3))
    attachments = FilesField()

    def story(self) -> Story:
        """Return what the reporter told, once the form is valid."""
        data = self.cleaned_data
        return Story(
            category=GrievanceCategory(data["category"]),
            **{name: data[name] for name in ("facts", "since", "employment_ended_on", "concerned", "wish")},
        )


class AnonymousStoryForm(StoryForm):
    attachments = NamelessFilesField()
    unit = forms.ModelChoiceField(
        label=_("Which unit do you work in?"),
        queryset=Unit.objects.none(),
        empty_label=_("Please choose"),
        error_messages={"required": _("Choose the unit you work in.")},
        help_text=_("So that the right rights officer reads it."),
    )
    # Hidden from people; a program that fills in every field gives itself away.
    website = forms.CharField(required=False, label=_("Leave this empty"))
    field_order = ["unit", "category"]

    def __init__(self, data: FormData = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = Unit.objects.open().filter(kind__in=(UnitKind.UNION, UnitKind.BRANCH))


class AnonymousMessageForm(MessageForm):
    attachments = NamelessFilesField()


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("The 16 digits you were given after reporting; spaces and dashes don't matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-sensitive": ""}),
    )


class DeclineForm(CaseForm[Grievance]):
    reason = forms.CharField(label=_("Why isn't it accepted?"), max_length=2000, widget=text_area(3))
    advice = forms.CharField(
        label=_("What can the reporter do?"),
        max_length=2000,
        widget=text_area(3),
        help_text=_("Where to turn instead, and by when."),
    )


class StepForm(CaseForm[Grievance], MessageForm):
    text = forms.CharField(label=_("What was done?"), max_length=LONGEST_TEXT, widget=text_area(3))
    internal = forms.BooleanField(label=_("For officers only, hidden from the reporter"), required=False)


class ReporterMessageForm(CaseForm[Grievance], MessageForm):
    text = forms.CharField(label=_("Message to the reporter"), max_length=LONGEST_TEXT, widget=text_area(4))


class NoteForm(CaseForm[Grievance]):
    text = forms.CharField(label=_("Internal note"), max_length=LONGEST_TEXT, widget=text_area(3))


class CloseForm(CaseForm[Grievance]):
    outcome = forms.TypedChoiceField(label=_("Outcome"), choices=Outcome, coerce=Outcome)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=LONGEST_TEXT,
        widget=text_area(4),
        help_text=_("What was found and done; the reporter reads it."),
    )


class RevealForm(CaseForm[Grievance]):
    reason = forms.CharField(label=_("Why do you need to know who reported?"), max_length=200)
