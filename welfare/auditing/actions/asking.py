"""Ask for a pack, pause it, go on, give it up, fetch it."""

from typing import IO

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.reasons import require_reason
from office.transitions import move, require_state
from welfare.auditing import rules
from welfare.auditing.models import AuditPack
from welfare.auditing.rules import PackState

FIRST_YEAR = 2000


@transaction.atomic
def ask_for_pack(unit: Unit, year: int, *, by: User, reason: str, address: str = "") -> AuditPack:
    """Have workers make the pack of a unit and the units below it; `address` is that of the portal, for its README.

    Raises NotAllowed without a reason, for a year that has not begun, and while one of the unit and year is being made.
    """
    said = require_reason(reason)
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise NotAllowed(_("This year has not begun yet, or was before the portal."), code="wrong_year", field="year")
    twice = _("A pack of this unit and year is being made already: wait for it, or give it up.")
    with refused_by({"one_pack_a_unit_and_year_at_once": twice}):
        pack = AuditPack.objects.create(
            unit=unit,
            year=year,
            reason=said,
            asked_by=by,
            language=translation.get_language() or "zh-hans",
            address=address.rstrip("/"),
        )
    audit.record("audit_pack.ask", pack, by=by, unit=unit, reason=said, changes={"year": year})
    return pack


@transaction.atomic
def pause_pack(pack: AuditPack, *, by: User) -> None:
    """Let workers stop after the file that they are writing, which is lost. Raises NotAllowed in another state."""
    move(pack, PackState.PAUSED, rules.NEXT)
    audit.record("audit_pack.pause", pack, by=by, unit=pack.unit)


@transaction.atomic
def resume_pack(pack: AuditPack, *, by: User) -> None:
    """Let workers go on with a pack that is paused, or has failed too often. Raises NotAllowed in another state."""
    if pack.state == PackState.MAKING and pack.failed:
        AuditPack.objects.filter(pk=pack.pk, state=PackState.MAKING).update(attempts=0, error="")
    else:
        require_state(pack, PackState.PAUSED)
        move(pack, PackState.MAKING, rules.NEXT, attempts=0, error="")
    audit.record("audit_pack.resume", pack, by=by, unit=pack.unit)


@transaction.atomic
def cancel_pack(pack: AuditPack, *, by: User) -> None:
    """Give up a pack that is not ready; a worker deletes its files. Raises NotAllowed in another state."""
    move(pack, PackState.CANCELLED, rules.NEXT, finished_at=timezone.now())
    audit.record("audit_pack.cancel", pack, by=by, unit=pack.unit)


@transaction.atomic
def fetch_pack(pack: AuditPack, *, by: User) -> IO[bytes]:
    """Return the opened archive, and record who fetched it. Raises NotAllowed before it is ready and after its time."""
    if not pack.can_be_fetched:
        raise NotAllowed(_("This archive is not there: it is not ready yet, or was deleted."), code="no_archive")
    opened: IO[bytes] = pack.file.open("rb")
    audit.record("audit_pack.fetch", pack, by=by, unit=pack.unit, changes={"sha256": pack.sha256})
    return opened
