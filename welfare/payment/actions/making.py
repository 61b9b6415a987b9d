"""Make the files of a batch, one in each transaction; a killed worker loses at most the file that it was making."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from members import access
from office import audit
from office.claims import claim
from office.encrypted_files.storage import file_storage
from office.errors import NotAllowed
from office.garbage import no_search_for_cycles
from office.notices import notify
from office.pieces import Digesting
from office.secrets import cipher
from office.sql import keys_of_sql, load_sql, rows_of_sql
from office.transitions import move
from office.types import JsonValue
from welfare.choices import RunState
from welfare.payment import rules
from welfare.payment.actions.copying import NULL, copied_text
from welfare.payment.bank_files import BankFile, Payee, is_writable, write_bytes
from welfare.payment.models.batches import LeftOut, PaymentBatch
from welfare.payment.models.files import PaymentFile, private_path
from welfare.payment.rules import BatchState, LeftOutReason, LineState
from welfare.permissions import WelfarePermission
from welfare.runs.actions.settling import settle_all
from welfare.runs.models.runs import Run

logger = logging.getLogger(__name__)

DUE = load_sql("welfare.payment", "due")
DUE_VISITS = load_sql("welfare.payment", "due_visits")
NEW_KEYS = (
    "SELECT nextval(pg_get_serial_sequence('welfare_paymentline', 'id')) FROM generate_series(1, %(rows)s) ORDER BY 1"
)
COPIED = (
    "id, grant_id, visit_id, replaces_id, name, amount, account_hash, account_tail, account_changed, file_id, state,"
    " reason, wrong_account"
)
COPY = f"COPY welfare_paymentline ({COPIED}) FROM STDIN"
# Rows that are asked of the database at once.
CHUNK = 20_000


class Due(NamedTuple):
    """A row of due.sql or due_visits.sql."""

    key: int
    """Of the grant, or of the visit."""
    amount: Decimal
    name: str
    employee_number: str
    account: str
    """Encrypted; "" for none."""
    account_hash: str
    state: str | None
    """That of its last line that is not cancelled."""
    replaces: int | None
    held: bool
    refused: str | None
    changed: bool
    """Whether the account is another one than when the run was counted."""
    elsewhere: bool
    is_visit: bool = False

    @property
    def grant(self) -> int | None:
        return None if self.is_visit else self.key

    @property
    def visit(self) -> int | None:
        return self.key if self.is_visit else None

    def is_payable(self, *, run_is_open: bool) -> bool:
        """Return whether it is not on its way: no line, for which the run must be open, or one that was returned."""
        return run_is_open if self.state is None else self.state == LineState.RETURNED and not self.held


@dataclass
class _Gathered:
    """What was looked at for one file."""

    chosen: list[Due] = field(default_factory=list)
    amount: Decimal = Decimal(0)
    left_out: list[LeftOut] = field(default_factory=list)
    looked_at: int = 0
    remade_in: set[int] = field(default_factory=set)
    """Keys of the runs of which something is made anew."""
    more: bool = False
    """Whether grants are left for another file."""


def make_all_files() -> int:
    """Make files until no batch waits; return how many tries that took."""
    tried = 0
    while make_next_file():
        tried += 1
    return tried


def make_next_file() -> bool:
    """Make one file of one batch; return False when none waits. A failure is stored on the batch and stops no other."""
    batch = None
    try:
        with no_search_for_cycles(), transaction.atomic():
            waiting = PaymentBatch.objects.waiting().order_by("attempts", "pk").select_related("version", "unit")
            batch = claim(waiting).first()
            if batch is None:
                return False
            _make_file(batch)
    except Exception as why:
        if batch is None:
            raise
        # Not the message: it may hold what could not be decrypted or encoded.
        logger.exception("A file of payment batch %s could not be made", batch.pk)
        PaymentBatch.objects.filter(pk=batch.pk, state=BatchState.MAKING).update(
            attempts=F("attempts") + 1, error=str(why) if isinstance(why, NotAllowed) else type(why).__name__
        )
    return True


def _make_file(batch: PaymentBatch) -> None:
    """Make the next file of a batch that the caller has claimed, or finish the batch."""
    # Nobody signs by hand for a grant of these runs, nor pays one of these visits, meanwhile; see the triggers on Grant
    # and Visit.
    runs = list(batch.runs.order_by("pk").select_for_update(no_key=True, of=("self",)))
    list(batch.visits.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    found = _gather(batch, runs)
    if found.left_out:
        LeftOut.objects.bulk_create(found.left_out, batch_size=CHUNK)
    batch.looked_at += found.looked_at
    batch.left_out += len(found.left_out)
    if found.chosen:
        _write_file(batch, found)
    settle_all(sorted(found.remade_in), by=batch.made_by)
    batch.attempts, batch.error = 0, ""
    batch.save(
        update_fields=[
            "looked_at",
            "left_out",
            "heads",
            "amount",
            "reached_run",
            "reached",
            "reached_visit",
            "attempts",
            "error",
        ]
    )
    if not found.more:
        _finish(batch)


def _gather(batch: PaymentBatch, runs: Sequence[Run]) -> _Gathered:
    """Return what goes into the next file; `reached` of the batch follows."""
    found, version = _Gathered(), batch.version
    most, largest = version.rows_per_file, version.largest_sum
    for due, payable in _all_due(batch, runs, most):
        reason = _reason_to_leave_out(due, batch) if payable else None
        if payable and reason is None:
            too_much = largest is not None and found.amount + due.amount > largest
            if len(found.chosen) == most or too_much:
                found.more = True
                return found
            found.chosen.append(due)
            found.amount += due.amount
            if due.replaces is not None and not due.is_visit:
                found.remade_in.add(batch.reached_run)
        elif reason is not None:
            found.left_out.append(LeftOut(batch=batch, grant_id=due.grant, visit_id=due.visit, reason=reason))
        if due.is_visit:
            batch.reached_visit = due.key
        else:
            batch.reached = due.key
        found.looked_at += 1
    return found


def _all_due(batch: PaymentBatch, runs: Sequence[Run], most: int) -> Iterator[tuple[Due, bool]]:
    """Yield what a batch has still to look at, run by run and then the visits, each with whether it is payable."""
    for run in runs:
        if run.pk < batch.reached_run:
            continue
        if run.pk > batch.reached_run:
            batch.reached_run, batch.reached = run.pk, 0
        for due in _due(run, batch.reached, most):
            yield due, due.is_payable(run_is_open=run.state == RunState.ISSUED)
    for row in rows_of_sql(DUE_VISITS, {"batch": batch.pk, "reached": batch.reached_visit}):
        due = Due(*row)
        yield due, due.is_payable(run_is_open=True)


def _due(run: Run, reached: int, most: int) -> Iterator[Due]:
    """Yield the grants of a run that are not received, after the key `reached`, in the order of their keys."""
    limit = min(CHUNK, most + 1)
    while True:
        rows = rows_of_sql(DUE, {"run": run.pk, "reached": reached, "limit": limit})
        yield from (Due(*row) for row in rows)
        if len(rows) < limit:
            return
        reached = rows[-1][0]


def _reason_to_leave_out(due: Due, batch: PaymentBatch) -> LeftOutReason | None:
    """Return why a grant goes into no file, None if it does."""
    version = batch.version
    if due.elsewhere:
        return LeftOutReason.OTHER_RECORD
    if not due.account or not due.account_hash:
        return LeftOutReason.NO_ACCOUNT
    if due.refused is not None:
        about_name = version.name_must_match and "名" in due.refused
        return LeftOutReason.NAME_DIFFERS if about_name else LeftOutReason.ACCOUNT_REFUSED
    if version.largest_sum is not None and due.amount > version.largest_sum:
        return LeftOutReason.TOO_MUCH
    written = (due.name, due.employee_number) if version.writes_employee_numbers else (due.name,)
    return None if all(is_writable(text, version) for text in written) else LeftOutReason.UNWRITABLE


def _write_file(batch: PaymentBatch, found: _Gathered) -> None:
    """Write the file encrypted, and a line for each payment in it."""
    keys = keys_of_sql(NEW_KEYS, {"rows": len(found.chosen)})
    decrypt = cipher().decrypt
    payees = [
        Payee(key, decrypt(due.account.encode()).decode(), due.name, due.amount, due.employee_number)
        for key, due in zip(keys, found.chosen, strict=True)
    ]
    about = BankFile(batch.purpose, _day(batch), len(payees), found.amount)
    sealed = Digesting(write_bytes(batch.version, payees, about))
    number = batch.files.count() + 1
    file = PaymentFile(batch=batch, number=number, rows=len(payees), amount=found.amount)
    file.file = private_path(file, "")
    file_storage().write_encrypted(str(file.file), sealed)
    try:
        file.size, file.digest = sealed.size, sealed.digest.hexdigest()
        file.save()
        _copy_lines(file, payees, found.chosen)
    except BaseException:
        file_storage().delete(str(file.file))
        raise
    batch.heads += len(payees)
    batch.amount += found.amount


def _day(batch: PaymentBatch) -> date:
    """Return the day that all files of a batch state."""
    return timezone.localdate(batch.started_at)


def _copy_lines(file: PaymentFile, payees: Sequence[Payee], chosen: Sequence[Due]) -> None:
    constant = f"\t{file.pk}\tmade\t\tf\n"
    lines = io.StringIO(
        "".join(
            [
                f"{payee.key}\t{due.grant or NULL}\t{due.visit or NULL}\t{due.replaces or NULL}"
                f"\t{copied_text(due.name)}\t{due.amount}"
                f"\t{due.account_hash}\t{payee.account[-4:]}\t{'t' if due.changed else 'f'}{constant}"
                for payee, due in zip(payees, chosen, strict=True)
            ]
        )
    )
    with connection.cursor() as cursor:
        cursor.copy_expert(COPY, lines)


def _finish(batch: PaymentBatch) -> None:
    """Let a batch whose files are made wait for release; cancel one that pays nobody."""
    files = batch.files.count()
    told: dict[str, JsonValue] = {
        "payments": batch.heads,
        "amount": str(batch.amount),
        "files": files,
        "left_out": batch.left_out,
    }
    if not batch.heads:
        move(batch, BatchState.CANCELLED, rules.BATCH_NEXT, cleared_at=timezone.now())
        audit.record("payment.nobody", batch, by=None, unit=batch.unit, changes=told)
        return
    move(batch, BatchState.MADE, rules.BATCH_NEXT, made_at=timezone.now())
    # The numbers of all these accounts were read in full.
    audit.record("payment.made", batch, by=None, unit=batch.unit, changes=told)
    others = access.holders(WelfarePermission.RELEASE_PAYMENTBATCH, batch.unit).exclude(pk=batch.made_by_id)
    notify(
        others,
        gettext_lazy("The payment “%(payment)s” is made and waits for somebody to release it."),
        batch.get_absolute_url(),
        # Nobody knows what an officer writes as the purpose.
        sensitive=True,
        payment=batch.purpose,
    )
