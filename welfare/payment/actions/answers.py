"""A bank's answer: sent in by an officer, compared by a worker, confirmed, taken by a worker, perhaps taken back.

The engine of office/chunked_files reads it chunk by chunk; taking it, and taking it back, is one transaction.
"""

import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from hashlib import sha256
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from members.authority.models import User
from office import audit
from office.chunked_files import processing
from office.chunked_files.actions import cancel_file, claim_file, confirm_file, finish_file
from office.chunked_files.rules import FileState
from office.documents.actions import void_documents_about
from office.errors import NotAllowed
from office.garbage import no_search_for_cycles
from office.money import yuan
from office.notices import notify
from office.reasons import require_reason
from office.sheets import reading
from office.sheets.containers import check_container
from office.sheets.layouts import Layout
from office.sql import keys_of_sql, load_sql, rows_of_sql, run_sql
from office.transitions import require_state
from office.types import Message, Upload
from welfare.grants.models.grants import Grant
from welfare.grants.models.occasions import Occasion
from welfare.payment.actions.copying import NULL, copied_text
from welfare.payment.actions.visits import follow_payments, overtaken, returned_visits
from welfare.payment.answer_reading import DOUBLED, AnswerReader, Compared, Line, ReadRow, find_answer
from welfare.payment.answer_rows import SaidRow, read_answer_row
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.lines import PaymentLine
from welfare.payment.rules import TAKEN, BatchState, LineState, Outcome, line_number, words_of
from welfare.runs.actions.settling import require_left, settle_all
from welfare.runs.models.runs import Run
from welfare.visits.actions.by_bank import tell_not_returned, tell_returned

MOVED = gettext_noop("the payment has changed since the answer was compared")

LINES = load_sql("welfare.payment", "lines_of_answer")
LOCK_LINES = load_sql("welfare.payment", "lock_lines")
REFUSE_MOVED = load_sql("welfare.payment", "refuse_moved")
REFUSE_DOUBLED = load_sql("welfare.payment", "refuse_doubled")
REMEMBER = load_sql("welfare.payment", "remember_answers")
TAKE = load_sql("welfare.payment", "take_answer")
RECEIVE = load_sql("welfare.payment", "receive_paid")
UNRECEIVE = load_sql("welfare.payment", "unreceive_returned")
UNDO = load_sql("welfare.payment", "undo_answer")
RECEIVE_AGAIN = load_sql("welfare.payment", "receive_again")
COPIED = 'file_id, row, number, line_id, amount, said, day, reason, outcome, fault, "column", params'
COPY = f"COPY welfare_answerrow ({COPIED}) FROM STDIN"


@transaction.atomic
def start_answer(file: Upload, batch: PaymentBatch, *, by: User) -> AnswerFile:
    """Store a bank's answer, for a worker to compare with what was sent; nothing of it is taken yet.

    Raises UnreadableWorkbook, and NotAllowed before the batch is released; then nothing is stored.
    """
    require_state(batch, BatchState.RELEASED)
    check_container(file, file.size or 0, settings.IMPORT_MAX_BYTES)
    layout = find_answer(file, batch.version)
    file.seek(0)
    digest = sha256()
    for part in file.chunks():
        digest.update(part)
    answer = AnswerFile.objects.create(
        batch=batch,
        by=by,
        file=file,
        file_name=(file.name or "")[-200:],
        digest=digest.hexdigest(),
        total_rows=layout.rows,
        layout=layout.as_json(),
        unknown_heads=layout.unknown_heads,
    )
    audit.record("bank_answer.send", answer, by=by, unit=batch.unit, changes={"digest": answer.digest})
    return answer


def taken_before(answer: AnswerFile) -> AnswerFile | None:
    """Return an answer of the same batch with the very same content that was taken, and not taken back; else None."""
    same = AnswerFile.objects.filter(batch=answer.batch_id, digest=answer.digest, state=FileState.DONE, undo_at=None)
    return same.exclude(pk=answer.pk).first()


@transaction.atomic
def confirm_answer(answer: AnswerFile, *, by: User) -> None:
    """Have the compared rows taken.

    Raises NotAllowed when the file has moved on, when its rows don't have the sum that it states, and when no row of
    it says anything new.
    """
    if answer.wrong_sum:
        message = _("The file states %(stated)s, but its rows have %(read)s: ask the bank for the right file.")
        told = {"stated": yuan(answer.stated_sum or 0), "read": yuan(answer.read_sum)}
        raise NotAllowed(message % told, code="wrong_sum")
    if not answer.says_new:
        raise NotAllowed(_("No row of this answer says anything new."), code="nothing_new")
    _require_not_undoing(answer.batch_id)
    confirm_file(answer, by=by)


