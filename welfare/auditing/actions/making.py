"""Workers make a pack file by file, each in a transaction of its own; a killed one loses at most the file it was at."""

import logging
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office import audit
from office.claims import claim
from office.encrypted_files.storage import delete_on_commit, file_storage
from office.exports import csv_pieces, plain_cell
from office.notices import notify
from office.pieces import Digesting
from office.transitions import move
from welfare.auditing import rules
from welfare.auditing.actions import beginning
from welfare.auditing.archive import archive_of
from welfare.auditing.comparing import HEADS, compared
from welfare.auditing.models import AuditPack, PackPart, private_path
from welfare.auditing.readme import readme_of
from welfare.auditing.rules import PackState, PartKind
from welfare.auditing.scope import moment_of
from welfare.auditing.sections.all import TABLES
from welfare.auditing.sections.table import Range, Row, Tally

logger = logging.getLogger(__name__)
CONTENTS_HEADS = (_("File"), pgettext_lazy("file", "About"), _("Rows"), _("Sum"), _("Bytes"), _("SHA-256"))
CLEARED_AT_ONCE = 500


class _Stopped(Exception):
    """An officer has paused the pack or given it up, or it is not quiet: what was written is left out."""


class PartDiffers(Exception):
    """A file of grants has another number of rows than was planned, though none can come or go."""


def make_all() -> int:
    """Carry every pack on until nothing of it waits, or another worker is at the rest; return how many steps it took.

    In random order: a pack at which every worker breaks off must not hold up the others.
    """
    steps = 0
    for pk in AuditPack.objects.at_work().order_by("?").values_list("pk", flat=True):
        while _carry_on(pk):
            steps += 1
    return steps


def _carry_on(pk: int) -> bool:
    """Do the next step of a pack; return whether there may be another one. A failure is stored on the pack."""
    try:
        with transaction.atomic():
            pack = AuditPack.objects.at_work().select_related("unit", "asked_by").filter(pk=pk).first()
            if pack is None:
                return False
            with translation.override(pack.language):
                return _step(pack)
    except _Stopped:
        return False
    except Exception as why:
        # Not the message: it may hold what a row says.
        logger.exception("A file of the auditor's pack %s could not be made", pk)
        failing = AuditPack.objects.filter(pk=pk, state=PackState.MAKING)
        failing.update(attempts=F("attempts") + 1, error=type(why).__name__)
        return False


def _step(pack: AuditPack) -> bool:
    if pack.as_of is None:
        claimed = claim(AuditPack.objects.at_work().filter(pk=pack.pk, as_of=None)).first()
        if claimed is None:
            return False
        _begin(claimed)
        return True
    part = _next_part(pack)
    if part is None:
        return False
    if part.kind == PartKind.CONTENTS:
        _finish(pack, part)
        return False
    _write(pack, part)
    _require_making(pack)
    return True


def _begin(pack: AuditPack) -> None:
    """Fix the moment, plan the files, and write those whose rows keep no earlier state, all in one transaction."""
    beginning.set_moment(pack)
    pack.file = private_path(pack, "")
    pack.save(update_fields=["as_of", "units", "file"])
    at_once = beginning.plan_parts(pack)
    try:
        for part in at_once:
            _write(pack, part)
        if not beginning.was_quiet(pack, since=moment_of(pack)):
            # The next sweep tries again, at another moment.
            raise _Stopped
    except BaseException:
        for part in at_once:
            file_storage().delete(str(part.file.name))
        raise
    AuditPack.objects.filter(pk=pack.pk).update(attempts=0, error="")


def _next_part(pack: AuditPack) -> PackPart | None:
    """Return the next file that no other worker is at, locked; what is made of the others only after all of them."""
    waiting = PackPart.objects.filter(pack=pack).waiting()
    if (found := claim(waiting.of_rows()).first()) is not None:
        return found
    first = waiting.first()
    if first is None or first.kind not in rules.LAST:
        return None
    return claim(waiting.filter(pk=first.pk)).first()


def _write(pack: AuditPack, part: PackPart) -> None:
    """Write a file in place of what a killed worker may have left of it, and seal it."""
    tally = Tally()
    pieces = Digesting(_pieces(pack, part, tally))
    file_storage().write_encrypted(str(part.file.name), pieces)
    if part.kind == PartKind.GRANTS and tally.rows != part.planned:
        raise PartDiffers(part.name)
    part.rows, part.amount, part.totals = tally.rows, tally.amount, tally.kept_totals
    part.size, part.sha256, part.sealed_at = pieces.size, pieces.digest.hexdigest(), timezone.now()
    part.save(update_fields=["rows", "amount", "totals", "size", "sha256", "sealed_at"])


def _pieces(pack: AuditPack, part: PackPart, tally: Tally) -> Iterator[bytes]:
    kind = PartKind(part.kind)
    if kind == PartKind.README:
        return readme_of(pack)
    if kind == PartKind.SUMS:
        return _csv(HEADS, _counted(compared(pack), tally))
    if kind == PartKind.CONTENTS:
        return _csv(CONTENTS_HEADS, _counted(_contents(pack), tally))
    table = TABLES[kind]
    return _csv(table.heads, table.rows(pack, Range(part.lo, part.hi, part.planned), tally))


