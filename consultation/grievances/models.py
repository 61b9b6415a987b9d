import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultation.choices import EntryKind, GrievanceCategory, GrievanceState, Outcome
from consultation.deadlines.models import WithDue
from consultation.grievances import querysets, rules
from members.cases.models import Case, Entry
from members.cases.querysets import Entries
from members.cases.rules import Side
from members.register.models.member import Member
from office.transitions import pairs

# Columns that never change once a grievance is filed.
STORY = [
    *("key", "number", "unit", "category", "facts", "since", "employment_ended_on", "concerned", "wish"),
    *("receipt_hash", "filed_at"),
]


# Row history keeps how the case was handled, but no copy of the story, which can't change and may have to be erased.
@pghistory.track(
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["key", "facts", "concerned", "wish", "receipt_hash", "summary", "advice"],
)
class Grievance(WithDue, Case):
    """A wrong that a worker reports, under their name or anonymously, and what comes of it."""

    tones = {
        GrievanceState.SUBMITTED: "warning",
        GrievanceState.ACCEPTED: "info",
        GrievanceState.WORKING: "info",
        GrievanceState.CLOSED: "success",
        GrievanceState.DECLINED: "muted",
    }
    handler_field = "officer"
    opening: str
    """The beginning of the story, of a row that was read `with_opening()`."""

    category = models.CharField(_("category"), max_length=12, choices=GrievanceCategory)
    facts = models.TextField(_("what happened"))
    since = models.DateField(_("since when"), null=True, blank=True)
    employment_ended_on = models.DateField(_("employment ended on"), null=True, blank=True)
    concerned = models.CharField(_("who is concerned"), max_length=200, blank=True)
    wish = models.TextField(_("what should happen"), blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=GrievanceState, default=GrievanceState.SUBMITTED)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("rights officer"),
        related_name="grievances_taken",
    )
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    summary = models.TextField(_("summary, or why it was not accepted"), blank=True)
    advice = models.TextField(_("advice"), blank=True)
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    attachments = GenericRelation("office.Attachment", content_type_field="object_type", object_id_field="object_id")

    objects = querysets.Grievances.as_manager()

    class Meta:
        verbose_name = _("grievance")
        verbose_name_plural = _("grievances")
        ordering = ["-id"]
        permissions = [("handle_grievance", _("Can accept, work on and close grievances"))]
        indexes = [
            models.Index(fields=["state", "-id"], name="grievance_state"),
            models.Index(fields=["unit", "-id"], name="grievance_unit"),
            models.Index(fields=["officer", "state"], name="grievance_officer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(category__in=GrievanceCategory.values), name="grievance_category_known"),
            models.CheckConstraint(condition=~Q(facts=""), name="grievance_says_what_happened"),
            models.CheckConstraint(
                condition=(Q(state=GrievanceState.CLOSED) & ~Q(outcome="") & ~Q(summary=""))
                | (~Q(state=GrievanceState.CLOSED) & Q(outcome="")),
                name="grievance_closed_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=GrievanceState.DECLINED) | ~Q(summary=""), name="grievance_declined_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=(GrievanceState.SUBMITTED, GrievanceState.DECLINED)) | Q(officer__isnull=False),
                name="grievance_taken_has_an_officer",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="grievance_states", field="state", transitions=sorted(pairs(rules.GRIEVANCE_NEXT))),
            pgtrigger.ReadOnly(name="grievance_story", fields=STORY),
        ]

    def get_absolute_url(self) -> str:
        """Return the address of the officers' page; the reporter's own page is at `own_url`."""
        return reverse("consultation:grievance_detail", args=[self.pk])

    @property
    def is_anonymous(self) -> bool:
        return self.receipt_hash is not None

    @property
    def has_ended(self) -> bool:
        return self.state in rules.ENDED

    @property
    def own_url(self) -> str:
        return reverse("consultation:my_grievance", args=[self.key])


class GrievanceReporter(models.Model):
    """Who reported a grievance, kept in no other table; an anonymous one has no such row."""

    grievance = models.OneToOneField(
        Grievance, models.CASCADE, verbose_name=_("grievance"), related_name="reporter", primary_key=True
    )
    member = models.ForeignKey(Member, models.PROTECT, verbose_name=_("member"), related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("account"), related_name="grievances_filed"
    )

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")

    def __str__(self) -> str:
        # No name, however masked: with a unit of thirty people the first character is enough.
        return self.grievance.number


class GrievanceEntry(Entry):
    """A message either way, a step taken, or a note that the officers keep to themselves."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, verbose_name=_("grievance"), related_name="entries")
    kind = models.CharField(_("kind"), max_length=8, choices=EntryKind)
    internal = models.BooleanField(_("hidden from the reporter"), default=False)

    objects = Entries["GrievanceEntry"].as_manager()

    class Meta:
        verbose_name = _("grievance entry")
        verbose_name_plural = _("grievance entries")
        ordering = ["id"]
        indexes = [models.Index(fields=["grievance", "id"], name="grievance_entry_grievance")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="grievance_entry_says_something"),
            models.CheckConstraint(
                condition=(Q(kind=EntryKind.MESSAGE, internal=False))
                | Q(kind=EntryKind.STEP, side=Side.OFFICE)
                | Q(kind=EntryKind.NOTE, side=Side.OFFICE, internal=True),
                name="grievance_entry_messages_are_open",
            ),
            # A reporter's messages have no author: who reported is kept in GrievanceReporter only.
            models.CheckConstraint(
                condition=Q(side=Side.WORKER, author=None) | Q(side=Side.OFFICE, author__isnull=False),
                name="grievance_entry_only_officers_sign",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="grievance_entry_stays", fields=["grievance", "kind", "side", "internal", "author", "text", "at"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.grievance_id} · {self.at:%Y-%m-%d %H:%M}"


class Unannounced(models.Model):
    """An anonymous report, or a message to it, of which the audit log and the officers learn when its hour is over.

    Written at once, the event and the notices would stand between others that tell seconds, accounts and addresses.
    """

    grievance = models.ForeignKey(Grievance, models.CASCADE, verbose_name=_("grievance"), related_name="+")
    is_message = models.BooleanField(_("message"))
    at = models.DateTimeField(_("beginning of its hour"))

    class Meta:
        verbose_name = _("unannounced report")
        verbose_name_plural = _("unannounced reports")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.grievance)
