"""The officers' pages of payments: the list, a new one, one with its files, its lines, and who is left out."""

from django.contrib import messages
from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from members import access
from members.authority.guards import AuthenticatedHttpRequest, needs
from members.freezes.actions import freeze_of, frozen_until
from members.freezes.models import FrozenAct
from office import audit
from office.audit_verbs import VERB_LABELS
from office.exports import Column
from office.forms import ButtonForm, StatementForm
from office.lists import Listing
from office.models import AuditEvent
from office.progress import progress_response
from office.refusals import answer, refusals_into
from office.types import FieldValues
from office.wake import wake_worker
from welfare.payment.actions import batches
from welfare.payment.forms import LineFilter, PaymentFilter, PaymentForm
from welfare.payment.models.batches import LeftOut, PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import BatchState, LeftOutReason, LineState
from welfare.payment.tasks import make_payment_files
from welfare.permissions import WelfarePermission
from welfare.visits.models.visits import Visit

VIEW = WelfarePermission.VIEW_PAYMENTBATCH
MAKE = WelfarePermission.MAKE_PAYMENTBATCH
RELEASE = WelfarePermission.RELEASE_PAYMENTBATCH
# The timeline names the file of these; the other events are about the payment itself.
ANSWER_VERBS = ("bank_answer.send", "bank_answer.cancel", "bank_answer.take", "bank_answer.undo")
REMADE_SHOWN = 100
READ = ("unit", "version__profile", "made_by", "released_by")
COLUMNS: tuple[Column[PaymentBatch], ...] = (
    Column(_("Number"), 14, lambda batch: batch.number),
    Column(_("Purpose"), 24, lambda batch: batch.purpose),
    Column(_("Unit"), 24, lambda batch: batch.unit),
    Column(_("Bank profile"), 16, lambda batch: batch.version.profile),
    Column(_("State"), 12, lambda batch: batch.get_state_display()),
    Column(_("Number of payments"), 10, lambda batch: batch.heads, total=True),
    Column(_("Amount"), 14, lambda batch: batch.amount, total=True),
    Column(pgettext_lazy("payment", "Left out"), 10, lambda batch: batch.left_out, total=True),
    Column(_("Made by"), 12, lambda batch: batch.made_by),
    Column(pgettext_lazy("payment", "Released by"), 12, lambda batch: batch.released_by),
    Column(_("Begun"), 20, lambda batch: batch.started_at),
)
LINE_COLUMNS: tuple[Column[PaymentLine], ...] = (
    Column(_("Number"), 18, lambda line: line.number),
    Column(_("Name"), 12, lambda line: line.name),
    Column(_("Unit"), 24, lambda line: line.due.unit),
    Column(_("Account"), 12, lambda line: line.masked_account),
    Column(_("Account changed"), 16, lambda line: _("since the count") if line.account_changed else ""),
    Column(_("Amount"), 12, lambda line: line.amount, total=True),
    Column(_("State"), 14, lambda line: line.get_state_display()),
    Column(_("Paid by the bank on"), 12, lambda line: line.paid_on),
    Column(_("Reason"), 30, lambda line: line.reason),
    Column(_("File"), 24, lambda line: line.file),
)
LEFT_OUT_COLUMNS: tuple[Column[LeftOut], ...] = (
    Column(_("Name"), 12, lambda row: row.due.member.name),
    Column(_("Employee number"), 14, lambda row: row.due.member.employee_number),
    Column(_("Unit"), 24, lambda row: row.due.unit),
    Column(_("Amount"), 12, lambda row: row.due.amount, total=True),
    Column(_("Reason"), 50, lambda row: row.get_reason_display()),
)


def visible_payment(request: AuthenticatedHttpRequest, pk: int, perm: str = VIEW) -> PaymentBatch:
    """Return the payment if the user holds `perm` in its unit. Raises Http404 otherwise."""
    return get_object_or_404(PaymentBatch.objects.visible_to(request.user, perm).select_related(*READ), pk=pk)


def _payments(request: AuthenticatedHttpRequest) -> Listing[PaymentBatch]:
    form = PaymentFilter(request.GET, user=request.user, perm=VIEW)
    return Listing(
        request=request,
        name=_("Bank payments"),
        form=form,
        rows=form.narrow(PaymentBatch.objects.visible_to(request.user, VIEW)).select_related(*READ),
        sorts={"entered": "pk"},
        sorts_if_few={"amount": "amount", "heads": "heads", "state": "state", "unit": "unit__path"},
        sums=("heads", "amount"),
        columns=COLUMNS,
        export_url=reverse("welfare:payment_list_export"),
    )


@needs(VIEW)
def payment_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """List the payments of the units in reach, the latest first."""
    may_make = access.holds(request.user, MAKE)
    return _payments(request).render("welfare/payment/payment_list.html", may_make=may_make)


@needs(VIEW)
def payment_list_export(request: AuthenticatedHttpRequest) -> FileResponse:
    """Export the filtered list; an audit event says so."""
    return _payments(request).export("payment.export")


