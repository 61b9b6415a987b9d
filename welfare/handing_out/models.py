import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.units.models.units import Unit
from office.transitions import pairs
from office.types import Message
from welfare.choices import CallResult, HandOutState, Taker
from welfare.grants.models.grants import Grant
from welfare.handing_out import querysets, rules

TONES = {
    HandOutState.GIVEN: "success",
    HandOutState.CONFLICT: "warning",
    HandOutState.UNDONE: "muted",
    HandOutState.NOTHING: "muted",
    HandOutState.TWICE: "danger",
}
# Why a hand-out that was noted without network could not count when it was sent.
PROBLEMS: dict[str, Message] = {
    "received_already": _("It had been received already."),
    "held": _("An objection to it was being decided."),
    "list_closed": _("Its list had been closed."),
    "list_not_issued": _("Its list was not issued."),
    "revoked": _("It had been revoked."),
    "frozen": _("Handing out was frozen."),
    "being_paid_by_the_bank": _("It was being paid by the bank."),
    "received_once_a_person": _("It had been received under the member's other record."),
    "stock_too_small": _("There was too little in the store."),
}


class HandOut(models.Model):
    """A benefit that was handed out at a counter, as the officer's phone noted it; `nonce` is drawn by the phone.

    Sent again with the same nonce it is the same row. One that was noted without network and can't count is in
    conflict, and waits for a decision.
    """

    nonce = models.UUIDField(_("number on the phone"), unique=True, editable=False)
    grant = models.ForeignKey(Grant, models.PROTECT, verbose_name=_("grant"), related_name="hand_outs")
    run = models.ForeignKey(
        "welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="hand_outs", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("handed out by"), related_name="+")
    at = models.DateTimeField(_("time on the phone"))
    noted_at = models.DateTimeField(_("noted"), default=timezone.now)
    offline = models.BooleanField(_("without network"), default=False)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    size = models.CharField(_("size"), max_length=16, blank=True)
    """One of the article's sizes, where stock is kept of it; "" otherwise."""
    taker = models.CharField(_("taken by"), max_length=6, choices=Taker, default=Taker.SELF)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("group leader"),
        related_name="+",
    )
    deputy = models.CharField(_("name of the deputy"), max_length=64, blank=True)
    relation = models.CharField(_("relation to the member"), max_length=40, blank=True)
    why = models.CharField(_("why a deputy came"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=HandOutState, default=HandOutState.GIVEN)
    problem = models.CharField(_("problem"), max_length=40, blank=True, editable=False)
    """The code of the refusal for which it could not count; "" where it did at once."""
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("decided by"), related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = querysets.HandOuts.as_manager()

    class Meta:
        verbose_name = _("hand-out")
        verbose_name_plural = _("hand-outs")
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("undo_hand_out", _("Can take back hand-outs, and decide about those in conflict"))]
        indexes = [
            models.Index(fields=["run", "-id"], name="welfare_handout_run"),
            models.Index(fields=["id"], condition=Q(state="conflict"), name="welfare_handout_conflict"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["grant"], condition=Q(state="given"), name="one_hand_out_a_grant"),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=rules.MOST_PIECES), name="hand_out_gives_something"
            ),
            models.CheckConstraint(
                condition=Q(taker="self", leader=None, deputy="", relation="", why="")
                | Q(taker="leader", leader__isnull=False, deputy="", relation="", why="")
                | Q(taker="deputy", leader=None) & ~Q(deputy="") & ~Q(relation="") & ~Q(why=""),
                name="hand_out_says_who_took_it",
            ),
            models.CheckConstraint(
                condition=Q(state="given") | ~Q(problem="") | Q(state="undone"), name="conflict_has_a_problem"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, reason="", state__in=["given", "conflict"])
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(reason="") & ~Q(state="conflict"),
                name="hand_out_is_decided_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state="undone") | ~Q(decided_by=models.F("by")),
                name="nobody_decides_their_conflict",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="hand_out_moves_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(
                name="hand_out_stays",
                fields=[
                    "nonce",
                    "grant",
                    "run",
                    "unit",
                    "by",
                    "at",
                    "noted_at",
                    "offline",
                    "quantity",
                    "size",
                    "taker",
                    "leader",
                    "problem",
                ],
            ),
            pgtrigger.Trigger(
                name="deputy_stays",
                operation=pgtrigger.UpdateOf("deputy", "relation", "why"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__deputy__df=pgtrigger.F("new__deputy"))
                | pgtrigger.Q(old__relation__df=pgtrigger.F("new__relation"))
                | pgtrigger.Q(old__why__df=pgtrigger.F("new__why")),
                func="""
                    IF (NEW.deputy, NEW.relation, NEW.why) <> ('***', '***', '***') OR NOT EXISTS (
                        SELECT FROM office_erasedrow AS erased JOIN welfare_grant ON member_id = erased.row_id
                        WHERE erased.table_name = 'members_member' AND welfare_grant.id = NEW.grant_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: who took it goes only with the person';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="hand_out_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="given_is_received",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__state="given"),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM welfare_grant WHERE id = NEW.grant_id AND received_at IS NOT NULL
                        AND run_id = NEW.run_id AND unit_id = NEW.unit_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: what is handed out is received';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} · {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:hand_out_detail", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[HandOutState(self.state)]

    @property
    def problem_told(self) -> Message:
        """Why it could not count when it was sent, as a sentence; "" where it did."""
        return PROBLEMS.get(self.problem, _("A rule forbade it.")) if self.problem else ""

    @property
    def taken_by(self) -> str:
        """Who took it, in words."""
        if self.taker == Taker.DEPUTY:
            return f"{self.deputy} ({self.relation})"
        return str(self.leader) if self.taker == Taker.LEADER else str(pgettext_lazy("taken by", "the member"))


class SampleCall(models.Model):
    """A received benefit that was drawn by lot, to ask the member whether it reached them, and what they said.

    Confidence and margin, in per cent, gave the size of the sample out of `population`.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, verbose_name=_("grant"), related_name="sample_calls")
    run = models.ForeignKey(
        "welfare.Run", models.PROTECT, verbose_name=_("run"), related_name="sample_calls", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    confidence = models.PositiveSmallIntegerField(_("confidence, %"))
    margin = models.PositiveSmallIntegerField(_("margin, %"))
    population = models.PositiveIntegerField(_("drawn from"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("drawn by"), related_name="+")
    drawn_at = models.DateTimeField(_("drawn"), default=timezone.now)
    result = models.CharField(_("result"), max_length=8, choices=CallResult, blank=True)
    words = models.CharField(_("what was said"), max_length=300, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("called by"), related_name="+"
    )
    called_at = models.DateTimeField(_("called"), null=True, blank=True)

    objects = querysets.SampleCalls.as_manager()

    class Meta:
        verbose_name = _("call about a benefit")
        verbose_name_plural = _("calls about benefits")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["run", "grant"], name="one_call_a_grant"),
            models.CheckConstraint(
                condition=Q(result="", words="", called_by=None, called_at=None)
                | ~Q(result="") & Q(called_by__isnull=False, called_at__isnull=False),
                name="called_has_a_result",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="draw_stays",
                fields=["grant", "run", "unit", "confidence", "margin", "population", "drawn_by", "drawn_at"],
            ),
            pgtrigger.Protect(
                name="result_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__called_by__isnull=False)
                & (
                    pgtrigger.Q(old__result__df=pgtrigger.F("new__result"))
                    | pgtrigger.Q(old__called_by__df=pgtrigger.F("new__called_by"))
                    | pgtrigger.Q(old__called_at__df=pgtrigger.F("new__called_at"))
                ),
            ),
            pgtrigger.Protect(name="draw_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.grant} · {self.get_result_display() or gettext('to be called')}"

    def get_absolute_url(self) -> str:
        return reverse("welfare:sample_call_note", args=[self.pk])
