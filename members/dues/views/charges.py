"""The members behind the totals: who owes what for which month, as a list, a workbook, a sheet to sign."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.dues.forms.dues import ChargeFilter
from members.dues.models.charges import DuesCharge
from members.dues.models.payments import DuesPayment
from members.dues.querysets import Charges
from members.dues.receipts import NAME
from members.dues.views.months import KEEP, VIEW
from office.documents.batches import MOST, ask_for_many
from office.documents.tasks import issue_batches
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.refusals import refusals_into
from office.wake import wake_worker

# A sheet that people sign is printed by unit; nobody prints more than this in one go.
SHEET_LIMIT = 2000
COLUMNS: tuple[Column[DuesCharge], ...] = (
    Column(_("name"), 12, lambda charge: charge.member.name),
    Column(_("employee number"), 14, lambda charge: charge.member.employee_number),
    Column(_("unit"), 24, lambda charge: charge.unit),
    Column(_("month"), 10, lambda charge: f"{charge.month:%Y-%m}"),
    Column(_("monthly basic wage"), 14, lambda charge: charge.basis),
    Column(_("amount due"), 12, lambda charge: charge.amount, total=True),
    Column(_("paid"), 12, lambda charge: charge.paid, total=True),
    Column(_("still open"), 12, lambda charge: charge.open, total=True),
    Column(_("overpaid"), 12, lambda charge: charge.over),
    Column(_("state"), 12, lambda charge: charge.get_state_display()),
    Column(_("reason"), 24, lambda charge: charge.why),
)


def _narrowed(request: AuthenticatedHttpRequest) -> tuple[ChargeFilter, Charges]:
    form = ChargeFilter(request.GET, user=request.user, perm=VIEW)
    charges = form.narrow(DuesCharge.objects.visible_to(request.user, VIEW))
    return form, charges.select_related("member", "unit", "waiver").defer("member__id_number", "member__bank_card")


def _charges(request: AuthenticatedHttpRequest) -> Listing[DuesCharge]:
    form, charges = _narrowed(request)
    return Listing(
        request=request,
        name=_("Dues of members"),
        form=form,
        rows=charges,
        sorts={"month": "month", "name": "member__pinyin", "unit": "unit__path", "amount": "amount", "entered": "pk"},
        default="-month",
        sums=("amount", "paid"),
        columns=COLUMNS,
        export_url=reverse("members:charge_export"),
        address=reverse("members:charge_list"),
    )


@needs(VIEW)
def charge_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the dues of the members in reach, filtered and sorted, page by page."""
    return _page(request)


def _page(request: AuthenticatedHttpRequest, **context: object) -> HttpResponse:
    may_keep = access.holds(request.user, KEEP)
    return _charges(request).render("members/dues/charge_list.html", may_keep=may_keep, **context)


@needs(VIEW)
def charge_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export what the list shows; recorded in the audit log."""
    return _charges(request).export("dues.export")


@require_POST
@needs(KEEP)
def charge_receipts(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Have the receipts of all payments of the filtered list put into one file, and lead to its progress."""
    form, charges = _narrowed(request)
    payments = DuesPayment.objects.visible_to(request.user, KEEP).filter(charge__in=charges.values("pk"))
    receipts = payments.filter(reverses=None, reversal=None).order_by("unit__path", "year", "number")
    # What is asked for and what is shown later are judged by the same unit.
    unit = (form.cleaned_data.get("unit") if form.is_valid() else None) or access.top_units(request.user, KEEP)[0]
    button = ButtonForm(request.POST)
    with refusals_into(button):
        keys = list(receipts.filter(unit__path__startswith=unit.path).values_list("pk", flat=True)[: MOST + 1])
        batch = ask_for_many(NAME, unit, keys, by=request.user, address=request.build_absolute_uri)
        wake_worker(issue_batches)
        return redirect(batch)
    return _page(request, button=button)


@needs(VIEW)
def charge_sheet(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the list for printing and signing; above SHEET_LIMIT rows only a hint to filter by unit."""
    form, charges = _narrowed(request)
    rows = list(charges.order_by("unit__path", "member__pinyin", "pk")[: SHEET_LIMIT + 1])
    too_many = len(rows) > SHEET_LIMIT
    context = {
        "form": form,
        "too_many": too_many,
        "limit": SHEET_LIMIT,
        "rows": [] if too_many else rows,
        "totals": charges.totals(),
    }
    return render(request, "members/dues/charge_sheet.html", context)