@needs(MAKE)
def payment_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show the form of a new payment, and begin to make its files."""
    form = PaymentForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_into(form):
            batch = batches.make_batch(
                given["unit"],
                given["profile"],
                list(given["runs"]),
                purpose=given["purpose"],
                by=request.user,
                visits=list(given.get("visits", ())),
            )
            wake_worker(make_payment_files)
            return redirect(batch)
    return answer(request, "welfare/payment/payment_form.html", {"form": form})


@needs(VIEW)
def payment_detail(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show one payment: what it waits for, its files, what became of its lines, who is left out, its answers."""
    return payment_page(request, pk)


def payment_page(request: AuthenticatedHttpRequest, pk: int, **forms: BaseForm) -> HttpResponse:
    """Return the page of a payment; `forms` are those of its forms that were sent and refused."""
    batch = visible_payment(request, pk)
    user = request.user
    freeze = freeze_of(batch.unit, FrozenAct.PAYING) if batch.state in (BatchState.MADE, BatchState.RELEASED) else None
    may_make = access.can(user, MAKE, batch.unit)
    files = list(batch.files.select_related("fetched_by", "batch__unit", "batch__version").order_by("number"))
    fetched = any(file.fetched_at for file in files)
    states = _by_state(batch)
    context = {
        "batch": batch,
        "runs": batch.runs.select_related("plan", "occasion").defer("counts").order_by("pk"),
        "visits": batch.visits.order_by("pk"),
        "visits_in_reach": _visits_in_reach(request, batch),
        "files": files,
        "states": states,
        "changed": sum(one["changed"] for one in states),
        "left_out": _left_out_by_reason(batch) if batch.left_out else [],
        "remade": _remade(batch) if batch.state == BatchState.MADE else [],
        "answers": batch.answers.select_related("by").order_by("-pk"),
        "timeline": _timeline(batch),
        "frozen": frozen_until(freeze) if freeze else "",
        "may_make": may_make,
        "may_release": batch.state == BatchState.MADE
        and batch.made_by_id != user.pk
        and access.can(user, RELEASE, batch.unit)
        and freeze is None,
        "may_fetch": may_make and batch.state == BatchState.RELEASED and freeze is None,
        "may_answer": may_make and fetched,
        "waits": any(one["state"] in (LineState.MADE, LineState.SENT) for one in states),
        "may_cancel": may_make and batch.state != BatchState.CANCELLED and not fetched,
        "to_remake": PaymentLine.objects.to_remake().filter(file__batch=batch).count() if may_make and fetched else 0,
        **forms,
    }
    return answer(request, "welfare/payment/payment_detail.html", context, address=batch.get_absolute_url())


def _visits_in_reach(request: AuthenticatedHttpRequest, batch: PaymentBatch) -> set[int]:
    """Return the keys of the batch's visits whose pages this officer may open."""
    seen = Visit.objects.visible_to(request.user, WelfarePermission.VIEW_VISIT).filter(payment_batches=batch)
    return set(seen.values_list("pk", flat=True))


def _remade(batch: PaymentBatch) -> list[PaymentLine]:
    """Return the first lines that are made anew, those to another account before, with the lines they replace."""
    lines = PaymentLine.objects.filter(file__batch=batch, replaces__isnull=False)
    same = Case(When(account_hash=F("replaces__account_hash"), then=Value(1)), default=Value(0))
    return list(lines.select_related("replaces__answer__by").order_by(same, "pk")[:REMADE_SHOWN])


def _by_state(batch: PaymentBatch) -> list[FieldValues]:
    """Return for each state that lines of the batch have: its label, how many there are, and their sum in yuan.

    `changed` of them go to another account than that of the count of the run.
    """
    found = PaymentLine.objects.filter(file__batch=batch).order_by().values("state")
    changed = Count("pk", filter=Q(account_changed=True))
    counted = {row["state"]: row for row in found.annotate(heads=Count("pk"), amount=Sum("amount"), changed=changed)}
    return [{**counted[state], "state": state, "label": state.label} for state in LineState if state in counted]


def _left_out_by_reason(batch: PaymentBatch) -> list[tuple[str, int]]:
    found = dict(batch.left_outs.order_by().values_list("reason").annotate(heads=Count("pk")))
    return [(str(LeftOutReason(reason).label), heads) for reason, heads in sorted(found.items())]


def _timeline(batch: PaymentBatch) -> list[dict[str, object]]:
    """Return what was done with the payment, and with the bank's answers to it, in its order."""
    events = AuditEvent.objects.about(batch) | AuditEvent.objects.about_any(batch.answers.all())
    return [
        {
            "label": VERB_LABELS.get(event.verb, event.verb),
            "who": event.actor,
            "at": event.at,
            "reason": event.reason,
            "file": event.changes.get("file", "") or (event.object_label if event.verb in ANSWER_VERBS else ""),
        }
        for event in events.exclude(verb="bank_answer.export")
    ]


