"""The members behind the totals: who owes what for which month, as a list, a workbook, a sheet to sign."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from members import access
from members.authority.guards import PersonRequest, needs
from members.dues.forms.dues import ChargeFilter
from members.dues.models.charges import DuesCharge
from members.dues.querysets import Charges
from members.dues.views.months import KEEP, VIEW
from office import paging
from office.exports import Column, export_list

# A sheet that people sign is printed by unit; nobody prints more than this in one go.
SHEET_LIMIT = 2000
COLUMNS = {"month": "month", "name": "member__pinyin", "unit": "unit__path", "amount": "amount", "entered": "pk"}
SHEET: tuple[Column[DuesCharge], ...] = (
    Column(_("name"), 12, lambda charge: charge.member.name),
    Column(_("employee number"), 14, lambda charge: charge.member.employee_number),
    Column(_("unit"), 24, lambda charge: charge.unit),
    Column(_("month"), 10, lambda charge: f"{charge.month:%Y-%m}"),
    Column(_("monthly basic wage"), 14, lambda charge: charge.basis),
    Column(_("amount due"), 12, lambda charge: charge.amount),
    Column(_("paid"), 12, lambda charge: charge.paid),
    Column(_("still open"), 12, lambda charge: charge.open),
    Column(_("overpaid"), 12, lambda charge: charge.over),
    Column(_("state"), 12, lambda charge: charge.get_state_display()),
    Column(_("reason"), 24, lambda charge: charge.why),
)


def _shown(request: PersonRequest) -> tuple[ChargeFilter, Charges, tuple[str, ...]]:
    form = ChargeFilter(request.GET, user=request.user, perm=VIEW)
    charges = form.narrow(DuesCharge.objects.visible_to(request.user, VIEW))
    charges = charges.select_related("member", "unit", "waiver").defer("member__id_number", "member__bank_card")
    return form, charges, paging.chosen_order(request.GET, COLUMNS, default="-month")


@needs(VIEW)
def charge_list(request: PersonRequest) -> HttpResponse:
    """The dues of the members in reach, narrowed, sorted, page by page."""
    form, charges, order = _shown(request)
    context = {
        "form": form,
        "page": paging.keyset(charges, request.GET, order=order),
        "tally": paging.tally(charges, "amount", "paid"),
        "may_keep": access.holds(request.user, KEEP),
    }
    return render(request, "members/dues/charge_list.html", context)


@needs(VIEW)
def charge_export(request: PersonRequest) -> FileResponse:
    """What the list shows, as a workbook; on the record."""
    form, charges, order = _shown(request)
    rows = charges.order_by(*order)
    return export_list("dues.export", rows, SHEET, request=request, name=_("Dues of members"), form=form)


@needs(VIEW)
def charge_sheet(request: PersonRequest) -> HttpResponse:
    """The list to be printed and signed by everybody who pays; a long one is printed unit by unit."""
    form, charges, _order = _shown(request)
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
