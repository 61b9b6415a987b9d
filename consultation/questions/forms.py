from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultation.choices import Grade, QuestionKind, QuestionState, Tier, Topic
from consultation.deadlines.forms import DeadlineFilter
from consultation.permissions import ConsultationPermission
from consultation.questions.models import Question
from consultation.questions.querysets import Questions
from members import access
from members.authority.models import User
from members.cases.forms import LONGEST_TEXT, CaseForm, MessageForm, text_area
from members.cases.rules import Side
from members.register.forms import PeopleFilter
from members.units.models.units import Unit
from office.forms import ChosenField, SearchField
from office.uploads.fields import FilesField

KINDS = [
    (QuestionKind.CONSULTATION, _("Consultation – I want to know how something works.")),
    (QuestionKind.APPEAL, _("Appeal – something is wrong for me and should be put right.")),
    (QuestionKind.SUGGESTION, _("Suggestion – I have an idea how to do it better.")),
]


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is: consultation, appeal or suggestion.")},
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST_TEXT,
        widget=text_area(6),
        error_messages={"required": _("Write a few words first.")},
    )
    topic = ChosenField(label=_("Topic"), choices=Topic.choices, missing=_("Choose the topic of your question."))
    title = forms.CharField(
        label=_("Title"),
        max_length=100,
        required=False,
        help_text=_("Leave it empty and the first line of your question becomes the title."),
    )
    attachments = FilesField()


class RateForm(forms.Form):
    grade = forms.TypedChoiceField(
        label=_("How satisfied are you with the answer?"),
        choices=Grade,
        coerce=lambda value: Grade(int(value)),
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(label=_("Anything to add?"), max_length=1000, required=False, widget=text_area(2))


class AcceptForm(CaseForm[Question]):
    tier = ChosenField(
        label=_("How difficult is it?"), choices=Tier.choices, missing=_("Say how difficult the question is.")
    )

    def clean_tier(self) -> Tier:
        return Tier(self.cleaned_data["tier"])


class AnswerForm(CaseForm[Question], MessageForm):
    text = forms.CharField(label=_("Answer"), max_length=LONGEST_TEXT, widget=text_area(8))


class AcceptAndAnswerForm(AcceptForm, AnswerForm):
    field_order = ["tier", "text", "attachments"]


class PublishForm(CaseForm[Question]):
    title = forms.CharField(label=_("Question"), max_length=200)
    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_TEXT,
        widget=text_area(6),
        help_text=_("Leave out names, numbers and whatever points to a person: every worker of the unit reads it."),
    )
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)

    def prepare(self) -> None:
        """Propose the title and the last answer; offer the question's unit and those above it."""
        answers = self.case.messages.for_worker().filter(side=Side.OFFICE)
        self.fields["title"].initial = self.case.title
        self.fields["text"].initial = answers.order_by("-id").values_list("text", flat=True).first()
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = Unit.objects.filter(path__in=Unit.paths_down_to(self.case.unit.path)).order_by("path")
        unit.initial = self.case.unit_id


class NoteForm(CaseForm[Question]):
    text = forms.CharField(
        label=_("Internal note"),
        max_length=LONGEST_TEXT,
        widget=text_area(3),
        help_text=_("Only counsellors read it, never the asker."),
    )


class TierForm(CaseForm[Question]):
    tier = forms.TypedChoiceField(label=_("Tier"), choices=Tier, coerce=Tier)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def prepare(self) -> None:
        self.fields["tier"].initial = self.case.tier


class AssignForm(CaseForm[Question]):
    counsellor = forms.ModelChoiceField(label=_("Counsellor"), queryset=User.objects.none())

    def prepare(self) -> None:
        able = access.holders(ConsultationPermission.ANSWER_QUESTION, self.case.unit)
        counsellor = self.fields["counsellor"]
        assert isinstance(counsellor, forms.ModelChoiceField)
        counsellor.queryset = able.exclude(Q(pk=self.case.counsellor_id)).order_by("name", "username")


class UrgeForm(CaseForm[Question]):
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class QuestionFilter(PeopleFilter, DeadlineFilter[Questions]):
    states = QuestionState.choices
    perm = ConsultationPermission.VIEW_QUESTION
    q = SearchField(_("Number, words, name, pinyin"), max_length=100)
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[("", _("All")), *Tier.choices])
    mine = forms.BooleanField(label=_("Mine"), required=False)
    supervised = forms.BooleanField(label=_("Under supervision"), required=False)
    field_order = ["q", "state", "tier", "unit", "overdue", "mine", "supervised"]

    def narrow(self, rows: Questions) -> Questions:
        rows = super().narrow(rows.matching(self.chosen("q") or "", self.people))
        if tier := self.chosen("tier"):
            rows = rows.filter(tier=tier)
        if self.chosen("mine"):
            rows = rows.filter(counsellor=self.user)
        return rows.filter(supervised=True) if self.chosen("supervised") else rows
