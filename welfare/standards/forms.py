from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.units.forms import UnitField, default_unit
from office.days import DayField
from office.forms import YuanField
from office.types import FormData
from welfare.choices import Basis, Condition, Festival, Form, Kind
from welfare.kinds.fields import kind_or_choose
from welfare.kinds.names import kind_or_all
from welfare.permissions import WelfarePermission
from welfare.standards import rules
from welfare.standards.querysets import Caps
from welfare.standards.regions import REGIONS

RELATIONS = [
    ("spouse", _("spouse")),
    ("parent", _("parent")),
    ("child", _("child")),
    ("other", _("another relative")),
]
NOT_SAID = [("", _("not said"))]


class DueForm(forms.Form):
    """Asks what is due for an event of one member; what isn't filled in refuses nothing. Its fields are in the URL."""

    kind = forms.ChoiceField(label=_("kind"), choices=kind_or_choose)
    on = DayField(label=_("day of the event"), help_text=_("Not the day of entering it: the rules of that day count."))
    festival = forms.ChoiceField(label=_("festival"), required=False, choices=[*NOT_SAID, *Festival.choices])
    standard = YuanField(
        label=_("standard"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("What you mean to give; empty for the most that may be given."),
    )
    already = YuanField(
        label=_("given already this year"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    form = forms.ChoiceField(label=_("form"), required=False, choices=[*NOT_SAID, *Form.choices])
    operation = forms.BooleanField(label=_("with an operation"), required=False)
    earlier_on = DayField(label=_("earlier visit on"), required=False)
    # What somebody fell ill with is not asked: it would stand in the address.
    other_cause = forms.BooleanField(label=_("the earlier visit was for another illness"), required=False)
    relation = forms.ChoiceField(label=_("relative"), required=False, choices=[*NOT_SAID, *RELATIONS])
    claimed_on = DayField(label=_("claimed on"), required=False)
    no_file = forms.BooleanField(label=_("there is no file"), required=False)
    no_dues = forms.BooleanField(label=_("the member pays no dues"), required=False)
    wage_not_in_base = forms.BooleanField(
        label=_("the member's wage is not in the base of the union fund"), required=False
    )
    elsewhere = forms.BooleanField(label=_("the member receives benefits elsewhere"), required=False)
    retired = forms.BooleanField(label=_("retired"), required=False)

    def __init__(self, data: FormData = None, *, user: User, today: date) -> None:
        super().__init__(data, initial={"on": today, "kind": Kind.FESTIVAL})
        perm = WelfarePermission.VIEW_CAP
        self.fields["unit"] = UnitField(user=user, perm=perm, initial=default_unit(user, perm))
        self.order_fields(["kind", "unit", "on"])

    def clean(self) -> None:
        super().clean()
        on, claimed, earlier = (self.cleaned_data.get(name) for name in ("on", "claimed_on", "earlier_on"))
        if on and claimed and claimed < on:
            self.add_error("claimed_on", _("Nobody claims before the event, which is on %(day)s.") % {"day": on})
        if on and earlier and earlier > on:
            self.add_error(
                "earlier_on", _("The earlier visit is not after this one, which is on %(day)s.") % {"day": on}
            )

    @property
    def facts(self) -> rules.Facts:
        """What the form says, once it is valid."""
        said = self.cleaned_data
        before = "another" if said["other_cause"] else "this"
        earlier = said["earlier_on"] and rules.EarlierVisit(on=said["earlier_on"], illness=before)
        return rules.Facts(
            kind=said["kind"],
            on=said["on"],
            standard=said["standard"],
            already=said["already"] or rules.ZERO,
            festival=said["festival"],
            conditions=frozenset({Condition.OPERATION.value} if said["operation"] else ()),
            illness="this",
            earlier_visit=earlier or None,
            relation=said["relation"],
            form=said["form"],
            has_file=False if said["no_file"] else None,
            claimed_on=said["claimed_on"],
            pays_dues=not said["no_dues"],
            wage_in_base=not said["wage_not_in_base"],
            benefits_elsewhere=said["elsewhere"],
            retired=said["retired"],
        )


class CapFilter(forms.Form):
    """The filter of the list of caps; its fields are kept in the URL."""

    kind = forms.ChoiceField(label=_("kind"), required=False, choices=kind_or_all)
    region = forms.ChoiceField(label=_("region"), required=False, choices=[("", _("all")), *REGIONS.items()])
    basis = forms.ChoiceField(label=_("counted"), required=False, choices=[("", _("all")), *Basis.choices])
    on = DayField(label=_("in force on"), required=False)

    def __init__(self, data: FormData = None, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_CAP, required=False)

    def narrow(self, caps: Caps) -> Caps:
        """Return the caps that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return caps.none()
        asked = self.cleaned_data
        for name in ("kind", "basis"):
            caps = caps.filter(**{name: asked[name]}) if asked[name] else caps
        if asked["region"]:
            caps = caps.filter(region=REGIONS[asked["region"]])
        if asked["unit"]:
            caps = caps.filter(unit__path__startswith=asked["unit"].path)
        return caps.in_force(asked["on"]) if asked["on"] else caps