def _csv(heads: Iterable[object], rows: Iterator[Row]) -> Iterator[bytes]:
    return csv_pieces([plain_cell(value) for value in row] for row in _with(heads, rows))


def _with(heads: Iterable[object], rows: Iterator[Row]) -> Iterator[Row]:
    yield [str(head) for head in heads]
    yield from rows


def _counted(rows: Iterator[Row], tally: Tally) -> Iterator[Row]:
    for row in rows:
        tally.rows += 1
        yield row


def _contents(pack: AuditPack) -> Iterator[Row]:
    """Yield a line for each sealed file: name, what it is about, rows, sum in yuan, bytes, SHA-256."""
    for part in pack.parts.exclude(kind=PartKind.CONTENTS).order_by("number"):
        yield [part.name, part.get_kind_display(), part.rows, part.amount, part.size, part.sha256]


def _finish(pack: AuditPack, contents: PackPart) -> None:
    """Write the list of contents and the archive, and tell who asked for it."""
    _write(pack, contents)
    pieces = Digesting(archive_of(pack.parts.order_by("number")))
    file_storage().write_encrypted(str(pack.file.name), pieces)
    locked = _require_making(pack)
    move(
        locked,
        PackState.DONE,
        rules.NEXT,
        size=pieces.size,
        sha256=pieces.digest.hexdigest(),
        finished_at=timezone.now(),
        attempts=0,
        error="",
    )
    files = pack.parts.count()
    told = {"sha256": locked.sha256, "files": files, "rows": pack.parts.aggregate(sum=Sum("rows"))["sum"]}
    audit.record("audit_pack.made", locked, by=None, unit=locked.unit, changes=told)
    notify(
        locked.asked_by,
        _("The auditor's pack of %(unit)s for %(year)s is ready; it is deleted after %(days)s days."),
        locked.get_absolute_url(),
        sensitive=False,
        unit=locked.unit,
        year=locked.year,
        days=rules.KEPT.days,
    )


def _require_making(pack: AuditPack) -> AuditPack:
    """Return the pack, locked until the end of the transaction. Raises _Stopped when it is paused or given up."""
    locked = AuditPack.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "asked_by")
    found = locked.filter(pk=pack.pk, state=PackState.MAKING).first()
    if found is None:
        raise _Stopped
    if found.attempts:
        AuditPack.objects.filter(pk=pack.pk).update(attempts=0, error="")
    return found


def delete_old() -> int:
    """Delete archives after their time, and files that an archive holds or that were given up; return how many.

    Packs that nobody goes on with are given up first.
    """
    for pk in AuditPack.objects.abandoned().values_list("pk", flat=True):
        _give_up(pk)
    deleted = sum(_expire(pk) for pk in AuditPack.objects.to_delete().values_list("pk", flat=True))
    while keys := list(PackPart.objects.to_clear().exclude(file="").values_list("pk", flat=True)[:CLEARED_AT_ONCE]):
        deleted += _clear(keys)
    return deleted + sum(map(_clear_archive, AuditPack.objects.given_up().values_list("pk", flat=True)))


@transaction.atomic
def _expire(pk: int) -> int:
    pack = claim(AuditPack.objects.to_delete().filter(pk=pk).select_related("unit")).first()
    if pack is None:
        return 0
    delete_on_commit(str(pack.file.name))
    move(pack, PackState.EXPIRED, rules.NEXT, file="")
    audit.record("audit_pack.expire", pack, by=None, unit=pack.unit, changes={"sha256": pack.sha256})
    return 1


@transaction.atomic
def _give_up(pk: int) -> None:
    """Give up a pack that nobody went on with, and tell who asked for it."""
    pack = claim(AuditPack.objects.abandoned().filter(pk=pk).select_related("unit", "asked_by")).first()
    if pack is None:
        return
    move(pack, PackState.CANCELLED, rules.NEXT, finished_at=timezone.now())
    audit.record("audit_pack.cancel", pack, by=None, unit=pack.unit)
    notify(
        pack.asked_by,
        _("The auditor's pack of %(unit)s for %(year)s was given up: nobody went on with it for %(days)s days."),
        pack.get_absolute_url(),
        sensitive=False,
        unit=pack.unit,
        year=pack.year,
        days=rules.KEPT.days,
    )


@transaction.atomic
def _clear_archive(pk: int) -> int:
    """Delete what a killed worker may have left of the archive of a pack that was given up."""
    pack = claim(AuditPack.objects.given_up().filter(pk=pk)).first()
    if pack is None:
        return 0
    delete_on_commit(str(pack.file.name))
    return AuditPack.objects.given_up().filter(pk=pk).update(file="")


@transaction.atomic
def _clear(keys: list[int]) -> int:
    parts = list(PackPart.objects.filter(pk__in=keys).exclude(file="").order_by("pk").select_for_update())
    for part in parts:
        delete_on_commit(str(part.file.name))
    return PackPart.objects.filter(pk__in=[part.pk for part in parts]).update(file="")
