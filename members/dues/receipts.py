"""The receipt of a payment of dues, as a document."""

from collections.abc import Sequence
from contextlib import suppress

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from members.dues.models.charges import DuesCharge
from members.dues.models.payments import DuesPayment
from members.permissions import MembersPermission
from members.units.models.units import Unit
from office.documents.actions import Address, issue_document
from office.documents.blocks import Content, Facts, Heading, Signatures, Text
from office.documents.kinds import DocumentKind, Placeholder, Values
from office.documents.models import IssuedDocument
from office.errors import NotAllowed
from office.money import capital_numerals, yuan

NAME = "dues_receipt"


def compose(text: str, values: Values) -> Content:
    title = _("Receipt for union dues")
    facts = Facts(
        [
            [(_("Number"), values["number"]), (_("Issued"), values["issued_on"])],
            [(_("Received from"), values["member.name"]), (_("Employee number"), values["member.employee_number"])],
            [(_("Unit"), values["unit"]), (_("Dues of the month"), values["month"])],
            [(_("Amount"), values["amount"]), (_("In capital numerals"), values["amount.capital"])],
            [(_("Day of payment"), values["paid_on"]), (_("Form of payment"), values["paid_by"])],
            [(_("Handler"), values["handler"])],
        ]
    )
    blocks = [
        Heading(title, [values["union"]]),
        facts,
        Text(text),
        Signatures([_("Seal of the union"), _("Signature")]),
    ]
    return Content(title, [blocks])


RECEIPT = DocumentKind(
    label=gettext_lazy("Receipt for union dues"),
    text=gettext_lazy("The union thanks you for your dues. Keep this receipt."),
    help_text=gettext_lazy("It stands below the table."),
    permission=MembersPermission.VIEW_DUES,
    compose=compose,
    placeholders=[
        Placeholder("number", gettext_lazy("number"), "DH0101-2026-00012"),
        Placeholder("issued_on", gettext_lazy("day of issue"), "2026-11-27"),
        Placeholder("union", gettext_lazy("union"), "东海机械集团工会"),
        Placeholder("unit", gettext_lazy("unit"), "第一分会"),
        Placeholder("member.name", gettext_lazy("name"), "张三"),
        Placeholder("member.employee_number", gettext_lazy("employee number"), "GH202600001"),
        Placeholder("month", gettext_lazy("month"), "2026-11"),
        Placeholder("amount", gettext_lazy("amount"), "¥60.00"),
        Placeholder("amount.capital", gettext_lazy("amount in capital numerals"), "陆拾元整"),
        Placeholder("paid_on", gettext_lazy("day of payment"), "2026-11-26"),
        Placeholder("paid_by", gettext_lazy("form of payment"), gettext_lazy("cash")),
        Placeholder("handler", gettext_lazy("handler"), "王经办"),
    ],
)


@transaction.atomic
def issue_receipt(payment: DuesPayment, *, by: User, address: Address) -> IssuedDocument:
    """Return the issued receipt of a payment; the first time it is issued, under the number that the payment has.

    `payment` has its charge, member, unit and officer. Raises NotAllowed for one that was reversed.
    """
    member = payment.charge.member
    # Whoever reverses the payment waits for this row, or has done so before.
    DuesCharge.objects.select_for_update(no_key=True, of=("self",)).get(pk=payment.charge_id)
    if not payment.number or DuesPayment.objects.filter(reverses=payment).exists():
        raise NotAllowed(_("This payment was reversed; it has no receipt any more."), code="reversed")
    values = {
        "union": str(Unit.objects.get_root(payment.unit)),
        "unit": str(payment.unit),
        "member.name": member.name,
        "member.employee_number": member.employee_number or "—",
        "month": f"{payment.charge.month:%Y-%m}",
        "amount": yuan(payment.amount),
        "amount.capital": capital_numerals(payment.amount),
        "paid_on": payment.paid_on.isoformat(),
        "paid_by": payment.get_paid_by_display(),
        "handler": str(payment.by),
    }
    return issue_document(
        NAME,
        payment.unit,
        values,
        by=by,
        address=address,
        about=payment,
        subject=member.name,
        numbered=(payment.year, payment.number),
    )


def issue_receipts(keys: Sequence[int], by: AbstractBaseUser, address: Address) -> list[IssuedDocument]:
    """Issue the receipts of these payments, and return them in the order of `keys`.

    Those of reversed payments, and those that were declared void, are left out.
    """
    assert isinstance(by, User)
    related = ("charge__member", "unit", "by", "reversal")
    payments = DuesPayment.objects.filter(pk__in=keys, reverses=None, reversal=None).select_related(*related)
    found = {payment.pk: payment for payment in payments}
    issued = []
    for key in keys:
        if key in found:
            with suppress(NotAllowed):
                issued.append(issue_receipt(found[key], by=by, address=address))
    return issued