def _require_not_undoing(batch_pk: int) -> None:
    if AnswerFile.objects.to_undo().filter(batch=batch_pk).exists():
        raise NotAllowed(_("Another answer is just being taken back: try again in a minute."), code="undoing")


@transaction.atomic
def cancel_answer(answer: AnswerFile, *, by: User) -> None:
    """Set an answer aside before any of it is taken. Raises NotAllowed in any other state."""
    cancel_file(answer, FileState.CHECKING, FileState.CHECKED)
    audit.record("bank_answer.cancel", answer, by=by, unit=answer.batch.unit)


@transaction.atomic
def undo_answer(answer: AnswerFile, *, by: User, reason: str) -> AnswerFile:
    """Have a taken answer taken back as a whole: its lines are as they were before it; a worker does it.

    Money that it had given back to the budget is spent again. Raises NotAllowed without a reason, when it is not taken,
    when a line of it has been made anew or its benefit revoked, when a later answer says something else about one of
    its lines, and when the budget has too little left.
    """
    require_reason(reason, _("Say why you take this answer back."))
    # The lock of the batch, which taking another answer and making lines anew wait for.
    PaymentBatch.objects.select_for_update(no_key=True).get(pk=answer.batch_id)
    rows = AnswerFile.objects.select_for_update(no_key=True, of=("self",)).select_related("batch__unit")
    locked = rows.get(pk=answer.pk)
    require_state(locked, FileState.DONE)
    if locked.undo_at is not None:
        raise NotAllowed(_("This answer has been taken back already."), code="undone_already")
    if AnswerFile.objects.filter(batch=locked.batch_id, state=FileState.IMPORTING).exists():
        raise NotAllowed(_("Another answer is just being taken: try again in a minute."), code="taking")
    lines = PaymentLine.objects.filter(pk__in=locked.rows.filter(outcome__in=TAKEN).values("line"))
    _require_not_overtaken(lines)
    if lines.exclude(answer=locked).exists():
        message = _("A later answer says something else about a payment of this one: take that one back first.")
        raise NotAllowed(message, code="answered_later")
    again = lines.filter(state=LineState.RETURNED).open_sums()
    for run in Run.objects.filter(pk__in=again).order_by("pk"):
        require_left(run, again[run.pk])
    locked.undo_by, locked.undo_at, locked.undo_reason = by, timezone.now(), reason.strip()[:200]
    locked.save(update_fields=["undo_by", "undo_at", "undo_reason"])
    return locked


def _require_not_overtaken(lines: QuerySet[PaymentLine]) -> None:
    """Raise NotAllowed when one of the lines of an answer has been made anew since, or its benefit revoked."""
    anew = PaymentLine.objects.filter(replaces__in=lines).exclude(state=LineState.CANCELLED).select_related("replaces")
    if replaced := anew.first():
        message = _("%(number)s has been made anew since: this answer can't be taken back any more.")
        raise NotAllowed(message % {"number": line_number(replaced.replaces_id or 0)}, code="made_anew")
    if lines.filter(grant__revoked_at__isnull=False).exists():
        message = _("A benefit that this answer is about has been revoked: the answer can't be taken back any more.")
        raise NotAllowed(message, code="revoked")
    if overtaken(list(lines.values_list("pk", flat=True))):
        message = _("A visit of this answer was paid otherwise or given up since: it can't be taken back any more.")
        raise NotAllowed(message, code="visit_moved_on")


def process_answer(answer: AnswerFile) -> None:
    """Compare, or take, what is left of an answer, unless another worker is at it."""
    with no_search_for_cycles():
        processing.process_file(AnswerProcessor(answer))


