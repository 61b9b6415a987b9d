from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.deadlines.models import WithDue
from consultation.deadlines.querysets import WithDeadlines
from members import access
from members.authority.models import User
from members.cases.forms import CaseForm
from members.cases.models import Case
from members.choices import UnitKind
from members.units.models.units import Unit
from office.types import FormData, Message

LONGEST_NOTE = 300
LONGEST_EXTENSION = 30
C = TypeVar("C", bound=Case)
Rows = TypeVar("Rows", bound=WithDeadlines[WithDue])


class DeadlineFilter(forms.Form, Generic[Rows]):
    """The filter of a list of rows with states and deadlines, by default of the open ones; its fields stay in the URL.

    Units that it offers are those in reach by `perm`.
    """

    OPEN, ALL = "open", "all"
    state = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ModelChoiceField(label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All"))
    overdue = forms.BooleanField(label=_("Overdue"), required=False)

    states: Sequence[tuple[str, Message]] = ()
    perm = ""

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.user = user
        state, unit = self.fields["state"], self.fields["unit"]
        assert isinstance(state, forms.ChoiceField) and isinstance(unit, forms.ModelChoiceField)
        state.choices = [(self.OPEN, _("Open")), (self.ALL, _("All")), *self.states]
        state.initial = self.OPEN
        # Groups are too many to choose from.
        unit.queryset = access.units(user, self.perm).filter(
            kind__in=(UnitKind.FEDERATION, UnitKind.UNION, UnitKind.BRANCH)
        )

    # Any: cleaned values have no types.
    def chosen(self, name: str) -> Any:
        """Return the value of a field, None where it is empty or invalid; for `state` OPEN instead of None."""
        self.is_valid()
        value = self.cleaned_data.get(name) or None
        return value or (self.OPEN if name == "state" else None)

    def narrow(self, rows: Rows) -> Rows:
        """Return the rows that pass; a field with an invalid value is ignored."""
        rows = self.in_state(rows)
        if unit := self.chosen("unit"):
            rows = rows.filter(unit__path__startswith=unit.path)
        return rows.overdue(timezone.localdate()) if self.chosen("overdue") else rows

    def in_state(self, rows: Rows) -> Rows:
        """Return the rows in the chosen state."""
        state = self.chosen("state")
        if state == self.OPEN:
            return rows.open()
        return rows if state == self.ALL else rows.filter(state=state)


class PauseForm(CaseForm[C]):
    note = forms.CharField(
        label=_("What do you wait for?"),
        max_length=LONGEST_NOTE,
        help_text=_("The worker reads it. Today and the days that follow don't count until the limit goes on."),
    )


class ExtendForm(CaseForm[C]):
    days = forms.IntegerField(label=_("By how many working days?"), min_value=1, max_value=LONGEST_EXTENSION)
    note = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_NOTE,
        help_text=_("The worker reads it, with the new day. A limit can be extended once."),
    )
