"""Duplicates: members to compare, pairs that may be one person, and merges."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.duplicates import rules
from members.duplicates.querysets import DoubleCandidates, Merges
from members.register.models.member import Member
from office.secrets import SealedField

# Triggers on Member: new members, and those changed in a column by which duplicates are found, wait for comparison.
# They only insert rows, so that no write waits for the worker that deletes them.
MEMBER_INSERTED = pgtrigger.Trigger(
    name="new_members_wait_for_comparison",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    referencing=pgtrigger.Referencing(new="new_members"),
    func="INSERT INTO members_membertocompare (member_id) SELECT id FROM new_members; RETURN NULL;",
)
MEMBER_CHANGED = pgtrigger.Trigger(
    name="changed_members_wait_for_comparison",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    condition=pgtrigger.AnyChange("name", "birth_date", "phone", "id_hash"),
    func="INSERT INTO members_membertocompare (member_id) VALUES (NEW.id); RETURN NULL;",
)

pgtrigger.register(MEMBER_INSERTED, MEMBER_CHANGED)(Member)


class MemberToCompare(models.Model):
    """The key of a member to compare with the register; triggers insert these rows, the comparison deletes them."""

    member_id = models.BigIntegerField(_("number of the member"))

    class Meta:
        verbose_name = _("member to compare")
        verbose_name_plural = _("members to compare")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.member_id)


class DoubleState(models.TextChoices):
    OPEN = "open", _("to be looked at")
    DISMISSED = "dismissed", _("two people")
    MERGED = "merged", _("merged")


TONES = {DoubleState.OPEN: "warning", DoubleState.DISMISSED: "muted", DoubleState.MERGED: "success"}
REASONS = {
    rules.NAME_BIRTH: _("same name and birth date"),
    rules.PHONE: _("same phone"),
    rules.ID_SWAPPED: _("certificate number with swapped digits"),
    rules.ID_MISTYPED: _("certificate number with one wrong digit"),
    rules.SAME_NAME: _("names that sound the same"),
    rules.BY_HAND: _("put side by side by an officer"),
}


class DoubleCandidate(models.Model):
    """Two records that may be one person; each pair has one row, so that a dismissed one is not offered again."""

    a = models.ForeignKey("members.Member", models.CASCADE, verbose_name=_("older record"), related_name="+")
    b = models.ForeignKey("members.Member", models.CASCADE, verbose_name=_("newer record"), related_name="+")
    reasons = ArrayField(models.CharField(max_length=12), verbose_name=_("reasons"))
    score = models.PositiveSmallIntegerField(_("likelihood"))
    state = models.CharField(_("state"), max_length=12, choices=DoubleState, default=DoubleState.OPEN)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = DoubleCandidates.as_manager()

    class Meta:
        verbose_name = _("probable double")
        verbose_name_plural = _("probable doubles")
        ordering = ["-score", "-id"]
        default_permissions = ("view",)
        permissions = [("merge_member", _("Can merge the records of one person"))]
        indexes = [models.Index(fields=["state", "-score", "-id"], name="double_state_score")]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="one_row_a_pair"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="older_record_first"),
            models.CheckConstraint(condition=Q(state__in=DoubleState.values), name="double_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DoubleState.DISMISSED) | ~Q(reason=""), name="double_dismissed_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a} · {self.b}"

    def get_absolute_url(self) -> str:
        return reverse("members:double_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[DoubleState(self.state)]

    @property
    def reason_labels(self) -> list[str]:
        """The labels of the reasons."""
        return [str(REASONS[reason]) for reason in self.reasons]


class Merge(models.Model):
    """A merge of one record into another, with the sealed values needed to undo it."""

    pair = models.ForeignKey(DoubleCandidate, models.PROTECT, verbose_name=_("pair"), related_name="merges")
    winner = models.ForeignKey(
        "members.Member", models.PROTECT, verbose_name=_("record that was kept"), related_name="merges_won"
    )
    loser = models.ForeignKey(
        "members.Member", models.PROTECT, verbose_name=_("record that was merged"), related_name="merges_lost"
    )
    taken = ArrayField(models.CharField(max_length=24), verbose_name=_("taken from the merged record"), blank=True)
    facts = SealedField(_("both records before and after"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("merged by"), related_name="+")
    at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("undone by"), related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    left_over = ArrayField(
        models.CharField(max_length=24), verbose_name=_("changed since, left as it was"), blank=True, default=list
    )

    objects = Merges.as_manager()

    class Meta:
        verbose_name = _("merge of two records")
        verbose_name_plural = _("merges of two records")
        ordering = ["-id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["loser"], condition=Q(undone_at=None), name="merged_once_at_a_time"),
            models.CheckConstraint(condition=~Q(winner=F("loser")), name="merged_into_another_record"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loser} → {self.winner}"

    def get_absolute_url(self) -> str:
        return reverse("members:merge_detail", args=[self.pk])
