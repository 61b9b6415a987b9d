import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.register.models.member import Member
from members.units.models.units import Unit
from office.transitions import pairs
from welfare.choices import RUN_KIND, ObjectionKind, ObjectionState, RunState
from welfare.objections import querysets, rules
from welfare.runs.models.runs import Run

TONES = {
    ObjectionState.OPEN: "warning",
    ObjectionState.UPHELD: "success",
    ObjectionState.REJECTED: "danger",
    ObjectionState.WITHDRAWN: "muted",
    ObjectionState.ENDED: "muted",
}


class PublicNotice(models.Model):
    """That the approved list of a run was made public, from a day to a day: both as they were told.

    `ended_at` is set when its run was cancelled or counted anew while it was public.
    """

    run = models.ForeignKey(Run, models.PROTECT, verbose_name=_("run"), related_name="notices")
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    days = models.PositiveSmallIntegerField(_("working days"))
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"))
    estimated = models.BooleanField(_("estimated"), default=False)
    """Whether the last day may shift, since the year's days off were not announced on the first."""
    names_shown = models.BooleanField(_("names are published"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("published by"), related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)

    objects = querysets.PublicNotices.as_manager()

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["run"], condition=Q(ended_at=None), name="one_notice_a_run"),
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="notice_ends_after_its_start"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="notice_stays",
                fields=["run", "unit", "days", "starts_on", "ends_on", "estimated", "names_shown", "by", "at"],
            ),
            pgtrigger.Protect(name="notice_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.starts_on} – {self.ends_on}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:public_notice", args=[self.run_id])


class Objection(models.Model):
    """What a member objects to in a public notice: one row of the list, or that they are missing in it.

    The row that it is about is held until it is decided. Whom it is about doesn't learn by whom it is.
    """

    notice = models.ForeignKey(
        PublicNotice, models.PROTECT, verbose_name=_("public notice"), related_name="objections", db_index=False
    )
    run = models.ForeignKey(Run, models.PROTECT, verbose_name=_("run"), related_name="objections", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    about = models.ForeignKey(Member, models.PROTECT, verbose_name=_("about"), related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("objector"), related_name="+")
    kind = models.CharField(_("kind"), max_length=8, choices=ObjectionKind)
    text = models.CharField(_("what is wrong"), max_length=500)
    amount = models.DecimalField(_("amount on the list"), max_digits=12, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ObjectionState, default=ObjectionState.OPEN)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    due_on = models.DateField(_("to be decided until"))
    due_estimated = models.BooleanField(_("estimated"), default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision = models.CharField(_("reason of the decision"), max_length=500, blank=True)
    due = models.DecimalField(_("due instead"), max_digits=12, decimal_places=2, null=True, blank=True)

    objects = querysets.Objections.as_manager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["-id"]
        permissions = [("decide_objection", _("Can decide objections to public notices"))]
        indexes = [
            models.Index(fields=["run", "state"], name="welfare_objection_run"),
            models.Index(fields=["due_on", "id"], condition=Q(state="open"), name="welfare_objection_open"),
        ]
        constraints = [
            # Sent twice is one.
            models.UniqueConstraint(
                fields=["notice", "about", "by"],
                condition=~Q(state="withdrawn"),
                name="one_objection_a_row_and_person",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_what_is_wrong"),
            models.CheckConstraint(
                condition=Q(state__in=["upheld", "rejected"], decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decision="")
                | Q(state__in=["open", "withdrawn", "ended"], decided_by=None, decision=""),
                name="objection_is_decided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="upheld", due__gte=0) | ~Q(state="upheld") & Q(due=None),
                name="upheld_objection_says_what_is_due",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("by")), name="nobody_decides_their_objection"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="decided_once", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(
                name="objection_stays",
                fields=["notice", "run", "unit", "about", "by", "kind", "amount", "made_at"],
            ),
            pgtrigger.Trigger(
                name="words_stay",
                operation=pgtrigger.UpdateOf("text"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__text__df=pgtrigger.F("new__text")),
                func="""
                    IF NEW.text <> '***' OR NOT EXISTS (
                        SELECT FROM office_erasedrow AS erased
                        JOIN members_member AS member ON member.id = erased.row_id
                        WHERE erased.table_name = 'members_member'
                        AND (member.id = NEW.about_id OR member.user_id = NEW.by_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the words of an objection go only with the person';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="objection_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_in_notice",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM welfare_run WHERE id = NEW.run_id AND state = '{RunState.IN_NOTICE}'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this list is not in public notice'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_in_notice';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="decided_by_others",
                operation=pgtrigger.UpdateOf("decided_by_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__decided_by__isnull=False),
                func=f"""
                    IF EXISTS (
                        SELECT FROM members_approvalmaker
                        WHERE kind = '{RUN_KIND}' AND object_id = NEW.run_id AND person_id = NEW.decided_by_id
                    ) OR EXISTS (
                        SELECT FROM members_approvaldecision AS given
                        JOIN members_approvalround AS round ON round.id = given.round_id
                        WHERE round.kind = '{RUN_KIND}' AND round.object_id = NEW.run_id AND given.verdict = 'approve'
                        AND NEW.decided_by_id IN (given.by_id, given.for_whom_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: who made or approved the list decides no objection to it'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_decided_by_others';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:objection_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[ObjectionState(self.state)]


# A list that is cancelled or counted anew while it is public: its notice and the objections to it end with it.
pgtrigger.register(
    pgtrigger.Trigger(
        name="notice_ends_with_its_list",
        operation=pgtrigger.UpdateOf("state"),
        when=pgtrigger.After,
        condition=pgtrigger.Q(old__state=RunState.IN_NOTICE.value)
        & ~pgtrigger.Q(new__state__in=[RunState.IN_NOTICE.value, RunState.ISSUED.value]),
        func=f"""
            UPDATE welfare_publicnotice SET ended_at = now() WHERE run_id = NEW.id AND ended_at IS NULL;
            UPDATE welfare_objection SET state = '{ObjectionState.ENDED}'
            WHERE run_id = NEW.id AND state = '{ObjectionState.OPEN}';
            RETURN NULL;
        """,
    )
)(Run)
