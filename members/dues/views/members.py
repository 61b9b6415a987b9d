"""One member's dues: wages, charges, payments and waivers, and what is done about them."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.dues.actions.payments import pay_charge, reverse_payment
from members.dues.actions.wages import drop_wage, end_waiver, set_wage, waive_dues
from members.dues.forms.dues import EndWaiverForm, PayForm, WageForm, WaiveForm
from members.dues.models.charges import DuesBasis, DuesCharge, DuesWaiver
from members.dues.models.payments import DuesPayment
from members.dues.querysets import Payments
from members.dues.receipts import NAME, issue_receipt
from members.dues.rules import ChargeState, Exemption, first_of_month
from members.dues.views.months import KEEP, VIEW
from members.permissions import MembersPermission
from members.register.actions.entry_lock import is_own, write_refusal
from members.register.models.member import Member
from members.units.models.units import Unit
from office.documents.actions import file_of
from office.documents.models import IssuedDocument
from office.documents.responses import issued
from office.forms import ButtonForm, ReasonForm
from office.refusals import answer, refusals_into
from office.types import FieldValues, Message

WAIVE = MembersPermission.WAIVE_DUES
CHARGES_SHOWN = 60


def _member(request: AuthenticatedHttpRequest, perm: str, pk: int) -> Member:
    members = Member.objects.visible_to(request.user, perm).select_related("unit")
    return get_object_or_404(members.defer("id_number", "bank_card"), pk=pk)


@needs(VIEW)
def dues_member(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show a person's wages, charges and payments of the last five years, and waivers, of all their records."""
    member = _member(request, VIEW, pk)
    if kept := Member.objects.visible_to(request.user, VIEW).filter(doubles=member).first():
        return redirect("members:dues_member", pk=kept.pk)
    records = Member.objects.records_of_person(member).values("pk")
    charges = DuesCharge.objects.visible_to(request.user, VIEW).filter(member__in=records)
    charges = charges.select_related("unit", "waiver")
    payments = DuesPayment.objects.visible_to(request.user, VIEW).filter(charge__member__in=records)
    writable = not write_refusal(member, request.user)
    keeps, waives = (access.can(request.user, perm, member.unit) for perm in (KEEP, WAIVE))
    context = {
        "member": member,
        "charges": charges.order_by("-month")[:CHARGES_SHOWN],
        "totals": charges.totals(),
        "payments": payments.select_related("unit", "charge", "by", "reversal", "reverses__unit")[:CHARGES_SHOWN],
        "wages": DuesBasis.objects.filter(member__in=records).order_by("-starts_on"),
        "waivers": DuesWaiver.objects.filter(member__in=records).select_related("by"),
        "may_keep": writable and keeps,
        "may_reverse": not is_own(request.user, member) and keeps,
        "may_waive": writable and waives,
        "may_read_reasons": keeps or waives,
        "may_see_member": access.can(request.user, MembersPermission.VIEW_MEMBER, member.unit),
    }
    return render(request, "members/dues/dues_member.html", context)


def _act(
    request: AuthenticatedHttpRequest,
    form: forms.Form,
    act: Callable[[FieldValues], object],
    *,
    member: Member,
    heading: Message,
    about: Message,
) -> HttpResponse:
    """Show a form about a member's dues; one that is valid is acted on, and leads back to the member."""
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            act(form.cleaned_data)
            messages.success(request, _("It is noted."))
            return redirect("members:dues_member", pk=member.pk)
    context = {"form": form, "member": member, "heading": heading, "about": about}
    return answer(request, "members/dues/dues_form.html", context)


