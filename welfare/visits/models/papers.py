from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.append_only import append_only
from office.uploads.models import Attachment
from welfare.visits import querysets
from welfare.visits.choices import PaperKind
from welfare.visits.models.visits import Visit


class VisitPaper(models.Model):
    """A paper or photo of a visit: what it shows; its file, which says more, is an attachment without its name."""

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("visit"), related_name="papers", db_index=False)
    kind = models.CharField(_("what it shows"), max_length=8, choices=PaperKind)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("added by"), related_name="+", db_index=False
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    attachments = GenericRelation(Attachment, content_type_field="object_type", object_id_field="object_id")

    objects = querysets.VisitPapers.as_manager()

    class Meta:
        verbose_name = _("paper of a visit")
        verbose_name_plural = _("papers of visits")
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["visit", "id"], name="welfare_visit_paper")]
        triggers = [append_only()]

    def __str__(self) -> str:
        return gettext("%(visit)s · %(paper)s") % {"visit": self.visit, "paper": self.get_kind_display()}
