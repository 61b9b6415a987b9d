"""Rows of auditor's packs."""

from django.utils import timezone

from members.authority.models import User
from members.units.models.units import Unit
from tests.factories.accounts import officer
from welfare.auditing.actions import asking, making
from welfare.auditing.models import AuditPack


def asked_pack(unit: Unit, *, year: int | None = None, by: User | None = None, reason: str = "年度审计") -> AuditPack:
    """Create a pack of this year, or another one, that workers are to make; asked for by an auditor of the unit."""
    asker = by or officer(unit, "auditor")
    return asking.ask_for_pack(unit, year or timezone.localdate().year, by=asker, reason=reason)


def audit_pack(unit: Unit, *, year: int | None = None, by: User | None = None, reason: str = "年度审计") -> AuditPack:
    """Create a pack whose archive is ready."""
    pack = asked_pack(unit, year=year, by=by, reason=reason)
    making.make_all()
    pack.refresh_from_db()
    assert pack.state == "done", pack.error
    return pack
