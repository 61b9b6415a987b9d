"""Membership periods: a chain without gaps for each member, written by triggers on Member."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members import choices
from members.membership.querysets.periods import MembershipPeriods
from members.membership.rules.membership import NEXT
from members.register.models.member import Member
from members.units.models.units import Unit


def _sql_list(texts: list[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts)


# A member whose transfer is under way counts as active.
_STANDING = "CASE WHEN {row}.state = 'leaving' THEN 'active' ELSE {row}.state END"
_SINCE = (
    "coalesce(greatest({row}.state_since, {row}.unit_since), {row}.joined_on,"
    f" ({{row}}.created_at AT TIME ZONE '{settings.TIME_ZONE}')::date)"
)
_MAY_BECOME = _sql_list([f"{old}>{new}" for old in choices.MemberState for new in sorted(NEXT[old])])

BEGINS = pgtrigger.Trigger(
    name="membership_begins",
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    referencing=pgtrigger.Referencing(new="new_members"),
    func=f"""
        INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)
        SELECT m.id, m.unit_id, {_STANDING.format(row="m")}, {_SINCE.format(row="m")}, m.state_reason
        FROM new_members AS m;
        RETURN NULL;
    """,
)

# A change of unit, state or dates is one of three things: another first day of the present period, a correction of it
# from its first day, or a new period from a later day. An earlier day is allowed only to undo the last change.
GOES_ON = pgtrigger.Trigger(
    name="membership_goes_on",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    condition=pgtrigger.AnyChange("unit", "state", "state_since", "unit_since", "joined_on", "state_reason"),
    declare=[
        ("present", "members_membershipperiod"),
        ("before", "members_membershipperiod"),
        ("standing", "text"),
        ("since", "date"),
    ],
    func=f"""
        standing := {_STANDING.format(row="NEW")};
        since := {_SINCE.format(row="NEW")};
        SELECT * INTO STRICT present FROM members_membershipperiod WHERE member_id = NEW.id AND ends_on IS NULL;
        SELECT * INTO before FROM members_membershipperiod
        WHERE member_id = NEW.id AND ends_on = present.starts_on;
        IF present.unit_id = NEW.unit_id AND present.state = standing THEN
            UPDATE members_membershipperiod SET ends_on = since WHERE id = before.id;
            UPDATE members_membershipperiod SET starts_on = since, reason = NEW.state_reason WHERE id = present.id;
        ELSIF since = present.starts_on THEN
            UPDATE members_membershipperiod
            SET unit_id = NEW.unit_id, state = standing, reason = NEW.state_reason WHERE id = present.id;
        ELSIF since > present.starts_on THEN
            IF present.state <> standing AND present.state || '>' || standing NOT IN ({_MAY_BECOME}) THEN
                RAISE EXCEPTION 'pgtrigger: a membership cannot pass from % to %', present.state, standing
                USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_passes_as_it_may';
            END IF;
            UPDATE members_membershipperiod SET ends_on = since WHERE id = present.id;
            INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)
            VALUES (NEW.id, NEW.unit_id, standing, since, NEW.state_reason);
        ELSIF before.unit_id = NEW.unit_id AND before.state = standing AND before.starts_on = since THEN
            DELETE FROM members_membershipperiod WHERE id = present.id;
            UPDATE members_membershipperiod SET ends_on = NULL WHERE id = before.id;
        ELSE
            RAISE EXCEPTION 'pgtrigger: the register knows a later change of this membership, of %', present.starts_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_goes_forward';
        END IF;
        RETURN NULL;
    """,
)

# Not Django's cascade, since the portal's role in the database only reads the periods.
GOES_WITH_MEMBER = pgtrigger.Trigger(
    name="membership_goes_with_member",
    operation=pgtrigger.Delete,
    when=pgtrigger.After,
    func="DELETE FROM members_membershipperiod WHERE member_id = OLD.id; RETURN NULL;",
)

pgtrigger.register(BEGINS, GOES_ON, GOES_WITH_MEMBER)(Member)


class MembershipPeriod(models.Model):
    """A member's unit and state from a day until the day before `ends_on`; the last period has no end.

    Triggers on Member write these rows, also for bulk statements. Each other period ends on the day on which exactly
    one begins (a foreign key to the table itself, in the migration), and a member has one open period: so the periods
    of a member form one chain without overlaps and gaps.
    """

    member = models.ForeignKey(
        "members.Member", models.DO_NOTHING, verbose_name=_("member"), related_name="periods", db_index=False
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="periods", db_index=False)
    state = models.CharField(_("membership"), max_length=12, choices=choices.MemberState)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until before"), null=True, blank=True)
    reason = models.CharField(_("reason of the change"), max_length=20, choices=choices.ChangeReason, blank=True)

    objects = MembershipPeriods.as_manager()

    class Meta:
        verbose_name = _("membership period")
        verbose_name_plural = _("membership periods")
        ordering = ["member", "starts_on"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["unit", "member"], name="period_unit_member")]
        constraints = [
            models.UniqueConstraint(fields=["member", "starts_on"], name="one_period_starts_a_day"),
            models.UniqueConstraint(fields=["member", "ends_on"], name="one_period_is_open", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="period_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(state__in=choices.MemberState.values), name="period_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.starts_on} – {self.ends_on or ''}"

    @property
    def tone(self) -> str:
        return choices.STATE_TONES[choices.MemberState(self.state)]
