from collections.abc import Iterable
from datetime import date
from typing import Unpack

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import access
from members.authority.models import User
from members.register.models.member import Member
from members.units.forms import UnitField
from members.units.models.units import Unit
from office.days import DayField, PastDayField
from office.forms import ReasonField, ReasonForm, SearchField, YuanField
from office.types import FormData, FormOptions, Upload
from office.uploads.fields import FilesField, FilesInput
from office.uploads.rules import PHOTO, kind_of
from welfare.choices import Form, Kind, Refusal
from welfare.permissions import WelfarePermission
from welfare.visits.actions.asking import Bedside
from welfare.visits.actions.carrying_out import Done, Payment, no_receipt, visitors_for
from welfare.visits.actions.deciding import Reason
from welfare.visits.checking import Wanted
from welfare.visits.choices import EVENT_KINDS, HOME_VISIT, RELATIONS, PaymentWay, VisitState
from welfare.visits.models.visits import Visit
from welfare.visits.querysets import Visits
from welfare.visits.said import Received, Said

SEALED = {"data-sensitive": "", "autocomplete": "off"}
EVENTS = [(kind.value, kind.label) for kind in EVENT_KINDS]
CHOOSE = [("", _("Please choose"))]
SentFiles = MultiValueDict[str, Upload] | None


