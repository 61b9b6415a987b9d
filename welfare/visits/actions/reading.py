"""Those who decide read what a visit says of health and family, and its papers, for a reason that is kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.register.actions.entry_lock import forbid_own
from office import audit
from office.errors import NotAllowed
from office.types import JsonValue
from welfare.visits.models.papers import VisitPaper
from welfare.visits.models.visits import Visit
from welfare.visits.said import Said


@transaction.atomic
def reveal_visit(visit: Visit, *, by: User, reason: str) -> Said:
    """Return what a visit says. Raises NotAllowed without a reason, and for one's own."""
    why = _reason_to_read(visit, by, reason)
    audit.record("visit.reveal", visit, by=by, unit=visit.unit, reason=why)
    return visit.read()


@transaction.atomic
def open_paper(paper: VisitPaper, *, by: User, reason: str) -> None:
    """Record that `by` opens a paper, and why; its hash is kept. Raises NotAllowed as `reveal_visit` does."""
    why = _reason_to_read(paper.visit, by, reason)
    sums = [file.sha256 for file in paper.attachments.all()]
    told: dict[str, JsonValue] = {"file": paper.pk, "sha256": ", ".join(sums)}
    audit.record("visit.open_paper", paper.visit, by=by, unit=paper.visit.unit, reason=why, changes=told)


@transaction.atomic
def print_visit(visit: Visit, *, by: User, reason: str) -> Said:
    """Return what a visit says, to be printed. Raises NotAllowed as `reveal_visit` does."""
    why = _reason_to_read(visit, by, reason)
    audit.record("visit.print", visit, by=by, unit=visit.unit, reason=why)
    return visit.read()


def _reason_to_read(visit: Visit, by: User, reason: str) -> str:
    if not reason.strip():
        raise NotAllowed(_("Say why you need to read it."), field="reason")
    forbid_own(by, visit.member)
    return reason.strip()
