"""The officers' pages of standards: the caps, their export, and what is due for an event, and why."""

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.authority.guards import AuthenticatedHttpRequest, needs
from office.exports import Column
from office.lists import Listing
from office.money import yuan
from office.refusals import answer
from office.types import FieldValues
from welfare.choices import Basis, Form
from welfare.permissions import WelfarePermission
from welfare.standards import rules
from welfare.standards.forms import CapFilter, DueForm
from welfare.standards.lookup import Reached, Standards, due_in
from welfare.standards.models import Cap

PERM = WelfarePermission.VIEW_CAP


def amount_of(cap: Cap | rules.CapRow) -> str:
    """Return the sum of a cap in words: yuan, or per cent of the budget income."""
    return f"{cap.amount.normalize():f} %" if cap.basis == Basis.BUDGET_SHARE else yuan(cap.amount)


COLUMNS: tuple[Column[Cap], ...] = (
    Column(_("Unit or region"), 24, lambda cap: cap.place),
    Column(_("Kind"), 16, lambda cap: cap.get_kind_display()),
    Column(_("Festival"), 14, lambda cap: cap.get_festival_display() if cap.festival else ""),
    Column(_("Condition"), 24, lambda cap: cap.get_condition_display() if cap.condition else ""),
    Column(_("How it is counted"), 20, lambda cap: cap.get_basis_display()),
    Column(_("Amount"), 14, amount_of),
    Column(_("In force from"), 14, lambda cap: cap.effective_from),
    Column(_("In force until"), 14, lambda cap: cap.effective_to),
    Column(_("First day unclear"), 14, lambda cap: _("yes") if cap.day_unclear else ""),
    Column(_("How well known"), 16, lambda cap: cap.get_certainty_display()),
    Column(_("Source"), 40, lambda cap: cap.source),
    Column(_("Note"), 40, lambda cap: cap.note),
)


def _caps(request: AuthenticatedHttpRequest) -> Listing[Cap]:
    form = CapFilter(request.GET, user=request.user)
    return Listing(
        request=request,
        name=_("Caps on benefits"),
        form=form,
        rows=form.narrow(Cap.objects.visible_to(request.user, PERM)).select_related("unit"),
        default="entered",
        sorts_if_few={"kind": "kind", "region": "region", "amount": "amount"},
        columns=COLUMNS,
        export_url=reverse("welfare:cap_export"),
    )


@needs(PERM)
def cap_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the caps of documents and of the units in reach, those no longer in force too."""
    return _caps(request).render("welfare/standards/cap_list.html")


@needs(PERM)
def cap_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list as a workbook or CSV file; an audit event says so."""
    return _caps(request).export("cap.export")


@needs(PERM)
def due_for_event(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Ask for an event of a member, and show what is due, by which rule and document."""
    asked = "kind" in request.GET
    form = DueForm(request.GET if asked else None, user=request.user, today=timezone.localdate())
    context: dict[str, object] = {"form": form}
    if asked and form.is_valid():
        context |= _explained(form)
    return answer(request, "welfare/standards/due.html", context)


def _explained(form: DueForm) -> FieldValues:
    """Return what the page says: the answer, each cap with what it leaves, and how the benefit is given."""
    facts = form.facts
    reached: Reached = Standards(facts.kind).at(form.cleaned_data["unit"].path)
    rule = rules.ruled(reached.rules, kind=facts.kind, on=facts.on)
    try:
        due = due_in(reached, facts)
    except rules.Ambiguous as why:
        return {"ambiguous": str(why), "region": reached.region}
    return {
        "due": due,
        "region": reached.region,
        "unit": form.cleaned_data["unit"],
        "on": facts.on,
        "limits": [
            {
                "what": gettext("%(amount)s, %(basis)s") % {"amount": amount_of(cap), "basis": Basis(cap.basis).label},
                "left": left,
                "cap": cap,
                "bites": cap == due.cap,
            }
            for cap, left in due.limits
        ],
        "refusal": due.refusal.label if due.refusal else "",
        "forms": gettext(", ").join(str(Form(form).label) for form in sorted(rules.allowed(rule))),
        "rule": rule,
    }
