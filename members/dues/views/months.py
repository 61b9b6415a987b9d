"""Dues for the staff: totals by unit and month, and opening and computing months."""

from datetime import date

from django.contrib import messages
from django.db.models import Min
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.dues.actions.months import compute_again, open_months, set_book
from members.dues.forms.dues import DuesFilter, OpenForm
from members.dues.models.charges import DuesBook, DuesCharge, DuesMonth
from members.dues.querysets import Charges, Totals, UnitTotals
from members.dues.rules import first_of_month
from members.dues.tasks import compute_dues
from members.permissions import MembersPermission
from members.units.forms import default_unit
from members.units.models.units import Unit
from office.exports import Column
from office.forms import ButtonForm
from office.lists import Listing
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.wake import wake_worker

VIEW, KEEP = MembersPermission.VIEW_DUES, MembersPermission.KEEP_DUES
MONTHS_SHOWN = 24


class UnitRow(UnitTotals):
    """The totals of a unit and everything below it; `own`: only of those who stand in the shown unit itself."""

    unit: Unit
    own: bool


COLUMNS: tuple[Column[UnitRow], ...] = (
    Column(_("Unit"), 32, lambda row: row["unit"]),
    Column(_("Heads"), 10, lambda row: row["headcount"], total=True),
    Column(_("Amount due"), 14, lambda row: row["due_sum"], total=True),
    Column(_("Paid"), 14, lambda row: row["paid_sum"], total=True),
    Column(_("Still open"), 14, lambda row: row["open_sum"], total=True),
    Column(_("Overpaid"), 14, lambda row: row["over_sum"], total=True),
    Column(_("Owing"), 10, lambda row: row["owing"], total=True),
    Column(_("Exempt"), 10, lambda row: row["exempt"], total=True),
    Column(_("Waived"), 10, lambda row: row["waived"], total=True),
    Column(_("Wage unknown"), 12, lambda row: row["unknown"], total=True),
)


class DuesSelection:
    """The unit and month whose totals are shown: those asked for, else the top of the reach and the latest month."""

    def __init__(self, request: AuthenticatedHttpRequest) -> None:
        self.form = DuesFilter(request.GET, user=request.user, perm=VIEW)
        valid = self.form.is_valid()
        charges = DuesCharge.objects.visible_to(request.user, VIEW)
        asked = self.form.cleaned_data if valid else {}
        self.reach = access.units(request.user, VIEW)
        self.unit: Unit | None = asked.get("unit") or default_unit(request.user, VIEW)
        self.charges = charges.filter(unit__path__startswith=self.unit.path) if self.unit else charges
        self.charges = self.charges if valid else charges.none()
        self.month: date | None = asked.get("month") or self._latest()

    def _latest(self) -> date | None:
        """Return the latest month with charges that isn't ahead; of months opened in advance alone the first."""
        this_month = first_of_month(timezone.localdate())
        months = self.charges.values_list("month", flat=True)
        latest = months.filter(month__lte=this_month).order_by("-month").first()
        return latest or months.order_by("month").first()

    @property
    def _top(self) -> int:
        return self.reach.aggregate(top=Min("depth"))["top"] or 1

    @property
    def of_month(self) -> Charges:
        return self.charges.filter(month=self.month) if self.month else self.charges.none()

    def by_unit(self) -> list[UnitRow]:
        """Return the totals of each unit right below the shown one, and of those who stand in that one itself.

        Where no unit is shown, those of each unit at the top of the reach.
        """
        length = len(self.unit.path) + Unit.steplen if self.unit else self._top * Unit.steplen
        rows = list(self.of_month.by_unit(length))
        units = {unit.path: unit for unit in Unit.objects.filter(path__in=[row["place"] for row in rows])}
        return [{**row, "unit": units[row["place"]], "own": units[row["place"]] == self.unit} for row in rows]


def _by_unit(request: AuthenticatedHttpRequest, shown: DuesSelection) -> Listing[UnitRow]:
    return Listing(
        request=request,
        name=_("Dues"),
        form=shown.form,
        rows=shown.by_unit(),
        columns=COLUMNS,
        export_url=reverse("members:dues_export"),
        address=reverse("members:dues_list"),
    )


@needs(VIEW)
def dues_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the totals of a month by the units below, and those of the last months."""
    return _page(request)


def _page(request: AuthenticatedHttpRequest, **forms: ButtonForm) -> HttpResponse:
    shown = DuesSelection(request)
    by_unit = _by_unit(request, shown)
    return by_unit.render(
        "members/dues/dues_list.html",
        unit=shown.unit,
        month=shown.month,
        totals=shown.of_month.totals(),
        rows=by_unit.rows,
        months=_months(request, shown),
        waiting=_waiting(request),
        book=DuesBook.objects.visible_to(request.user, KEEP).filter(unit=shown.unit).first(),
        may_keep=access.holds(request.user, KEEP),
        **forms,
    )


def _months(request: AuthenticatedHttpRequest, shown: DuesSelection) -> list[dict[str, object]]:
    """Return the totals of the last months, each with its share paid in per cent.

    And with the opened month, if the shown unit opened it and may be kept by this person.
    """
    months = DuesMonth.objects.visible_to(request.user, KEEP).filter(unit=shown.unit)
    opened = {row.month: row for row in months}
    return [
        {**row, "opened": opened.get(row["month"]), "paid_percent": _paid_percent(row)}
        for row in shown.charges.by_month()[:MONTHS_SHOWN]
    ]


def _paid_percent(totals: Totals) -> int:
    due = totals["due_sum"]
    return int(100 * (due - totals["open_sum"]) / due) if due else 0


def _waiting(request: AuthenticatedHttpRequest) -> list[DuesMonth]:
    """Return the opened months that are still being computed."""
    months = DuesMonth.objects.visible_to(request.user, VIEW).filter(computed_at=None)
    return list(months.select_related("unit").order_by("pk")[:MONTHS_SHOWN])


@needs(VIEW)
def dues_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the month's totals by unit; recorded in the audit log."""
    return _by_unit(request, DuesSelection(request)).export("dues.export")


@needs(VIEW)
def dues_progress(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show which months are still being computed; asked for every second."""
    waiting = _waiting(request)
    return progress_response(request, "members/dues/_dues_progress.html", {"waiting": waiting}, at_work=bool(waiting))


@needs(KEEP)
def dues_open(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Open one month or several; a worker computes them."""
    form = OpenForm(request.POST or None, user=request.user, perm=KEEP)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            open_months(
                given["unit"], given["first"], given["last"], by=request.user, opens_itself=given["opens_itself"]
            )
            wake_worker(compute_dues)
            messages.success(request, _("The months are open; their dues are being worked out."))
            return redirect("members:dues_list")
    return answer(request, "members/dues/dues_open.html", {"form": form})


@require_POST
@needs(KEEP)
def dues_compute(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Have a month computed again."""
    row = get_object_or_404(DuesMonth.objects.visible_to(request.user, KEEP).select_related("unit"), pk=pk)
    button = ButtonForm(request.POST)
    with refusals_into(button):
        compute_again(row, by=request.user)
        wake_worker(compute_dues)
        messages.success(request, _("The month is being worked out again; what is paid stays."))
        return redirect("members:dues_list")
    return _page(request, button=button)


@require_POST
@needs(KEEP)
def dues_book(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Let further months open by themselves, or not."""
    book = get_object_or_404(DuesBook.objects.visible_to(request.user, KEEP).select_related("unit"), pk=pk)
    set_book(book, opens_itself="opens_itself" in request.POST, by=request.user)
    return redirect("members:dues_list")
