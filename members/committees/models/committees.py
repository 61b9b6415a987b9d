"""The committees of a unit, their terms and seats."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import Post
from members.choices import LEFT_STATES
from members.committees.querysets import Committees, Seats, Terms
from members.committees.rules import (
    STATUS_TONES,
    CommitteeKind,
    CommitteePost,
    Portfolio,
    Side,
    TermStatus,
    TermYears,
    duty,
    term_status,
)
from members.register.models.member import Member
from members.units.models.units import Unit
from office.models import Attachment


class Committee(models.Model):
    """A committee of a unit, for all its terms."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="committees", db_index=False)
    kind = models.CharField(_("committee"), max_length=12, choices=CommitteeKind)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)

    objects = Committees.as_manager()

    if TYPE_CHECKING:
        # Annotated by Committees.with_term.
        term_id: int | None
        ends_on: date | None
        places: int | None
        renewed: bool
        sitting: int
        vacant: int

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["unit__path", "kind"]
        default_permissions = ("view", "delete")
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind"], name="one_committee_of_a_kind"),
            models.CheckConstraint(condition=Q(kind__in=CommitteeKind.values), name="committee_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("members:committee_detail", args=[self.pk])

    @property
    def status(self) -> TermStatus:
        """The status of a committee read by `with_term`, as of today."""
        return term_status(self.ends_on, self.renewed, self.dissolved_on is not None, timezone.localdate())

    @property
    def tone(self) -> str:
        """The colour in which pages show `status`."""
        return STATUS_TONES[self.status]


# Equality in an exclusion constraint would need the extension btree_gist: a range of one number overlaps itself only.
_THE_COMMITTEE = Func(
    F("committee_id"), F("committee_id"), Value("[]"), function="int8range", output_field=BigIntegerRangeField()
)
_ITS_DAYS = Func(F("starts_on"), F("ends_on"), Value("[]"), function="daterange", output_field=DateRangeField())
_AFTER_ITS_YEARS = Func(F("starts_on"), F("years"), arg_joiner=" + make_interval(", template="(%(expressions)s))")


class Term(models.Model):
    """The term of a committee and the figures of its election; `ends_on` is its last day."""

    committee = models.ForeignKey(Committee, models.PROTECT, verbose_name=_("committee"), related_name="terms")
    number = models.PositiveSmallIntegerField(_("number of the term"))
    years = models.PositiveSmallIntegerField(_("length"), choices=TermYears)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    elected_on = models.DateField(_("elected on"))
    entitled = models.PositiveIntegerField(_("entitled to vote"))
    voted = models.PositiveIntegerField(_("voted"))
    places = models.PositiveSmallIntegerField(_("places"))
    warned_at = models.DateTimeField(_("warned of its end"), null=True, blank=True, editable=False)

    attachments = GenericRelation(Attachment, object_id_field="object_id", content_type_field="object_type")

    objects = Terms.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["committee", "-starts_on"]
        default_permissions = ("view", "delete")
        indexes = [models.Index(fields=["ends_on"], name="term_unwarned", condition=Q(warned_at=None))]
        constraints = [
            ExclusionConstraint(
                name="terms_of_a_committee_never_overlap",
                expressions=[(_THE_COMMITTEE, RangeOperators.OVERLAPS), (_ITS_DAYS, RangeOperators.OVERLAPS)],
            ),
            models.UniqueConstraint(fields=["committee", "number"], name="terms_of_a_committee_are_numbered"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(years__in=TermYears.values), name="term_has_three_or_five_years"),
            models.CheckConstraint(
                condition=Q(ends_on__lt=_AFTER_ITS_YEARS),
                name="term_is_no_longer_than_its_years",
            ),
            models.CheckConstraint(condition=Q(elected_on__lte=F("starts_on")), name="term_starts_after_its_election"),
            models.CheckConstraint(condition=Q(voted__lte=F("entitled")), name="only_who_is_entitled_votes"),
            models.CheckConstraint(condition=Q(places__gte=1), name="term_has_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.committee} {self.starts_on} – {self.ends_on}"


class Seat(models.Model):
    """Somebody's seat on a committee, from `since` to the last day `until`; it doesn't end by leaving the union."""

    term = models.ForeignKey(Term, models.PROTECT, verbose_name=_("term"), related_name="seats")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, verbose_name=_("member"), related_name="seats"
    )
    name = models.CharField(_("name"), max_length=64, blank=True)
    side = models.CharField(_("side"), max_length=8, choices=Side, default=Side.STAFF)
    post = models.CharField(_("post"), max_length=12, choices=CommitteePost, default=CommitteePost.MEMBER)
    portfolio = models.CharField(_("portfolio"), max_length=12, choices=Portfolio, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why it was given up"), max_length=200, blank=True)

    objects = Seats.as_manager()

    class Meta:
        verbose_name = _("seat on a committee")
        verbose_name_plural = _("seats on committees")
        ordering = ["term", "id"]
        default_permissions = ("view", "delete")
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | (Q(side=Side.EMPLOYER, member=None) & ~Q(name="")),
                name="staff_on_a_committee_are_members",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="seat_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(post__in=CommitteePost.values), name="seat_post_is_known"),
            models.UniqueConstraint(
                fields=["term"], condition=Q(post=CommitteePost.CHAIR, until=None), name="one_chair_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["term", "member"], condition=Q(until=None), name="one_seat_a_member_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.duty}"

    @property
    def holder(self) -> str:
        """The name of whoever holds the seat."""
        return self.member.name if self.member else self.name

    @property
    def duty(self) -> str:
        """The post, with the portfolio if there is one."""
        return duty(self.post, self.portfolio)

    @property
    def has_left(self) -> bool:
        """Whether the holder has left the union; the seat then counts as vacant."""
        return self.member is not None and self.member.state in LEFT_STATES


if TYPE_CHECKING:
    # The table between posts and permissions, which Django makes.
    PostPermission = models.Model
else:
    PostPermission = Post.permissions.through


class PostPower(PostPermission):
    """A permission of a post, as a model on which `separation` can register a trigger."""

    class Meta:
        proxy = True
        default_permissions = ()