class SealedForm(forms.Form):
    """A form whose every entry is sealed: none of them outlasts the page on the device or in kept answers."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for field in cls.declared_fields.values():
            field.widget.attrs |= SEALED


class SignatureInput(FilesInput):
    """A file input for a picture of a signature; static/js/signature.js adds the glass that is signed on."""

    photos = "signature"
    allow_multiple_selected = False

    def __init__(self) -> None:
        super().__init__({"data-signature": "", "accept": "image/*"})

    def value_from_datadict(self, data: FormData, files: SentFiles, name: str) -> list[Upload]:
        return files.getlist(name) if files else []


class SignatureField(FilesField):
    """A field of one picture: what was drawn on the glass, or a photo of a signature."""

    widget: type[FilesInput] = SignatureInput
    tells_limits = False

    def clean(self, data: Iterable[Upload | None] | None, initial: object = None) -> list[Upload]:
        files = super().clean(data, initial)
        kinds = [kind_of(file.name or "") for file in files]
        if len(files) > 1 or any(kind is None or kind.label != PHOTO for kind in kinds):
            raise forms.ValidationError(_("A signature is a picture: draw it, or choose a photo of it."))
        return files


class AskForm(SealedForm):
    """What a worker says of an event; what stands in it depends on the kind."""

    kind = forms.ChoiceField(label=_("event"), choices=[*CHOOSE, *EVENTS])
    event_on = PastDayField(label=_("day of the event"))
    relation = forms.ChoiceField(
        label=_("relation of the one who died"), required=False, choices=[("", "—"), *RELATIONS]
    )
    relative = forms.CharField(label=_("name of the one who died"), required=False, max_length=64)
    illness = forms.CharField(
        label=_("illness"), required=False, max_length=100, help_text=_("As on the diagnosis or the discharge summary.")
    )
    operation = forms.BooleanField(label=_("with an operation"), required=False)
    words = forms.CharField(
        label=pgettext_lazy("visit", "what happened"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form = forms.ChoiceField(
        label=pgettext_lazy("of a benefit", "form"), required=False, choices=[("", _("as usual")), *Form.choices]
    )
    amount = YuanField(
        label=_("sum"),
        required=False,
        min_value=1,
        max_digits=12,
        decimal_places=2,
        help_text=_("Empty for all that the documents allow."),
    )
    papers = FilesField(
        label=_("papers and photos"),
        help_text=_("The certificate, the diagnosis, the proof of kinship. Only those who decide open them."),
    )
    agreed = forms.BooleanField(
        label=_("I agree that the union keeps this about my health, encrypted, for this visit"), required=False
    )

    def clean(self) -> None:
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind == Kind.KIN_DEATH:
            for name in ("relation", "relative"):
                if not self.cleaned_data.get(name):
                    self.add_error(name, _("Say who died: the documents name the relatives who count."))

    @property
    def wanted(self) -> Wanted:
        """What is asked for, once the form is valid."""
        given = self.cleaned_data
        kind = given["kind"]
        kin, ill = kind == Kind.KIN_DEATH, kind == Kind.HOSPITAL
        said = Said(
            words=given["words"].strip(),
            illness=given["illness"].strip() if ill else "",
            operation=given["operation"] and ill,
            relation=given["relation"] if kin else "",
            relative=given["relative"].strip() if kin else "",
        )
        return Wanted(kind=kind, event_on=given["event_on"], said=said, form=given["form"], amount=given["amount"])


class ReceiptForm(SealedForm):
    """How something says that it was received: a signature, a signed receipt, or a name and why nobody signs."""

    signature = SignatureField(
        label=_("signature of the one who received"),
        help_text=_("Sign on the glass with a finger or a pen, or choose a photo of the signature."),
    )
    receipts = FilesField(label=_("signed receipt"))
    receiver = forms.CharField(
        label=_("name of the one who received"), required=False, max_length=64, help_text=_("Only if nobody can sign.")
    )
    unsigned = forms.CharField(label=_("why nobody signs"), required=False, max_length=200)

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        for name, other in (("receiver", "unsigned"), ("unsigned", "receiver")):
            if given.get(name) and not given.get(other) and other not in self.errors:
                self.add_error(other, _("Say who received, and why nobody signs."))

    @property
    def received(self) -> Received:
        """Who received where nobody could sign."""
        return Received(self.cleaned_data["receiver"].strip(), self.cleaned_data["unsigned"].strip())


class EnterForm(ReceiptForm, AskForm):
    """The same entered for a member by a group leader or an officer, with what was done at the bedside already."""

    member = forms.CharField(
        label=_("employee number of the member"), max_length=32, widget=forms.TextInput(attrs=SEALED)
    )
    visited_on = PastDayField(
        label=_("visited on"), required=False, help_text=_("Only if somebody was there already, with a receipt.")
    )
    receipts = FilesField(
        label=_("signed receipt"), help_text=_("A photo of the signed receipt, or of the handing over.")
    )
    report = forms.CharField(
        label=_("words of the visitors"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: FormData = None, files: SentFiles = None, *, user: User, initial: object = None) -> None:
        super().__init__(data, files, initial={"member": initial} if initial else None)
        perms = (WelfarePermission.ASK_VISIT, WelfarePermission.HANDLE_VISIT)
        self.members = Member.objects.filter(access.within(user, perms[0]) | access.within(user, perms[1]))
        self.fields["agreed"].label = _("The member agrees that the union keeps this about their health, encrypted")
        self.order_fields(["member"])

    def clean_member(self) -> Member:
        number = "".join(self.cleaned_data["member"].upper().split())
        member = self.members.filter(employee_number=number).select_related("unit").first()
        if member is None:
            raise forms.ValidationError(_("There is no such member within your reach."))
        return member

    @property
    def bedside(self) -> Bedside | None:
        """What was done already, None where nobody was there yet."""
        given = self.cleaned_data
        if given["visited_on"] is None:
            return None
        return Bedside(
            on=given["visited_on"],
            words=given["report"],
            receipts=given["receipts"],
            signature=given["signature"],
            received=self.received,
        )

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        receipted = any(given.get(name) for name in ("receipts", "signature", "receiver"))
        if receipted and not given.get("visited_on") and "visited_on" not in self.errors:
            self.add_error("visited_on", _("Say on which day the visit was."))
        if given.get("visited_on") and not receipted and "receipts" not in self.errors:
            self.add_error("receipts", no_receipt())


class PapersForm(SealedForm):
    papers = FilesField(label=_("papers and photos"), required=True)


class RevealForm(ReasonForm):
    reason = ReasonField(missing=_("Say why you need to read it."))


class RefuseForm(SealedForm):
    why = forms.ChoiceField(label=_("why it is refused"), choices=[*CHOOSE, *Refusal.choices])
    document = forms.CharField(label=_("document that says so"), max_length=200)
    words = forms.CharField(
        label=_("what the member is told"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the member and those who decide read it."),
    )

    @property
    def reason(self) -> Reason:
        given = self.cleaned_data
        return Reason(Refusal(given["why"]), given["document"], given["words"])


class CancelForm(SealedForm):
    words = forms.CharField(
        label=_("why it is given up"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only the member and those who decide read it."),
    )


class PlanForm(forms.Form):
    on = DayField(label=_("planned on"))

    def __init__(self, data: FormData = None, *, visit: Visit) -> None:
        initial = {"first": visit.first_visitor_id, "second": visit.second_visitor_id, "on": visit.planned_on}
        super().__init__(data, initial=initial)
        people = User.objects.filter(pk__in=[one.pk for one in visitors_for(visit.unit)]).order_by("name", "pk")
        for name, label in (("first", _("first visitor")), ("second", _("second visitor"))):
            self.fields[name] = forms.ModelChoiceField(label=label, queryset=people, empty_label=_("Please choose"))
        self.order_fields(["first", "second"])


class CarryOutForm(ReceiptForm):
    on = PastDayField(label=_("visited on"))
    photos = FilesField(label=_("photos of the visit"))
    words = forms.CharField(
        label=_("words of the visitors"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: FormData = None, files: SentFiles = None) -> None:
        super().__init__(data, files)
        self.fields["on"].initial = timezone.localdate()
        self.order_fields(["on", "signature", "receipts", "photos", "receiver", "unsigned", "words"])

    @property
    def done(self) -> Done:
        given = self.cleaned_data
        files = {name: given[name] for name in ("receipts", "photos", "signature")}
        return Done(on=given["on"], words=given["words"], received=self.received, **files)


class PayForm(forms.Form):
    way = forms.ChoiceField(label=_("how it was paid"), choices=[*CHOOSE, *PaymentWay.choices])
    on = PastDayField(label=pgettext_lazy("visit", "paid on"))
    voucher = forms.CharField(
        label=_("number of the voucher"),
        max_length=60,
        help_text=_("Of the receipt in cash, or of the bank's slip (转账回单)."),
    )

    def __init__(self, data: FormData = None, **options: Unpack[FormOptions]) -> None:
        super().__init__(data, **options)
        self.fields["on"].initial = timezone.localdate()

    @property
    def payment(self) -> Payment:
        given = self.cleaned_data
        return Payment(PaymentWay(given["way"]), given["on"], given["voucher"])


class VisitFilter(forms.Form):
    """The filter of the list of visits; its fields are kept in the URL."""

    q = SearchField(_("Name or employee number"))
    kind = forms.ChoiceField(
        label=_("event"), required=False, choices=[("", _("all")), *EVENTS, (HOME_VISIT.value, HOME_VISIT.label)]
    )
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("all")), *VisitState.choices],
    )
    since = DayField(label=_("event from"), required=False)
    until = DayField(label=_("event until"), required=False)

    def __init__(self, data: FormData, *, user: User) -> None:
        super().__init__(data)
        self.fields["unit"] = UnitField(user=user, perm=WelfarePermission.VIEW_VISIT, required=False)
        self.order_fields(["q", "unit", "kind", "state", "since", "until"])

    def narrow(self, visits: Visits) -> Visits:
        """Return the visits that pass; none at all while a field is wrong."""
        if not self.is_valid():
            return visits.none()
        asked = self.cleaned_data
        unit: Unit | None = asked["unit"]
        first: date | None = asked["since"]
        last: date | None = asked["until"]
        if unit:
            visits = visits.filter(unit__path__startswith=unit.path)
        if asked["q"]:
            visits = visits.named(asked["q"])
        if first:
            visits = visits.filter(event_on__gte=first)
        if last:
            visits = visits.filter(event_on__lte=last)
        return visits.filter(**{name: asked[name] for name in ("kind", "state") if asked[name]})
