"""a payment through a bank: its files, compared with decrypting the numbers and writing the same rows bare; an answer,
compared with a bare COPY of its rows"""

import io
import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandParser
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.generated_register import generate_register
from benchmarks.processes import megabytes
from benchmarks.run_timing import DAY
from benchmarks.scratch_database import checkpoint, temporary_database
from benchmarks.types import Figures, Options
from members.authority.models import User
from members.units.models.units import Unit
from office.database_roles import as_owner
from office.encrypted_files.storage import file_storage
from office.secrets import cipher, encrypt, keyed_hash
from welfare.payment.actions import answers, batches, fetching, making, profiles
from welfare.payment.models.answers import AnswerFile
from welfare.payment.models.batches import PaymentBatch
from welfare.payment.models.files import PaymentFile
from welfare.payment.models.lines import PaymentLine
from welfare.payment.models.profiles import ProfileVersion
from welfare.plans.models import Plan
from welfare.runs.actions import counting, opening
from welfare.runs.models.runs import Run

UNITS = 200
EVENT = date(2026, 9, 25)
LAYOUT: dict[str, object] = {
    "encoding": "gb18030",
    "columns": "账号 = {账号}\n户名 = {户名}\n金额 = {金额}\n附言 = {编号}",
    "rows_per_file": 50_000,
    "answer_number": "4",
    "answer_amount": "3",
    "answer_result": "5",
    "answer_date": "6",
    "answer_name": "2",
    "paid_words": "成功",
    "returned_words": "失败",
}
# What is read for a file, and nothing else.
TOKENS = """
    SELECT due.id, due.amount, member.name, member.bank_card, member.bank_card_hash
    FROM welfare_grant AS due JOIN members_member AS member ON member.id = due.member_id
    WHERE due.run_id = %s ORDER BY due.id
"""
# Rows that are held in memory at once, as in a file.
ROWS = 50_000


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("--rows", type=int, default=100_000)