@needs(VIEW)
def payment_progress(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Return the progress bar, which the page polls; when the files are made, the browser loads the page again."""
    batch = visible_payment(request, pk)
    return progress_response(request, "welfare/payment/_progress.html", {"batch": batch}, at_work=batch.at_work)


@require_POST
@needs(RELEASE)
def payment_release(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Release a payment that somebody else has made."""
    batch, button = visible_payment(request, pk, RELEASE), ButtonForm(request.POST)
    with refusals_into(button):
        batches.release_batch(batch, by=request.user)
        messages.success(request, _("The payment is released: its files may be fetched for the bank."))
        return redirect(batch)
    return payment_page(request, pk, button=button)


@require_POST
@needs(MAKE)
def payment_retry(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Let workers try again to make the files."""
    batch, button = visible_payment(request, pk, MAKE), ButtonForm(request.POST)
    with refusals_into(button):
        batches.retry_batch(batch, by=request.user)
        wake_worker(make_payment_files)
        return redirect(batch)
    return payment_page(request, pk, button=button)


@require_http_methods(["GET", "POST"])
@needs(MAKE)
def payment_cancel(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then cancel a payment of which no file has been fetched."""
    batch = visible_payment(request, pk, MAKE)
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_into(form):
            batches.cancel_batch(batch, by=request.user, reason=form.cleaned_data["reason"])
            wake_worker(make_payment_files)
            messages.success(request, _("The payment is cancelled; its members can be paid otherwise."))
            return redirect(batch)
    context = {
        "form": form,
        "heading": _("Cancel the payment"),
        "about": batch,
        "back": batch.get_absolute_url(),
        "warning": _("Nobody is paid by these files any more."),
        "ends": True,
    }
    return answer(request, "office/reason_form.html", context)


def _lines(request: AuthenticatedHttpRequest, batch: PaymentBatch) -> Listing[PaymentLine]:
    form = LineFilter(request.GET, user=request.user)
    rows = form.narrow(PaymentLine.objects.filter(file__batch=batch))
    return Listing(
        request=request,
        name=_("Lines of a payment"),
        form=form,
        rows=rows.select_related("grant__unit", "visit__unit", "file__batch__unit", "file__batch__version"),
        default="entered",
        sorts_if_few={"amount": "amount", "state": "state", "paid_on": "paid_on", "name": "name"},
        sums=("amount",),
        columns=LINE_COLUMNS,
        export_url=reverse("welfare:payment_lines_export", args=[batch.pk]),
    )


@needs(VIEW)
def payment_lines(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List the lines of a payment, accounts masked."""
    batch = visible_payment(request, pk)
    return _lines(request, batch).render("welfare/payment/payment_lines.html", batch=batch)


@needs(VIEW)
def payment_lines_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export the filtered lines, accounts masked; an audit event says so."""
    batch = visible_payment(request, pk)
    return _lines(request, batch).export("payment.export_lines", about=batch, unit=batch.unit)


def _left_out(request: AuthenticatedHttpRequest, batch: PaymentBatch) -> Listing[LeftOut]:
    rows: QuerySet[LeftOut] = batch.left_outs.select_related(
        "grant__member", "grant__unit", "visit__member", "visit__unit"
    ).annotate(
        path=Coalesce("grant__unit__path", "visit__unit__path"),
        pinyin=Coalesce("grant__member__pinyin", "visit__member__pinyin"),
    )
    return Listing(
        request=request,
        name=_("Left out of a payment"),
        rows=rows,
        default="entered",
        sorts_if_few={"reason": "reason", "unit": "path", "name": "pinyin"},
        columns=LEFT_OUT_COLUMNS,
        export_url=reverse("welfare:payment_left_out_export", args=[batch.pk]),
    )


@needs(VIEW)
def payment_left_out(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """List those to whom money is due and who are in no file of a payment, and why."""
    batch = visible_payment(request, pk)
    return _left_out(request, batch).render("welfare/payment/payment_left_out.html", batch=batch)


@needs(VIEW)
def payment_left_out_export(request: AuthenticatedHttpRequest, pk: int) -> FileResponse:
    """Export that list; an audit event says so."""
    batch = visible_payment(request, pk)
    return _left_out(request, batch).export("payment.export_left_out", about=batch, unit=batch.unit)


@needs(VIEW)
def payment_cover(request: AuthenticatedHttpRequest, pk: int) -> HttpResponse:
    """Show the cover sheet of a payment for printing: its files with sums, in capital numerals too, and signatures."""
    batch = visible_payment(request, pk)
    audit.record("payment.cover", batch, by=request.user, unit=batch.unit)
    files = batch.files.select_related("batch__unit", "batch__version").order_by("number")
    runs = batch.runs.select_related("plan", "occasion").defer("counts")
    visits = batch.visits.order_by("pk")
    context = {"batch": batch, "files": files, "runs": runs, "visits": visits, "now": timezone.localtime()}
    return render(request, "welfare/payment/payment_cover.html", context)
