"""Forms of approvals: the trial of the rules, a new rule, the filters of the lists."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.approvals.kinds import KINDS
from members.approvals.querysets import ApprovalRounds, ApprovalRules
from members.approvals.rules import DEFAULT_DAYS, MOST_STAGES, StagePlan, Verdict, Whose
from members.authority.models import Post, User
from members.permissions import MembersPermission
from members.units.forms import UnitField, default_unit
from office.days import DayField
from office.forms import YuanField
from office.types import FieldValues, FormData, Message


def kind_choices() -> list[tuple[str, Message]]:
    """Return the kinds of things that are approved."""
    return [(kind.code, kind.label) for kind in KINDS.values()]


class PostField(forms.ModelChoiceField[Post]):
    """A post, or nobody in particular: whoever may approve this kind."""

    def __init__(self, *, label: Message) -> None:
        super().__init__(
            Post.objects.all(), label=label, required=False, empty_label=_("whoever may approve this, also from above")
        )


class TrialForm(forms.Form):
    """Asks who would approve which sum of which unit; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), choices=kind_choices)
    amount = YuanField(label=_("sum"), max_digits=14, decimal_places=2, min_value=0)

    def __init__(self, data: FormData, *, user: User) -> None:
        perm = MembersPermission.VIEW_APPROVALRULE
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["kind", "unit", "amount"])


class RuleForm(forms.Form):
    """Asks for a rule of a unit with up to MOST_STAGES stages; a stage without a number of people is left out."""

    kind = forms.ChoiceField(label=_("kind"), choices=kind_choices)
    min_amount = YuanField(label=_("from the sum of"), max_digits=14, decimal_places=2, min_value=0, initial=Decimal(0))
    days = forms.IntegerField(
        label=_("working days for each stage"),
        min_value=1,
        max_value=30,
        initial=DEFAULT_DAYS,
        help_text=_("Then the unit above is told and may step in."),
    )

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        perm = MembersPermission.CHANGE_APPROVALRULE
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["kind", "unit", "min_amount", "days"])
        for number in range(1, MOST_STAGES + 1):
            self.fields[f"needed_{number}"] = forms.IntegerField(
                label=_("people who approve"),
                required=number == 1,
                min_value=1,
                max_value=9,
                initial=2 if number == 1 else None,
            )
            self.fields[f"post_{number}"] = PostField(label=_("post"))
            self.fields[f"whose_{number}"] = forms.ChoiceField(
                label=_("of"), choices=Whose.choices, required=False, initial=Whose.OWN
            )

    @property
    def stages(self) -> list[tuple[int, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields of each stage: number, people, post, whose."""
        return [
            (number, self[f"needed_{number}"], self[f"post_{number}"], self[f"whose_{number}"])
            for number in range(1, MOST_STAGES + 1)
        ]

    def plans(self) -> list[StagePlan]:
        """Return the stages that were filled in."""
        asked = self.cleaned_data
        found = []
        for number in range(1, MOST_STAGES + 1):
            if needed := asked.get(f"needed_{number}"):
                post = asked.get(f"post_{number}")
                found.append(StagePlan(post.pk if post else None, asked.get(f"whose_{number}") or Whose.OWN, needed))
        return found


class WaitingFilter(forms.Form):
    """The filter of what waits for one's approval; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=lambda: [("", _("all")), *kind_choices()])
    late = forms.BooleanField(label=_("late"), required=False)

    def narrow(self, rounds: ApprovalRounds) -> ApprovalRounds:
        """Return the rounds that pass; none while a field is wrong."""
        if not self.is_valid():
            return rounds.none()
        if self.cleaned_data["kind"]:
            rounds = rounds.filter(kind=self.cleaned_data["kind"])
        return rounds.filter(due_on__lt=timezone.localdate()) if self.cleaned_data["late"] else rounds


class RuleFilter(forms.Form):
    """The filter of the rules in force; its fields are kept in the URL beside those of the trial."""

    of_kind = forms.ChoiceField(label=_("kind"), required=False, choices=lambda: [("", _("all")), *kind_choices()])

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["of_unit"] = UnitField(user=user, perm=MembersPermission.VIEW_APPROVALRULE, required=False)

    def narrow(self, rules: ApprovalRules) -> ApprovalRules:
        """Return the rules that pass, those of a unit with those of the units below it; none while a field is wrong."""
        if not self.is_valid():
            return rules.none()
        if self.cleaned_data["of_kind"]:
            rules = rules.filter(kind=self.cleaned_data["of_kind"])
        unit = self.cleaned_data["of_unit"]
        return rules.filter(unit__path__startswith=unit.path) if unit else rules


class DecisionFilter(forms.Form):
    """The filter of what one has decided; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=lambda: [("", _("all")), *kind_choices()])
    verdict = forms.ChoiceField(label=_("decision"), required=False, choices=[("", _("all")), *Verdict.choices])
    since = DayField(label=_("from"), required=False)
    until = DayField(label=_("until"), required=False)

    def conditions(self) -> FieldValues | None:
        """Return the filter as arguments of `filter`, None while a field is wrong."""
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        lookups = {
            "round__kind": asked["kind"],
            "verdict": asked["verdict"],
            "at__date__gte": asked["since"],
            "at__date__lte": asked["until"],
        }
        return {name: value for name, value in lookups.items() if value}
