"""Looking up pasted people: who is a member, and what each received."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import sheet_of
from office.refusals import answer
from office.workbooks import sheets_response
from welfare.reports.forms import LookupForm
from welfare.reports.lookup import COLUMNS, GRANTS, Found, LookupRow, look_up

# More rows than this stand in the file only.
ROWS_SHOWN = 500
TEMPLATE = "welfare/reports/report_lookup.html"


@never_cache
@require_http_methods(["GET", "POST"])
@needs(GRANTS)
def report_lookup(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for people, one a line, and show who of them is a member and what each received; an audit event says so."""
    form = LookupForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= _shown(_found(request, form))
    return answer(request, TEMPLATE, context)


@never_cache
@require_POST
@needs(GRANTS)
def report_lookup_export(request: AuthenticatedHttpRequest) -> HttpResponseBase:
    """Return the same as a workbook; an audit event says so."""
    form = LookupForm(request.POST)
    if not form.is_valid():
        return answer(request, TEMPLATE, {"form": form}, address=reverse("welfare:report_lookup"))
    name = _("People looked up")
    return sheets_response(name, [sheet_of(name, _found(request, form), COLUMNS)])


def _found(request: AuthenticatedHttpRequest, form: LookupForm) -> list[LookupRow]:
    asked = form.cleaned_data
    return look_up(asked["lines"], since=asked["since"], until=asked["until"], by=request.user, reason=asked["reason"])


def _shown(rows: list[LookupRow]) -> dict[str, object]:
    counts = [(one, sum(1 for row in rows if row.found == one)) for one in Found]
    return {
        "rows": rows[:ROWS_SHOWN],
        "more": max(0, len(rows) - ROWS_SHOWN),
        "counts": [(one.label, count) for one, count in counts if count],
        "total": sum(row.money for row in rows),
    }