@needs(KEEP)
def dues_wage(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Set a member's wage from a month on."""
    member = _member(request, KEEP, pk)
    form = WageForm(request.POST or None, initial={"starts_on": first_of_month(timezone.localdate())})

    def act(given: FieldValues) -> None:
        set_wage(member, given["wage"], given["starts_on"], by=request.user)

    about = _("Dues that are open follow the new wage; what is paid stays.")
    return _act(request, form, act, member=member, heading=_("Set the wage"), about=about)


@needs(KEEP)
def dues_wage_drop(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Take back a wage that was entered wrongly."""
    bases = DuesBasis.objects.visible_to(request.user, KEEP).select_related("member__unit")
    basis = get_object_or_404(bases, pk=pk)
    about = _("What counted before counts again; dues that are open follow.")
    form = forms.Form(request.POST if request.method == "POST" else None)

    def act(given: FieldValues) -> None:
        drop_wage(basis, by=request.user)

    return _act(request, form, act, member=basis.member, heading=_("Take back the wage"), about=about)


@needs(WAIVE)
def dues_waive(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Waive a member's dues for some months, for a reason."""
    member = _member(request, WAIVE, pk)
    form = WaiveForm(request.POST or None, initial={"starts_on": first_of_month(timezone.localdate())})

    def act(given: FieldValues) -> None:
        waive_dues(member, given["starts_on"], given["ends_on"], reason=given["reason"], by=request.user)

    about = _("In hardship, for example. What is paid stays paid.")
    return _act(request, form, act, member=member, heading=_("Waive dues"), about=about)


@needs(WAIVE)
def dues_waiver_end(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """End a waiver."""
    waivers = DuesWaiver.objects.visible_to(request.user, WAIVE).select_related("member__unit")
    waiver = get_object_or_404(waivers, pk=pk)
    form = EndWaiverForm(request.POST or None, initial={"ends_on": first_of_month(timezone.localdate())})

    def act(given: FieldValues) -> None:
        end_waiver(waiver, given["ends_on"], reason=given["reason"], by=request.user)

    return _act(request, form, act, member=waiver.member, heading=_("End the waiver"), about=waiver.reason)


@needs(KEEP)
def dues_pay(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Record a payment for one month."""
    charges = DuesCharge.objects.visible_to(request.user, KEEP).select_related("member__unit", "unit")
    charge = get_object_or_404(charges, pk=pk)
    form = PayForm(request.POST or None, initial={"amount": charge.open, "paid_on": timezone.localdate()})

    def act(given: FieldValues) -> None:
        pay_charge(
            charge,
            given["amount"],
            paid_on=given["paid_on"],
            paid_by=given["paid_by"],
            note=given["note"],
            beyond=given["beyond"],
            again=given["again"],
            by=request.user,
        )

    return _act(request, form, act, member=charge.member, heading=_("Note a payment"), about=f"{charge.month:%Y-%m}")


@needs(KEEP)
def dues_reverse(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Reverse a payment that was wrong."""
    payments = DuesPayment.objects.visible_to(request.user, KEEP).select_related("charge__member__unit", "unit")
    payment = get_object_or_404(payments, pk=pk)

    def act(given: FieldValues) -> None:
        reverse_payment(payment, reason=given["reason"], by=request.user)

    form, member = ReasonForm(request.POST or None), payment.charge.member
    return _act(request, form, act, member=member, heading=_("Reverse the payment"), about=payment.receipt)


@needs(VIEW)
def dues_receipt(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the numbered receipt of a payment."""
    payments = DuesPayment.objects.visible_to(request.user, VIEW).filter(reverses=None)
    return render(request, "members/dues/dues_receipt.html", _receipt_context(payments, pk))


@needs(VIEW)
def dues_receipt_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the receipt of a payment as PDF, issued the first time that somebody who keeps the dues asks for it.

    Redirect for a reversed payment, and for a reader while it is not issued.
    """
    return _receipt_file(request, DuesPayment.objects.visible_to(request.user, VIEW), pk)


def my_dues(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show what I owe and what I have paid, with the receipts."""
    charges = DuesCharge.objects.own(request.user).exclude(exemption=Exemption.MERGED, paid=0)
    charges = charges.select_related("unit", "waiver").order_by("-month")
    payments = DuesPayment.objects.own(request.user).filter(reverses=None)
    context = {
        "charges": charges[:CHARGES_SHOWN],
        "totals": charges.totals(),
        "unknown": charges.filter(state=ChargeState.UNKNOWN).values_list("month", flat=True)[:CHARGES_SHOWN],
        "payments": payments.select_related("unit", "charge", "reversal")[:CHARGES_SHOWN],
    }
    return render(request, "members/dues/my_dues.html", context)


def my_receipt(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the receipt of a payment of mine."""
    payments = DuesPayment.objects.own(request.user).filter(reverses=None)
    return render(request, "members/dues/my_receipt.html", _receipt_context(payments, pk))


def my_receipt_file(request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
    """Return the receipt of a payment of mine as PDF."""
    return _receipt_file(request, DuesPayment.objects.own(request.user), pk)


def _receipt_file(request: AuthenticatedHttpRequest, payments: Payments, pk: int) -> HttpResponseBase:
    found = payments.filter(reverses=None).select_related("charge__member", "unit", "by")
    payment = get_object_or_404(found, pk=pk)
    keeps = payment.charge.member.user_id == request.user.pk or access.can(request.user, KEEP, payment.unit)
    if not keeps and not IssuedDocument.objects.about(payment).filter(kind=NAME).exists():
        messages.info(request, _("The receipt is not issued yet: whoever keeps the dues issues it."))
        return redirect("..")
    link = ButtonForm(request.GET)
    with refusals_into(link):
        document = issue_receipt(payment, by=request.user, address=request.build_absolute_uri)
        return issued(document, file_of(document))
    messages.error(request, " ".join(map(str, link.non_field_errors())))
    return redirect("..")


def _receipt_context(payments: Payments, pk: int) -> dict[str, object]:
    """Return the context of a receipt: the payment, its member, and the union that gives it."""
    related = ("charge__member", "unit", "by", "reversal")
    payment = get_object_or_404(payments.select_related(*related), pk=pk)
    return {"payment": payment, "member": payment.charge.member, "union": Unit.objects.get_root(payment.unit)}
