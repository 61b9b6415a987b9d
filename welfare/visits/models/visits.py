import json
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from members.register.models.member import Member
from members.units.models.units import Unit
from office.secrets import SealedField, keyed_hash
from office.transitions import pairs
from welfare.budgets.models import BudgetLine
from welfare.choices import Form, Refusal
from welfare.kinds.fields import KindField
from welfare.kinds.names import kind_name
from welfare.visits import querysets, rules
from welfare.visits.choices import DONE, GIVEN_UP, VISIT_KIND, PaymentWay, Source, VisitState
from welfare.visits.models import triggers
from welfare.visits.said import Received, Said

if TYPE_CHECKING:
    from welfare.payment.models.lines import PaymentLine

PAID = (VisitState.PAID, VisitState.CLOSED)
BEFORE_REVIEW = (VisitState.PROPOSED, VisitState.ASKED, *GIVEN_UP)


class Visit(models.Model):
    """A visit (慰问) to a member because of an event in their life, from asking for it to its payment.

    What it says of health and family is sealed, and so are what the visitors wrote and what the member was told.
    It has no history of rows: the audit log has each step.
    """

    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="visits", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="visits", db_index=False)
    kind = KindField(_("kind"))
    event_on = models.DateField(_("day of the event"))
    about_hash = models.CharField(max_length=64, blank=True, editable=False)
    """Keyed hash of whom of the family it is about; "" for the member."""
    source = models.CharField(_("asked for by"), max_length=8, choices=Source)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("entered by"),
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked for"), null=True, blank=True)
    claim_until = models.DateField(_("may be asked for until"), null=True, blank=True)
    content = SealedField(_("what it says"), blank=True, default="")
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, default=0)
    form = models.CharField(pgettext_lazy("of a benefit", "form"), max_length=16, choices=Form, blank=True)
    document = models.CharField(_("document that allows it"), max_length=200, blank=True)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, verbose_name=_("budget line"), related_name="+"
    )
    first_visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("first visitor"),
        related_name="+",
    )
    second_visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("second visitor"),
        related_name="+",
    )
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    report = SealedField(_("what the visitors wrote"), blank=True, default="")
    receipt = SealedField(_("who received, and why nobody signed"), blank=True, default="", db_default="")
    paid_on = models.DateField(pgettext_lazy("visit", "paid on"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("paid by"), related_name="+"
    )
    way = models.CharField(_("how it was paid"), max_length=8, choices=PaymentWay, blank=True)
    voucher = models.CharField(_("number of the voucher"), max_length=60, blank=True)
    payment = models.ForeignKey(
        "welfare.PaymentLine",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("paid by the bank"),
        related_name="+",
        db_index=False,
    )
    """The line of a bank payment that brought the money; NULL where it was paid otherwise."""
    refusal = models.CharField(_("why it was refused"), max_length=20, choices=Refusal, blank=True)
    answer = SealedField(_("what the member was told"), blank=True, default="")
    state = models.CharField(_("state"), max_length=12, choices=VisitState, default=VisitState.ASKED)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    created_at = models.DateTimeField(_("entered"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = querysets.Visits.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-id"]
        default_permissions = ("view",)
        permissions = [
            ("ask_visit", _("Can ask for visits to members of their group")),
            ("handle_visit", _("Can check, plan and close visits, and read what they say of health")),
            ("approve_visit", _("Can approve visits, and read what they say of health")),
            ("pay_visit", _("Can pay for visits")),
        ]
        indexes = [
            models.Index(fields=["member", "kind", "event_on"], name="welfare_visit_member"),
            models.Index(fields=["unit", "-id"], name="welfare_visit_unit"),
            models.Index(fields=["event_on"], name="welfare_visit_event"),
            models.Index(
                fields=["claim_until"],
                condition=Q(state=VisitState.PROPOSED),
                name="welfare_visit_proposed",
            ),
            models.Index(
                fields=["state", "id"],
                condition=~Q(state__in=[VisitState.PROPOSED, VisitState.CLOSED, *GIVEN_UP]),
                name="welfare_visit_open",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "event_on", "about_hash"],
                condition=~Q(state__in=GIVEN_UP),
                name="one_visit_an_event",
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(kind__in=rules.ONCE_EVER) & ~Q(state__in=GIVEN_UP),
                name="retires_and_dies_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=BEFORE_REVIEW) | Q(line__isnull=False, amount__gt=0) & ~Q(document=""),
                name="reviewed_visit_has_money_and_document",
            ),
            models.CheckConstraint(
                condition=Q(state=VisitState.PROPOSED)
                | Q(state=VisitState.CANCELLED)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="asked_visit_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(planned_on=None, first_visitor=None, second_visitor=None)
                | Q(planned_on__isnull=False, first_visitor__isnull=False, second_visitor__isnull=False)
                & ~Q(first_visitor=F("second_visitor")),
                name="two_people_visit",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.PLANNED) | Q(planned_on__isnull=False), name="planned_visit_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DONE) | Q(visited_on__gte=F("event_on")), name="done_visit_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PAID, paid_on__isnull=False, paid_by__isnull=False, way__in=PaymentWay.values)
                | ~Q(state__in=PAID) & Q(paid_on=None, paid_by=None, way=""),
                name="paid_visit_says_how",
            ),
            models.CheckConstraint(
                condition=Q(payment=None) | Q(state__in=PAID, way=PaymentWay.TRANSFER),
                name="visit_paid_by_the_bank_is_paid",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.REFUSED) | ~Q(document=""), name="refused_visit_names_a_document"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="visits_move_as_ruled", field="state", transitions=pairs(rules.NEXT)),
            pgtrigger.ReadOnly(name="whose_visit_stays", fields=["member", "unit", "kind", "created_at"]),
            pgtrigger.Protect(name="visits_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="submitted_visit_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state__in=[VisitState.PROPOSED.value, VisitState.ASKED.value])
                & (
                    pgtrigger.Q(old__amount__df=pgtrigger.F("new__amount"))
                    | pgtrigger.Q(old__event_on__df=pgtrigger.F("new__event_on"))
                    | pgtrigger.Q(old__about_hash__df=pgtrigger.F("new__about_hash"))
                    | pgtrigger.Q(old__form__df=pgtrigger.F("new__form"))
                ),
            ),
            pgtrigger.Trigger(
                name="visit_as_approved",
                operation=pgtrigger.UpdateOf("state"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state=VisitState.IN_REVIEW.value)
                & pgtrigger.Q(new__state__in=[VisitState.APPROVED.value, VisitState.CARRIED_OUT.value]),
                func=f"""
                    IF NOT EXISTS (
                        SELECT FROM members_approvalround AS round
                        WHERE round.kind = '{VISIT_KIND}' AND round.object_id = NEW.id AND round.state = 'approved'
                        AND round.amount = NEW.amount
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approvals are missing';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="visit_as_the_bank_says",
                operation=pgtrigger.UpdateOf("state", "payment_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                | pgtrigger.Q(old__payment__df=pgtrigger.F("new__payment")),
                func=triggers.AS_THE_BANK_SAYS,
            ),
        ]

    def __str__(self) -> str:
        # Neither the kind nor a name: notices, approvals and the audit log show it to people who may not know them.
        return gettext("Visit No. %(number)s") % {"number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("welfare:visit_detail", args=[self.pk])

    def get_kind_display(self) -> str:
        """Return the name of the kind."""
        return kind_name(self.kind)

    @property
    def tone(self) -> str:
        """The colour in which pages show the state."""
        return rules.TONES[VisitState(self.state)]

    @property
    def visitors(self) -> list[User]:
        """The two who visit, none before they are named."""
        return [one for one in (self.first_visitor, self.second_visitor) if one is not None]

    @property
    def newest_payment(self) -> "PaymentLine | None":
        """The last of its `payment_lines` that is not cancelled, None without one. One query."""
        lines = self.payment_lines.exclude(state="cancelled").select_related("file")
        return lines.order_by("-pk").first()

    def read(self) -> Said:
        """Return what it says. Who shows it to an officer writes an audit event."""
        return Said.of_json(json.loads(self.content.reveal() or "{}"))

    @property
    def received(self) -> Received:
        """Who received where nobody could sign."""
        return Received(**json.loads(self.receipt.reveal() or "{}"))

    def write(self, said: Said) -> None:
        """Seal what it says, without saving the row."""
        self.content = json.dumps(said.as_json(), ensure_ascii=False)
        self.about_hash = keyed_hash(said.about) if said.about else ""

    @property
    def fingerprint(self) -> str:
        """Tells whether the visit is still the one that was submitted; nothing can be read from it."""
        return keyed_hash(f"{self.pk} {self.kind} {self.event_on} {self.amount} {self.form} {self.content.reveal()}")