class AnswerProcessor(processing.FileProcessor[AnswerFile, SaidRow, list[ReadRow]]):
    """Rows are compared and stored chunk by chunk, and later taken all at once."""

    chunk_rows = 20_000

    def __init__(self, file: AnswerFile) -> None:
        super().__init__(file)
        self.version = file.batch.version
        self.compared = Compared()
        today = timezone.localdate(file.started_at)
        self.reader = AnswerReader(file.pk, self.version, today, self.compared)

    def read(self, opened: IO[bytes]) -> Iterator[SaidRow]:
        # What an earlier worker has stored counts too.
        rows = self.file.rows.filter(line__isnull=False).order_by("-row").values_list("line", "row")
        self.compared.seen = dict(rows)
        self.compared.total = self.file.rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)
        self.compared.stated = self.file.stated_sum
        layout = Layout.from_json(self.file.layout)
        # Not by a process of its own: to start one takes as long as to read 100,000 rows, and a file has half of them.
        rows_read = reading.read_rows(opened, layout, after=self.file.last_row)
        return map(partial(read_answer_row, form=self.reader.form), rows_read)

    def check(self, rows: list[SaidRow]) -> list[ReadRow]:
        lines, elsewhere = self._lines([row.key for row in rows if row.key is not None])
        found = []
        for row in rows:
            if not row.is_totals:
                line = lines.get(row.key) if row.key is not None else None
                found.append(self.reader.compare(row, line, elsewhere))
            elif row.amount is not None:
                # Subtotals of pages may stand above it.
                self.compared.stated = row.amount
        return found

    def _lines(self, keys: list[int]) -> tuple[dict[int, Line], Mapping[int, str]]:
        """Return the lines of this batch by key, and of the others in the unit the numbers of their batches."""
        batch = self.file.batch
        found = rows_of_sql(LINES, {"keys": keys, "batch": batch.pk, "zone": settings.TIME_ZONE})
        lines = {row[0]: Line._make(row) for row in found}
        missing = [key for key in keys if key not in lines]
        if not missing:
            return lines, {}
        others = PaymentLine.objects.filter(pk__in=missing, file__batch__unit__path__startswith=batch.unit.path)
        batches = others.select_related("file__batch__unit").only("file__batch__unit__code")
        return lines, {line.pk: line.file.batch.number for line in batches}

    def store(self, checked: list[ReadRow]) -> dict[str, object]:
        text = "".join([_copied(row) for row in checked])
        with connection.cursor() as cursor:
            cursor.copy_expert(COPY, io.StringIO(text))
        return {"stated_sum": self.compared.stated}

    def complete_check(self, claimed: AnswerFile) -> dict[str, object]:
        run_sql(REFUSE_DOUBLED, {"file": claimed.pk, "doubled": DOUBLED})
        layout = Layout.from_json(claimed.layout).ended_at(claimed.last_row).as_json()
        return {"counts": _counts(claimed), "read_sum": self.compared.total, "layout": layout}

    def may_apply_now(self) -> bool:
        return not AnswerFile.objects.to_undo().filter(batch=self.file.batch_id).exists()

    @transaction.atomic
    def apply(self) -> None:
        PaymentBatch.objects.select_for_update(no_key=True).get(pk=self.file.batch_id)
        claimed = claim_file(self.file)
        if claimed is not None:
            claimed.batch = self.file.batch
            _take(claimed)


def _copied(row: ReadRow) -> str:
    """Return a row as COPY reads it."""
    said = row.said
    amount = NULL if said.amount is None else str(said.amount)
    params = copied_text(json.dumps(row.params, ensure_ascii=False)) if row.params else "{}"
    return (
        f"{row.file_id}\t{said.number}\t{copied_text(said.line)}\t{row.line_id or NULL}\t{amount}"
        f"\t{copied_text(said.said)}\t{row.day or NULL}\t{copied_text(said.reason)}\t{row.outcome}"
        f"\t{copied_text(row.fault)}\t{copied_text(row.column)}\t{params}\n"
    )


def _counts(answer: AnswerFile) -> dict[str, int]:
    return dict(answer.rows.order_by().values_list("outcome").annotate(rows=Count("pk")))


def _take(claimed: AnswerFile) -> None:
    """Set the lines of the rows that say something new; what is paid stands for the member's signature."""
    now = timezone.now()
    rows = {"file": claimed.pk, "taken": [outcome.value for outcome in TAKEN]}
    run_sql(LOCK_LINES, rows)
    run_sql(REFUSE_MOVED, {**rows, "moved": MOVED})
    runs = _lock_runs(claimed)
    run_sql(REMEMBER, {"file": claimed.pk})
    words = words_of(claimed.batch.version.account_words)
    run_sql(TAKE, {**rows, "at": now, "words": words})
    run_sql(RECEIVE, {"file": claimed.pk, "at": now, "by": claimed.by_id})
    late = keys_of_sql(UNRECEIVE, {"file": claimed.pk})
    if late:
        void_documents_about(Grant, late, by=claimed.by, reason=_("returned by the bank"))
    settle_all(runs, by=claimed.by, reason=_("returned by the bank"))
    follow_payments(claimed, by=claimed.by, reason=_("returned by the bank"))
    found = claimed.rows.aggregate(
        paid=Sum("amount", filter=Q(outcome=Outcome.PAID)),
        returned=Sum("amount", filter=Q(outcome__in=[Outcome.RETURNED, Outcome.LATE])),
    )
    sums = {name: found[name] or Decimal(0) for name in ("paid", "returned")}
    finish_file(claimed, counts=_counts(claimed), **sums)
    told = {**claimed.counts, **{name: str(amount) for name, amount in sums.items()}}
    audit.record("bank_answer.take", claimed, by=claimed.by, unit=claimed.batch.unit, changes=told)
    _tell_returned(claimed)
    for visit in returned_visits(claimed):
        tell_returned(visit)


