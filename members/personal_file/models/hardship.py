import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import choices
from members.personal_file.querysets import Hardships
from members.register.models.member import Member

KINDS = [choice for choice in choices.Hardship.choices if choice[0]]
# Keeps Member.hardship equal to the kind of the mark in force, "" without one, so that lists and runs need no join.
COPY_TO_MEMBER = pgtrigger.Trigger(
    name="member_bears_the_mark",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        UPDATE members_member AS m SET hardship = coalesce(
            (SELECT kind FROM members_hardshipmark AS h WHERE h.member_id = m.id AND h.ended_on IS NULL), ''
        ) WHERE m.id IN (OLD.member_id, NEW.member_id);
        RETURN NULL;
    """,
)


class HardshipMark(models.Model):
    """A member in hardship from a day on, by a decision of the committee, until it is lifted. domain.md part 1."""

    member = models.ForeignKey(
        Member, models.CASCADE, verbose_name=_("member"), related_name="hardship_marks", db_index=False
    )
    kind = models.CharField(_("hardship"), max_length=8, choices=KINDS)
    starts_on = models.DateField(pgettext_lazy("day", "since"))
    basis = models.CharField(_("decision of the committee"), max_length=200)
    reason = models.CharField(pgettext_lazy("hardship", "what happened"), max_length=500)
    review_on = models.DateField(_("to be reviewed on"))
    set_at = models.DateTimeField(_("noted"), default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("noted by"), related_name="+")
    ended_on = models.DateField(_("lifted on"), null=True, blank=True)
    end_reason = models.CharField(_("why it was lifted"), max_length=200, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = Hardships.as_manager()

    class Meta:
        verbose_name = _("hardship mark")
        verbose_name_plural = _("hardship marks")
        ordering = ["member", "-starts_on", "-id"]
        default_permissions = ("view",)
        permissions = [("mark_hardship", _("Can mark members in hardship, and lift the mark"))]
        triggers = [COPY_TO_MEMBER]
        indexes = [
            models.Index(fields=["member", "-starts_on"], name="hardship_member"),
            models.Index(fields=["review_on"], name="hardship_review", condition=Q(ended_on=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_on=None), name="one_hardship_at_a_time"),
            models.CheckConstraint(condition=Q(kind__in=[code for code, _word in KINDS]), name="hardship_is_known"),
            models.CheckConstraint(condition=~Q(basis="") & ~Q(reason=""), name="hardship_has_a_file"),
            models.CheckConstraint(condition=Q(review_on__gt=F("starts_on")), name="hardship_is_reviewed_later"),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__gte=F("starts_on")) & ~Q(end_reason="")),
                name="hardship_is_lifted_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on}"

    @property
    def overdue(self) -> bool:
        """Whether the mark is in force after the day of its review."""
        return self.ended_on is None and self.review_on < timezone.localdate()