def measure(options: Options) -> Figures:
    """Return times in seconds and memory in MiB; everything runs in this process, one worker's work.

    Writing is what a worker does from an empty payment to its encrypted files and lines. Bare are reading the same
    rows, decrypting their numbers, writing the same text to plain files, and a COPY of the lines into an empty table
    with the keys and indexes of payment lines. Reading an answer is what a worker does until an officer may confirm
    it; bare is a COPY of its rows into an empty table with the keys and indexes of its rows. Each bare one is measured
    before and after.
    """
    rows = options["rows"]
    with temporary_database(f"bench_{os.getpid()}_bank"):
        union = generate_register(rows, UNITS)
        _give_accounts()
        run = _issued_run(union)
        people = [User.objects.create(username=name) for name in ("maker", "releaser")]
        version = _version(union, people[0])
        batch = batches.make_batch(union, version, [run], purpose="慰问金", by=people[0])
        # The addresses of the portal are read once a process, for the notice at the end.
        batch.get_absolute_url()
        checkpoint()
        before = _bare_writing(run)
        writing = _seconds(making.make_all_files)
        after = _bare_writing(run)
        batch = PaymentBatch.objects.select_related("unit", "version__profile").get(pk=batch.pk)
        if batch.state != "made" or batch.heads != run.grants.count():
            raise RuntimeError(f"{batch.state}: {batch.heads} payments, {batch.left_out} left out, {batch.error}")
        _send(batch, people)
        reading, bare_reading = _answers(batch, people[0])
        stored = [str(name) for name in PaymentFile.objects.values_list("file", flat=True)]
        for name in stored:
            file_storage().delete(name)
    bare = (sum(before) + sum(after)) / 2
    return {
        "rows": batch.heads,
        "files": len(stored),
        "writing_seconds": round(writing, 3),
        "decrypting_seconds_before_and_after": [round(before[0], 3), round(after[0], 3)],
        "bare_rows_seconds_before_and_after": [round(before[1], 3), round(after[1], 3)],
        "writing_ratio": round(writing / bare, 3),
        "reading_seconds": round(reading, 3),
        "bare_copy_seconds": round(bare_reading, 3),
        "reading_ratio": round(reading / bare_reading, 3),
        "peak_memory_mb": round(megabytes("VmHWM"), 1),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _give_accounts() -> None:
    """Give every member an account, without the consent that one is kept only with."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE members_member DISABLE TRIGGER USER")
        cursor.execute("SELECT id FROM members_member ORDER BY id")
        keys = (key for (key,) in cursor.fetchall())
        cursor.execute("CREATE TABLE cards (id bigint PRIMARY KEY, card text, hash text)")
        while part := list(islice(keys, ROWS)):
            numbers = [f"62220202{key:011d}" for key in part]
            lines = [
                f"{key}\t{encrypt(number.encode())}\t{keyed_hash(number)}\n"
                for key, number in zip(part, numbers, strict=True)
            ]
            cursor.copy_expert("COPY cards FROM STDIN", io.StringIO("".join(lines)))
        cursor.execute(
            "UPDATE members_member AS member SET bank_card = card, bank_card_hash = hash FROM cards"
            " WHERE cards.id = member.id"
        )
        cursor.execute("DROP TABLE cards")
        cursor.execute("ALTER TABLE members_member ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE members_member")


def _issued_run(union: Unit) -> Run:
    """Count a run, and issue it without review and notices."""
    Plan.objects.create(
        unit=union,
        name="winter",
        schedule="dates",
        kind="winter",
        days=[EVENT.isoformat()],
        form="money",
        amount=Decimal(300),
        lead_days=20,
        since=DAY,
    )
    (run,) = opening.open_due_runs(DAY)
    counting.count_all()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE welfare_run DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE welfare_run DROP CONSTRAINT approved_run_has_its_money")
        cursor.execute("ALTER TABLE welfare_run DROP CONSTRAINT reviewed_run_is_counted_and_submitted")
        cursor.execute("UPDATE welfare_run SET state = 'issued' WHERE id = %s", [run.pk])
        cursor.execute("ALTER TABLE welfare_run ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE welfare_grant")
    run.refresh_from_db()
    return run


def _version(union: Unit, by: User) -> ProfileVersion:
    profile = profiles.create_profile(union, "bank", LAYOUT, by=None)
    return profiles.check_profile(profile.newest, by=by)


def _bare_writing(run: Run) -> tuple[float, float]:
    """Return the seconds of reading and decrypting all numbers, and of writing text and rows."""
    decrypting = writing = 0.0
    decrypt = cipher().decrypt
    last = 0
    with _bare_table("welfare_paymentline") as name, io.BytesIO() as file:
        started = time.perf_counter()
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(TOKENS, [run.pk])
            while rows := cursor.fetchmany(ROWS):
                accounts = [decrypt(row[3].encode()).decode() for row in rows]
                decrypting += time.perf_counter() - started
                started = time.perf_counter()
                text = "".join(
                    [
                        f"{account}|{member}|{amount}|ZF{due:011d}\r\n"
                        for account, (due, amount, member, _token, _hash) in zip(accounts, rows, strict=True)
                    ]
                )
                file.seek(0)
                file.write(text.encode("gb18030"))
                lines = "".join(
                    [
                        f"{last + at}\t{row[0]}\t\\N\t\\N\t{row[2]}\t{row[1]}\t{row[4]}\t{account[-4:]}"
                        "\tf\t1\tmade\t\tf\n"
                        for at, (account, row) in enumerate(zip(accounts, rows, strict=True), start=1)
                    ]
                )
                last += len(rows)
                with connection.cursor() as copying:
                    copying.copy_expert(f"COPY {name} ({making.COPIED}) FROM STDIN", io.StringIO(lines))
                writing += time.perf_counter() - started
                started = time.perf_counter()
        # The foreign keys are checked when it is committed.
        writing += time.perf_counter() - started
    return decrypting, writing


class _bare_table:
    """An empty table with the columns, keys and indexes of another one, without its triggers; dropped afterwards."""

    def __init__(self, like: str) -> None:
        self.like = like

    def __enter__(self) -> str:
        role = connection.ops.quote_name(connection.settings_dict["USER"])
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare (LIKE {self.like} INCLUDING ALL)")
            cursor.execute(
                "SELECT format('ALTER TABLE bare ADD %%s', pg_get_constraintdef(oid)) FROM pg_constraint"
                " WHERE conrelid = %s::regclass AND contype = 'f'"
                " AND confrelid <> 'welfare_paymentfile'::regclass",
                [self.like],
            )
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)
            cursor.execute(f"GRANT INSERT ON bare TO {role}")
        checkpoint()
        return "bare"

    def __exit__(self, *_why: object) -> None:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("DROP TABLE bare")
        checkpoint()


def _send(batch: PaymentBatch, people: list[User]) -> None:
    """Release the payment, and fetch all its files."""
    with transaction.atomic():
        batches.release_batch(batch, by=people[1])
    for file in batch.files.all():
        fetching.fetch_file(file, by=people[0])
    fetching.mark_sent()
    batch.refresh_from_db()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE welfare_paymentline")
    checkpoint()


def _answers(batch: PaymentBatch, by: User) -> tuple[float, float]:
    """Return the seconds of reading an answer for each file, and of a COPY of the rows that it came to."""
    reading = 0.0
    for file in batch.files.order_by("number"):
        sent = SimpleUploadedFile(f"{file.number}.txt", "".join(_answer_lines(file)).encode("gb18030"))
        answer = answers.start_answer(sent, batch, by=by)
        answer = AnswerFile.objects.select_related("batch__version__profile", "batch__unit").get(pk=answer.pk)
        reading += _seconds(partial(answers.process_answer, answer))
        answer.refresh_from_db()
        if answer.counts != {"paid": file.rows}:
            raise RuntimeError(f"{answer.state}: {answer.counts} {answer.failure}")
    out = io.StringIO()
    with as_owner(), connection.cursor() as cursor:
        cursor.copy_expert(f"COPY welfare_answerrow ({answers.COPIED}) TO STDOUT", out)
    out.seek(0)
    with _bare_table("welfare_answerrow") as name, connection.cursor() as cursor:
        bare = _seconds(lambda: cursor.copy_expert(f"COPY {name} ({answers.COPIED}) FROM STDIN", out))
    return reading, bare


def _answer_lines(file: PaymentFile) -> Iterator[str]:
    day = timezone.localdate(file.fetched_at) if file.fetched_at else ""
    for line in PaymentLine.objects.filter(file=file).order_by("pk").iterator():
        yield f"6222|{line.name}|{line.amount}|{line.number}|成功|{day}\r\n"
