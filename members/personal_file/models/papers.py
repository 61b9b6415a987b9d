"""Honours and documents of members."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import choices
from members.personal_file.querysets import Documents
from members.register.models.member import Member
from members.register.querysets.of_members import OfMembers


class Honour(models.Model):
    """A title that a member was given, such as model worker or skilled craftsman."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="honours", db_index=False)
    title = models.CharField(pgettext_lazy("honour", "title"), max_length=100)
    level = models.CharField(_("level"), max_length=12, choices=choices.HonourLevel)
    awarded_by = models.CharField(_("awarded by"), max_length=100)
    awarded_on = models.DateField(_("awarded on"))
    document = models.CharField(_("number of the document"), max_length=100, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = OfMembers.as_manager()

    class Meta:
        verbose_name = _("honour")
        verbose_name_plural = _("honours")
        ordering = ["member", "-awarded_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "awarded_on", "title"], name="honour_is_entered_once"),
            models.CheckConstraint(condition=~Q(title=""), name="honour_has_a_title"),
            models.CheckConstraint(condition=Q(level__in=choices.HonourLevel.values), name="honour_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.title


class MemberDocument(models.Model):
    """A document about a member; its scans are attachments."""

    member = models.ForeignKey(Member, models.CASCADE, verbose_name=_("member"), related_name="documents")
    kind = models.CharField(_("kind of document"), max_length=12, choices=choices.DocumentKind)
    title = models.CharField(_("title"), max_length=100, blank=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("added by"), related_name="+")
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = Documents.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["member", "-id"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=choices.DocumentKind.values), name="document_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    @property
    def is_sensitive(self) -> bool:
        return self.kind in choices.SENSITIVE_DOCUMENTS