def _lock_runs(answer: AnswerFile) -> list[int]:
    """Lock the runs whose money comes back by an answer, or came back by one that is taken back; return their keys."""
    rows = answer.rows.filter(outcome__in=[Outcome.RETURNED, Outcome.LATE])
    runs = Run.objects.filter(pk__in=rows.order_by().values("line__grant__run")).order_by("pk")
    return list(runs.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


def _tell_returned(answer: AnswerFile) -> None:
    """Tell the members whose money came back what to do."""
    _tell(
        answer,
        gettext_lazy("The bank returned a payment to you (%(occasion)s). See under “My benefits” what to do."),
    )


def _tell_not_returned(answer: AnswerFile) -> None:
    """Tell them that the notice of an answer that was taken back was wrong."""
    message = gettext_lazy(
        "Please disregard the notice that the bank returned a payment to you (%(occasion)s): it came from a wrong"
        " answer of the bank, which has been taken back. You need not do anything."
    )
    _tell(answer, message)


def _tell(answer: AnswerFile, message: Message) -> None:
    """Tell the members whose money an answer says came back, occasion by occasion."""
    returned = answer.rows.filter(outcome__in=[Outcome.RETURNED, Outcome.LATE])
    grants = Grant.objects.filter(pk__in=returned.values("line__grant"))
    for occasion in Occasion.objects.filter(pk__in=grants.values("occasion")):
        of_it = grants.filter(occasion=occasion)
        own = Q(member__grants__in=of_it, member__merged_into=None)
        kept = Q(member__doubles__grants__in=of_it)
        notify(
            list(User.objects.filter(own | kept, is_active=True).distinct()),
            message,
            reverse("welfare:my_benefits"),
            occasion=occasion,
        )


def undo_all() -> int:
    """Take back the answers of which officers have asked it; return how many."""
    asked = AnswerFile.objects.to_undo().order_by("pk").values_list("pk", flat=True)
    return sum(_undo_or_leave(pk) for pk in asked)


def _undo_or_leave(pk: int) -> int:
    """Take an answer back, or leave it taken and tell whoever asked.

    It stays when the budget has too little left by now, and when a line has been made anew or its benefit revoked.
    """
    try:
        return _undo(pk)
    except NotAllowed as why:
        _leave_taken(pk, str(why))
        return 0


@transaction.atomic
def _leave_taken(pk: int, why: str) -> None:
    answer = AnswerFile.objects.to_undo().select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if answer is None:
        return
    text = gettext_lazy("The bank's answer “%(answer)s” could not be taken back: %(reason)s")
    notify(answer.undo_by, text, answer.get_absolute_url(), answer=answer, reason=why)
    answer.undo_by, answer.undo_at, answer.undo_reason = None, None, ""
    answer.save(update_fields=["undo_by", "undo_at", "undo_reason"])


@transaction.atomic
def _undo(pk: int) -> int:
    rows = AnswerFile.objects.to_undo().select_for_update(no_key=True, of=("self",), skip_locked=True)
    answer = rows.select_related("batch__unit", "undo_by", "by").filter(pk=pk).first()
    if answer is None:
        return 0
    run_sql(LOCK_LINES, {"file": answer.pk, "taken": [outcome.value for outcome in TAKEN]})
    runs = _lock_runs(answer)
    _require_not_overtaken(PaymentLine.objects.filter(pk__in=answer.rows.filter(outcome__in=TAKEN).values("line")))
    run_sql(UNDO, {"file": answer.pk})
    unsigned = keys_of_sql(UNRECEIVE, {"file": answer.pk})
    run_sql(RECEIVE_AGAIN, {"file": answer.pk})
    settle_all(runs, by=answer.undo_by, reason=answer.undo_reason)
    follow_payments(answer, by=answer.undo_by, reason=answer.undo_reason)
    if unsigned:
        assert answer.undo_by is not None
        void_documents_about(Grant, unsigned, by=answer.undo_by, reason=answer.undo_reason)
    AnswerFile.objects.filter(pk=answer.pk).update(undone_at=timezone.now())
    _tell_not_returned(answer)
    for visit in returned_visits(answer):
        tell_not_returned(visit)
    told = {"paid": str(answer.paid), "returned": str(answer.returned)}
    audit.record(
        "bank_answer.undo",
        answer,
        by=answer.undo_by,
        unit=answer.batch.unit,
        reason=answer.undo_reason,
        changes=told,
    )
    return 1
