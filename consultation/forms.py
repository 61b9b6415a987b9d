from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation.actions.grievances import Story
from consultation.choices import (
    Grade,
    GrievanceCategory,
    GrievanceState,
    Outcome,
    QuestionKind,
    QuestionState,
    Tier,
    Topic,
)
from consultation.models.grievances import Grievance
from consultation.models.questions import Question
from members import access
from members.authority.models import User
from members.choices import UnitKind
from members.units.models.units import Unit
from union_portal.office.attachments import FilesField
from union_portal.office.days import PastDayField

LONGEST_TEXT = 5000
KINDS = [
    (QuestionKind.CONSULTATION, _("Consultation – I want to know how something works.")),
    (QuestionKind.APPEAL, _("Appeal – something is wrong for me and should be put right.")),
    (QuestionKind.SUGGESTION, _("Suggestion – I have an idea how to do it better.")),
]


def text_area(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def listed_units(units: Any) -> Any:
    """The bodies that people know by name; groups are too many and too small to choose from."""
    return units.filter(kind__in=(UnitKind.FEDERATION, UnitKind.UNION, UnitKind.BRANCH))


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=KINDS, widget=forms.RadioSelect, initial=QuestionKind.CONSULTATION
    )
    text = forms.CharField(label=_("Your question"), max_length=LONGEST_TEXT, widget=text_area(6))
    topic = forms.ChoiceField(label=_("Topic"), choices=Topic, initial=Topic.OTHER)
    title = forms.CharField(
        label=_("Title"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty and the first line of your question becomes the title."),
    )
    attachments = FilesField()


class WriteForm(forms.Form):
    """Some words with files, in either direction."""

    text = forms.CharField(label=_("Message"), max_length=LONGEST_TEXT, widget=text_area(4))
    attachments = FilesField()


class RateForm(forms.Form):
    grade = forms.TypedChoiceField(
        label=_("How satisfied are you with the answer?"),
        choices=Grade,
        coerce=lambda value: Grade(int(value)),
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(label=_("Anything to add?"), max_length=1000, required=False, widget=text_area(2))


class AboutQuestion(forms.Form):
    """A form of the desk's on one question."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question


class AcceptForm(AboutQuestion):
    tier = forms.ChoiceField(label=_("How difficult is it?"), choices=Tier, initial=Tier.CONSULTATION)


class AnswerForm(AboutQuestion, WriteForm):
    text = forms.CharField(label=_("Answer"), max_length=LONGEST_TEXT, widget=text_area(6))


class NoteForm(AboutQuestion):
    text = forms.CharField(
        label=_("Internal note"),
        max_length=LONGEST_TEXT,
        widget=text_area(3),
        help_text=_("Only counsellors read it, never the asker."),
    )


class TierForm(AboutQuestion):
    tier = forms.ChoiceField(label=_("Tier"), choices=Tier)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"].initial = self.question.tier


class AssignForm(AboutQuestion):
    counsellor = forms.ModelChoiceField(label=_("Counsellor"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = access.holders("consultation.answer_question", self.question.unit)
        counsellor = self.fields["counsellor"]
        assert isinstance(counsellor, forms.ModelChoiceField)
        counsellor.queryset = able.exclude(pk=self.question.counsellor_id).order_by("name", "username")


class UrgeForm(AboutQuestion):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class ListFilter(forms.Form):
    """What the desk's lists are cut down by; every field stays in the address."""

    OPEN, ALL = "open", "all"
    q = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All"))
    overdue = forms.BooleanField(label=_("Overdue"), required=False)
    mine = forms.BooleanField(label=_("Mine"), required=False)

    states: Any = ()

    def __init__(self, data: Any, *, units: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="filter_%s", **kwargs)
        state, unit = self.fields["state"], self.fields["unit"]
        assert isinstance(state, forms.ChoiceField) and isinstance(unit, forms.ModelChoiceField)
        state.choices = [(self.OPEN, _("Open")), (self.ALL, _("All")), *self.states]
        state.initial = self.OPEN
        unit.queryset = listed_units(units)

    def chosen(self, name: str) -> Any:
        """What was chosen under `name`, None for nothing or nonsense; without a choice the state is OPEN."""
        self.is_valid()
        value = self.cleaned_data.get(name) or None
        return value or (self.OPEN if name == "state" else None)


class QuestionFilter(ListFilter):
    states = QuestionState.choices
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[("", _("All")), *Tier.choices])
    supervised = forms.BooleanField(label=_("Under supervision"), required=False)
    field_order = ["q", "state", "tier", "unit", "overdue", "mine", "supervised"]


class GrievanceFilter(ListFilter):
    states = GrievanceState.choices
    category = forms.ChoiceField(
        label=_("Category"), required=False, choices=[("", _("All")), *GrievanceCategory.choices]
    )
    unanswered = forms.BooleanField(label=_("Reporter wrote last"), required=False)
    field_order = ["q", "state", "category", "unit", "overdue", "mine", "unanswered"]


class StoryForm(forms.Form):
    category = forms.ChoiceField(label=_("What is it about?"), choices=GrievanceCategory)
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
        data = self.cleaned_data
        return Story(
            category=GrievanceCategory(data["category"]),
            **{name: data[name] for name in ("facts", "since", "employment_ended_on", "concerned", "wish")},
        )


class AnonymousStoryForm(StoryForm):
    unit = forms.ModelChoiceField(
        label=_("Which unit do you work in?"),
        queryset=Unit.objects.none(),
        empty_label=_("Please choose"),
        help_text=_("So that the right rights officer reads it."),
    )
    # People never see this field; programs that fill in every field give themselves away.
    website = forms.CharField(required=False, label=_("Leave this empty"))
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)
    field_order = ["unit", "category"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = Unit.objects.open().filter(kind__in=(UnitKind.UNION, UnitKind.BRANCH))
        self.fields["attachments"].help_text = _(
            "Up to 5 files of 10 MB each. We cut place and device data out of JPEG and PNG photos and drop the file "
            "names; in other files, check yourself that nothing names you."
        )


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Receipt code"),
        max_length=40,
        help_text=_("The 16 digits you were given after reporting; spaces and dashes don't matter."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AboutGrievance(forms.Form):
    """A form of the rights officers' on one grievance."""

    def __init__(self, *args: Any, grievance: Grievance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grievance = grievance


class NoFields(AboutGrievance):
    """A button is all it takes."""


class DeclineForm(AboutGrievance):
    reason = forms.CharField(label=_("Why isn't it accepted?"), max_length=2000, widget=text_area(3))
    advice = forms.CharField(
        label=_("What can the reporter do?"),
        max_length=2000,
        widget=text_area(3),
        help_text=_("Where to turn instead, and by when."),
    )


class StepForm(AboutGrievance, WriteForm):
    text = forms.CharField(label=_("What was done?"), max_length=LONGEST_TEXT, widget=text_area(3))
    internal = forms.BooleanField(label=_("For officers only, hidden from the reporter"), required=False)


class ReporterMessageForm(AboutGrievance, WriteForm):
    text = forms.CharField(label=_("Message to the reporter"), max_length=LONGEST_TEXT, widget=text_area(4))


class GrievanceNoteForm(AboutGrievance):
    text = forms.CharField(label=_("Internal note"), max_length=LONGEST_TEXT, widget=text_area(3))


class CloseForm(AboutGrievance):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome)
    summary = forms.CharField(
        label=_("Summary"),
        max_length=LONGEST_TEXT,
        widget=text_area(4),
        help_text=_("What was found and done; the reporter reads it."),
    )


class RevealForm(AboutGrievance):
    reason = forms.CharField(label=_("Why do you need to know who reported?"), max_length=200)
