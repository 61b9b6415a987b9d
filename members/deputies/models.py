import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.authority.models import Appointment
from members.deputies.querysets import Deputyships
from office.sql import AdvisoryLock

# A's work goes to B while B's own goes to C, and so on.
MOST_LINKS = 3
CIRCLE, CHAIN = "deputies_make_no_circle", "deputies_make_no_long_chain"
# Raised by a trigger of the room committees, which knows who reviews the funds.
REVIEWER = "who_reviews_funds_is_no_deputy"

# Equality in an exclusion constraint would need the extension btree_gist: a range of one number overlaps itself only.
_THE_APPOINTMENT = Func(
    F("appointment_id"), F("appointment_id"), Value("[]"), function="int8range", output_field=BigIntegerRangeField()
)
_ITS_TIME = Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField())

_NO_CIRCLES = f"""
    -- Two that are written at once could make a circle that neither sees.
    PERFORM pg_advisory_xact_lock({AdvisoryLock.DEPUTIES.value});
    SELECT holder_id INTO holder FROM members_appointment WHERE id = NEW.appointment_id;
    WITH RECURSIVE chain (person, links) AS (
        SELECT NEW.deputy_id, 1
        UNION ALL
        SELECT next.deputy_id, chain.links + 1
        FROM chain
        JOIN members_appointment AS post ON post.holder_id = chain.person
        JOIN members_deputyship AS next ON next.appointment_id = post.id
        WHERE next.id <> NEW.id AND chain.person <> holder AND chain.links <= {MOST_LINKS}
        AND tstzrange(next.starts_at, next.ends_at) && tstzrange(NEW.starts_at, NEW.ends_at)
    )
    SELECT bool_or(person = holder), max(links) INTO circle, longest FROM chain;
    IF circle THEN
        RAISE EXCEPTION 'pgtrigger: deputies make no circle'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CIRCLE}';
    END IF;
    IF longest > {MOST_LINKS} THEN
        RAISE EXCEPTION 'pgtrigger: too long a chain of deputies'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{CHAIN}';
    END IF;
    RETURN NEW;
"""


class Deputyship(models.Model):
    """That another officer approves in place of the holder of a post, while the holder is absent; `ends_at` is outside.

    It gives the right to approve what this appointment approves, and nothing else.
    """

    appointment = models.ForeignKey(
        Appointment, models.PROTECT, verbose_name=_("post"), related_name="deputyships", db_index=False
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("deputy"), related_name="deputyships"
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now, editable=False)

    objects = Deputyships.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["-starts_at", "-id"]
        default_permissions = ("view", "change")
        constraints = [
            # Equal where it was ended before it began.
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="deputyship_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(reason=""), name="deputyship_has_a_reason"),
            ExclusionConstraint(
                name="one_deputy_at_a_time",
                expressions=[(_THE_APPOINTMENT, RangeOperators.OVERLAPS), (_ITS_TIME, RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="deputies_make_no_circle",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("holder", "bigint"), ("circle", "boolean"), ("longest", "integer")],
                func=_NO_CIRCLES,
            )
        ]

    def __str__(self) -> str:
        return f"{self.deputy} → {self.appointment}"

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_running(self) -> bool:
        return self.starts_at <= timezone.now() < self.ends_at
