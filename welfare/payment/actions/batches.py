"""Batches: made of issued runs and visits, released by somebody else, cancelled while no file has left the portal."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from members.freezes.actions import require_all_unfrozen, require_unfrozen
from members.freezes.models import FrozenAct
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.reasons import require_reason
from office.transitions import move, require_state
from office.types import JsonValue
from welfare.choices import SHOWN_TO_MEMBERS, Form, RunState
from welfare.grants.models.grants import Grant
from welfare.payment import rules
from welfare.payment.bank_files import is_writable
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import ProfileVersion
from welfare.payment.rules import LIVE, BatchState, LineState
from welfare.runs.actions.settling import require_left, settle_all
from welfare.runs.models.runs import Run
from welfare.runs.querysets import Runs
from welfare.visits.actions import by_bank
from welfare.visits.models.visits import Visit


def payable(runs: Runs) -> Runs:
    """Return those of `runs` that give money and are not paid whole.

    They are issued; of closed ones only what the bank returned is paid again.
    """
    due = Grant.objects.waiting().exclude(payment_lines__state__in=LIVE)
    open_runs = Q(state=RunState.ISSUED, pk__in=due.values("run"))
    returned = PaymentLine.objects.filter(state=LineState.RETURNED, grant__in=due)
    shown = runs.filter(state__in=SHOWN_TO_MEMBERS, form=Form.MONEY)
    return shown.filter(open_runs | Q(pk__in=returned.values("grant__run")))


@transaction.atomic
def make_batch(
    unit: Unit,
    version: ProfileVersion,
    runs: Sequence[Run],
    *,
    purpose: str,
    by: User,
    visits: Sequence[Visit] = (),
) -> PaymentBatch:
    """Begin a batch that pays what is due in these runs, and these visits; workers make its files.

    What the bank returned before is made anew and cites its old line, and its money is spent again; what is on its way,
    or received, stays as it is.
    Raises NotAllowed for a profile that nobody has checked, for a purpose that would be more than one cell of its
    files, for runs of other units, in other states or that give something else than money, when nobody waits for money,
    for visits that are one's own, or asked for or submitted by oneself, when the budget has too little left for what is
    made anew, and while paying is frozen in a unit of them.
    """
    if version.checked_at is None:
        raise NotAllowed(_("Look at the trial of this bank profile first."), code="not_checked", field="profile")
    purpose = purpose.strip()
    if not is_writable(purpose, version):
        # With a delimiter and a line break in it, each line of the file would bring another payee with it.
        message = _("The bank's file can't hold this purpose: leave out signs such as | and =, and rare characters.")
        raise NotAllowed(message, code="unwritable", field="purpose")
    asked = Run.objects.filter(pk__in=[run.pk for run in runs]).order_by("pk")
    chosen = list(asked.select_for_update(no_key=True, of=("self",)))
    within = Run.objects.filter(unit__path__startswith=unit.path, pk__in=[run.pk for run in chosen])
    waiting = {*payable(within).values_list("pk", flat=True)}
    if not chosen and not visits:
        raise NotAllowed(_("Choose at least one run."), code="no_runs", field="runs")
    for run in chosen:
        if run.pk not in waiting:
            message = _("In “%(run)s” nobody waits for money.") % {"run": run}
            raise NotAllowed(message, code="not_payable", field="runs")
    due = Grant.objects.waiting().filter(run__in=chosen)
    visited = _visits_to_pay(unit, visits, by)
    _require_unfrozen(
        unit, [*due.order_by().values_list("unit__path", flat=True).distinct(), *(one.unit.path for one in visited)]
    )
    returned = PaymentLine.objects.to_remake().filter(grant__run__in=chosen).open_sums()
    for run in chosen:
        require_left(run, returned.get(run.pk, Decimal(0)))
    total = due.count() + len(visited)
    batch = PaymentBatch.objects.create(unit=unit, version=version, purpose=purpose, made_by=by, total=total)
    batch.runs.set(chosen)
    batch.visits.set(visited)
    told: dict[str, JsonValue] = {"runs": [str(run) for run in chosen], "profile": str(version), "to_pay": batch.total}
    if visited:
        told["visits"] = [str(visit) for visit in visited]
    audit.record("payment.make", batch, by=by, unit=unit, changes=told)
    return batch


def _visits_to_pay(unit: Unit, visits: Sequence[Visit], by: User) -> list[Visit]:
    """Return these visits, locked. Raises NotAllowed for those of other units, not to be paid by a bank, or by `by`."""
    chosen = Visit.objects.filter(pk__in=[visit.pk for visit in visits])
    locked = list(chosen.order_by("pk").select_for_update(no_key=True, of=("self",)).select_related("unit"))
    payable = {*chosen.filter(unit__path__startswith=unit.path).to_pay_by_bank().values_list("pk", flat=True)}
    for visit in locked:
        if visit.pk not in payable:
            message = _("“%(visit)s” is not to be paid by a bank now.") % {"visit": visit}
            raise NotAllowed(message, code="not_payable", field="visits")
    by_bank.require_uninvolved(chosen, by=by)
    return locked


def _require_unfrozen(unit: Unit, paths: Iterable[str]) -> None:
    require_unfrozen(unit, FrozenAct.PAYING)
    require_all_unfrozen({*paths}, FrozenAct.PAYING)


def _locked(batch: PaymentBatch) -> PaymentBatch:
    rows = PaymentBatch.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "version__profile")
    return rows.get(pk=batch.pk)


@transaction.atomic
def release_batch(batch: PaymentBatch, *, by: User) -> PaymentBatch:
    """Release a batch whose files are made: they may be fetched for the bank now.

    Raises NotAllowed for whoever made it, took the answer by which the bank had returned some of it, or had to do with
    a visit of it, in another state, when its lines are not what its files and the grants say, and while paying is
    frozen in a unit of them.
    """
    locked = _locked(batch)
    require_state(locked, BatchState.MADE)
    if locked.made_by_id == by.pk:
        raise NotAllowed(_("You made this payment yourself: somebody else has to release it."), code="own_payment")
    lines = PaymentLine.objects.filter(file__batch=locked, state=LineState.MADE)
    if lines.filter(replaces__answer__by=by).exists():
        message = _("You took the answer by which some of these were returned: somebody else has to release them.")
        raise NotAllowed(message, code="own_answer")
    by_bank.require_uninvolved(Visit.objects.filter(payment_lines__in=lines), by=by)
    paths = lines.order_by().annotate(path=Coalesce("grant__unit__path", "visit__unit__path"))
    _require_unfrozen(locked.unit, paths.values_list("path", flat=True).distinct())
    found = lines.aggregate(heads=Count("pk"), amount=Sum("amount"))
    if (found["heads"], found["amount"]) != (locked.heads, locked.amount):
        raise NotAllowed(_("The lines are not those of the files: tell the administrator."), code="wrong_sums")
    move(locked, BatchState.RELEASED, rules.BATCH_NEXT, released_by=by, released_at=timezone.now())
    told: dict[str, JsonValue] = {
        "payments": locked.heads,
        "amount": str(locked.amount),
        "digests": [*_digests(locked)],
    }
    audit.record("payment.release", locked, by=by, unit=locked.unit, changes=told)
    return locked


def _digests(batch: PaymentBatch) -> Sequence[str]:
    return list(batch.files.order_by("number").values_list("digest", flat=True))


@transaction.atomic
def cancel_batch(batch: PaymentBatch, *, by: User, reason: str) -> PaymentBatch:
    """Cancel a batch of which no file has been fetched; a worker then frees its lines.

    Raises NotAllowed without a reason, in another state, and once a file may be with the bank.
    """
    said = require_reason(reason, _("Say why you cancel it."))
    locked = _locked(batch)
    require_state(locked, BatchState.MAKING, BatchState.MADE, BatchState.RELEASED)
    if locked.files.filter(fetched_at__isnull=False).exists():
        message = _("A file of this payment has been fetched for the bank: only the bank's answer ends it.")
        raise NotAllowed(message, code="fetched_already")
    move(locked, BatchState.CANCELLED, rules.BATCH_NEXT)
    audit.record("payment.cancel", locked, by=by, unit=locked.unit, reason=said)
    return locked


@transaction.atomic
def retry_batch(batch: PaymentBatch, *, by: User) -> PaymentBatch:
    """Let workers try again to make the files of a batch that failed. Raises NotAllowed when it did not."""
    locked = _locked(batch)
    if not locked.failed:
        raise NotAllowed(_("No file of this payment has failed."), code="not_failed")
    PaymentBatch.objects.filter(pk=locked.pk).update(attempts=0)
    audit.record("payment.retry", locked, by=by, unit=locked.unit)
    return locked


def clear_cancelled() -> int:
    """Cancel the lines of cancelled batches, file by file; return how many."""
    lines = 0
    for batch in PaymentBatch.objects.to_clear().order_by("pk"):
        for file in batch.files.order_by("number").values_list("pk", flat=True):
            made = PaymentLine.objects.filter(file=file, state=LineState.MADE)
            lines += made.update(state=LineState.CANCELLED)
        _settle_cleared(batch)
    return lines


@transaction.atomic
def _settle_cleared(batch: PaymentBatch) -> None:
    """Give back what was spent for lines that are cancelled: they were made anew, or their run is closed."""
    settle_all([*batch.runs.values_list("pk", flat=True)], by=None)
    PaymentBatch.objects.to_clear().filter(pk=batch.pk).update(cleared_at=timezone.now())
