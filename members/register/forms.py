from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import access, choices
from members.authority.models import User
from members.permissions import MembersPermission
from members.register.actions.search import search_people
from members.register.querysets.members import Members
from members.register.querysets.search import PeopleSearch
from members.register.rules.names import ReadName, read_name
from members.units.forms import UnitField
from members.units.models.places import UnitPlace
from office.days import DayField, PastDayField
from office.forms import ReasonField, ReasonForm, SearchField
from office.refusals import refusals_into
from office.text import unified
from office.types import FormData

# What `?sort=` may name in the list of members → the field.
SORTS = {
    "name": "pinyin",
    "employee_number": "employee_number",
    "unit": "unit__path",
    "post_category": "post_category",
    "employment": "employment",
    "joined_on": "joined_on",
    "state": "state",
    "entered": "pk",
}
# The keys whose field is another one for the register as of a day.
SORTS_THEN = {"unit": "unit_path_then", "state": "state_then"}


class UsualTextField(forms.CharField):
    """A text in usual characters of Chinese.

    One that only looks like it is refused once, with both forms; the box then holds the usual one, to be sent again.
    """

    def read(self, typed: str) -> ReadName:
        """Return the text as it is stored, with what was typed where that is replaced, or why it is refused."""
        usual = unified(typed)
        return ReadName(usual, before=typed if usual != typed else "")

    def to_python(self, value: object) -> str:
        found = self.read(super().to_python(value) or "")
        if found.reason:
            raise forms.ValidationError(found.sentence, code=found.reason.code)
        if found.before:
            both = {"before": found.before, "after": found.name}
            raise forms.ValidationError(
                gettext("“%(before)s” isn't in usual characters. “%(after)s” is: compare, then send it again.") % both,
                code="unusual_characters",
            )
        return found.name

    def bound_data(self, data: object, initial: object) -> object:
        bound = super().bound_data(data, initial)
        if not isinstance(bound, str):
            return bound
        found = self.read(bound)
        return found.name if found.before and not found.reason else bound


class NameField(UsualTextField):
    """The name of a person in its stored form (names.read_name)."""

    def read(self, typed: str) -> ReadName:
        return read_name(typed)


class NameWithOfficeField(UsualTextField):
    """The name of a person who is no member, by the rules of names; blanks stay, as between an office and a name."""

    def read(self, typed: str) -> ReadName:
        return read_name(typed, is_han=False)


class PeopleFilter(forms.Form):
    """The base of filters with a search for people, `q`; whoever asks is `user`, which subclasses set."""

    user: User
    people: PeopleSearch | None = None
    """The search, once the form is valid; None for an empty one."""

    q = SearchField(_("Name, pinyin, initials, employee number, phone tail"))

    def clean(self) -> None:
        super().clean()
        if text := self.cleaned_data.get("q", "").strip():
            with refusals_into(self):
                self.people = search_people(self.user, text)


class MemberFilter(PeopleFilter):
    """Filters the list of members; `perm` is the permission in whose units it looks a unit up.

    Without a state it shows those who have not left, as headcounts do; a search finds everybody.
    """

    PRESENT, ALL = "", "all"
    state = forms.ChoiceField(
        label=_("membership"),
        required=False,
        choices=[(PRESENT, _("present")), (ALL, _("all")), *choices.MemberState.choices],
    )
    post_category = forms.ChoiceField(
        label=_("post category"),
        required=False,
        choices=[("", _("all")), *[c for c in choices.PostCategory.choices if c[0]]],
    )
    employment = forms.ChoiceField(
        label=_("employment status"), required=False, choices=[("", _("all")), *choices.Employment.choices]
    )
    employment_form = forms.ChoiceField(
        label=_("form of employment"), required=False, choices=[("", _("all")), *choices.EmploymentForm.choices]
    )
    hardship = forms.ChoiceField(
        label=_("hardship"),
        required=False,
        choices=[("", _("all")), *[c for c in choices.Hardship.choices if c[0]]],
    )
    since = PastDayField(label=_("member since, from"), required=False)
    until = DayField(label=_("member since, until"), required=False)
    on = PastDayField(label=_("register as of"), required=False)

    def __init__(self, data: FormData, *, user: User, perm: str = MembersPermission.VIEW_MEMBER) -> None:
        super().__init__(data)
        self.user = user
        self.fields["unit"] = UnitField(user=user, perm=perm, required=False)
        if not access.holds(user, MembersPermission.VIEW_HARDSHIPMARK):
            del self.fields["hardship"]
        self.order_fields(["q", "unit"])

    @property
    def day(self) -> date | None:
        """The day as of which the register is shown; None for today, and while a field is wrong."""
        return self.cleaned_data["on"] if self.is_valid() else None

    @property
    def looks_everywhere(self) -> bool:
        """Whether a search finds people in every state, records merged into another one included."""
        return self.people is not None

    @property
    def only_present(self) -> bool:
        """Whether the list has only those who have not left."""
        return self.is_valid() and self.cleaned_data["state"] == self.PRESENT and not self.looks_everywhere

    @property
    def any_state(self) -> bool:
        """Whether the list has those who have left too, whom no state was chosen for."""
        return self.is_valid() and self.cleaned_data["state"] in (self.PRESENT, self.ALL) and not self.only_present

    def narrow(self, members: Members) -> Members:
        """Return those of `members` that pass; none while a field is wrong.

        With a day, `members` are those of `as_of`: unit and state are those of the day, the other fields today's.
        """
        if not self.is_valid():
            return members.none()
        state = self.cleaned_data["state"]
        state_field = "state_then" if self.day else "state"
        if self.people:
            members = members.matching(self.people)
        elif state == self.PRESENT:
            members = members.exclude(**{f"{state_field}__in": choices.LEFT_STATES})
        elif state == self.ALL and not self.day:
            # Records merged into another one are listed only when searched for.
            members = members.exclude(state=choices.MemberState.MERGED)
        if state not in (self.PRESENT, self.ALL):
            members = members.filter(**{state_field: state})
        if unit := self.cleaned_data["unit"]:
            below = {"unit_then__in": UnitPlace.objects.below(unit, self.day)} if self.day else None
            members = members.filter(**below or {"unit__path__startswith": unit.path})
        if since := self.cleaned_data["since"]:
            members = members.filter(joined_on__gte=since)
        if until := self.cleaned_data["until"]:
            members = members.filter(joined_on__lte=until)
        for key in ("post_category", "employment", "employment_form"):
            if value := self.cleaned_data[key]:
                members = members.filter(**{key: value})
        if hardship := self.cleaned_data.get("hardship"):
            # A filter must not tell of whom the officer may not know it.
            reach = access.within(self.user, MembersPermission.VIEW_HARDSHIPMARK)
            members = members.filter(reach, hardship=hardship)
        return members


class RevealForm(ReasonForm):
    reason = ReasonField(missing=_("Say why you need to see the number in full."))


# Fields of Member that several forms ask for: about the person, about the work; and form fields other than Django's.
PERSON = [
    "id_kind",
    "sex",
    "birth_date",
    "ethnic_group",
    "education",
    "skill_level",
    "politics",
    "household_kind",
    "household_place",
    "native_place",
    "is_migrant",
]
WORK = ["employment", "employment_form", "post_category", "hired_on", "work_site"]
FIELD_CLASSES = {"name": NameField, "birth_date": PastDayField, "hired_on": PastDayField}


class FullExportForm(ReasonForm):
    reason = ReasonField(missing=_("Say why the numbers are needed in full."))
