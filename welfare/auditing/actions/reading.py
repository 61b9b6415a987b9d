"""Papers that may tell of health, family or income are opened one by one, for a reason that stays on record."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from office.errors import NotAllowed
from office.uploads.models import Attachment
from welfare.auditing.models import AuditPack
from welfare.auditing.rules import MADE
from welfare.auditing.scope import health_papers_of
from welfare.hardship import actions as hardship
from welfare.hardship.models.files import HardshipFile
from welfare.visits.actions import reading as visits
from welfare.visits.models.papers import VisitPaper


@transaction.atomic
def open_paper_of_pack(pack: AuditPack, number: int, *, by: User, reason: str) -> Attachment:
    """Return a paper by its number in the list of documents; the visit or file that it belongs to records it.

    Raises NotAllowed without a reason, for a number that is not in the pack, and for what is about oneself.
    """
    paper = health_papers_of(pack).filter(pk=number).first() if pack.state in MADE else None
    if paper is None:
        message = _("This pack lists no such paper, or it was deleted since.")
        raise NotAllowed(message, code="no_such_paper", field="number")
    if paper.object_type_id == ContentType.objects.get_for_model(VisitPaper).pk:
        of_visit = VisitPaper.objects.select_related("visit__member", "visit__unit").get(pk=paper.object_id)
        visits.open_paper(of_visit, by=by, reason=reason)
    else:
        file = HardshipFile.objects.select_related("member__unit").get(pk=paper.object_id)
        hardship.open_paper(file, paper, by=by, reason=reason)
    return paper
