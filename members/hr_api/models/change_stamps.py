"""The transaction that changed each member last, written by triggers, for systems that follow changes."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.hr_api.querysets.change_stamps import Departures, Stamps
from members.register.models.member import Member

# Transaction numbers, not times or a sequence: by those too, a row that is committed late may get a place before one
# that was read already; but of transactions PostgreSQL tells below which number all have ended.
ENTERED = pgtrigger.Trigger(
    name="member_stamped_new",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="new_members"),
    func="""
        INSERT INTO members_memberstamp (member_id, transaction)
        SELECT id, pg_current_xact_id()::text::bigint FROM new_members;
        RETURN NULL;
    """,
)
CHANGED = pgtrigger.Trigger(
    name="member_stamped_changed",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Update,
    referencing=pgtrigger.Referencing(old="old_members", new="new_members"),
    func="""
        UPDATE members_memberstamp AS s SET transaction = pg_current_xact_id()::text::bigint
        FROM new_members AS n WHERE s.member_id = n.id;
        INSERT INTO members_departure (member_id, unit_id, transaction)
        SELECT o.id, o.unit_id, pg_current_xact_id()::text::bigint
        FROM old_members AS o JOIN new_members AS n USING (id) WHERE o.unit_id <> n.unit_id;
        RETURN NULL;
    """,
)
DELETED = pgtrigger.Trigger(
    name="member_stamped_deleted",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    referencing=pgtrigger.Referencing(old="old_members"),
    func="""
        DELETE FROM members_memberstamp WHERE member_id IN (SELECT id FROM old_members);
        INSERT INTO members_departure (member_id, unit_id, transaction)
        SELECT id, unit_id, pg_current_xact_id()::text::bigint FROM old_members;
        RETURN NULL;
    """,
)

pgtrigger.register(ENTERED, CHANGED, DELETED)(Member)


class MemberStamp(models.Model):
    """The number of the transaction that inserted or last changed a member."""

    # Without a constraint, since the triggers keep it valid, and checking each row would slow down imports.
    member = models.OneToOneField(
        "members.Member",
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        verbose_name=_("member"),
        related_name="stamp",
    )
    transaction = models.BigIntegerField(_("number of the transaction"))

    objects = Stamps.as_manager()

    class Meta:
        verbose_name = _("order of a change")
        verbose_name_plural = _("order of changes")
        default_permissions = ()
        indexes = [models.Index(fields=["transaction", "member"], name="stamp_order")]

    def __str__(self) -> str:
        return f"{self.member_id} @ {self.transaction}"


class Departure(models.Model):
    """A member left this unit, or was deleted there; told to systems that follow the unit."""

    member_id = models.BigIntegerField(_("number of the member"))
    unit = models.ForeignKey("members.Unit", models.CASCADE, verbose_name=_("unit"), related_name="+", db_index=False)
    transaction = models.BigIntegerField(_("number of the transaction"))

    objects = Departures.as_manager()

    class Meta:
        verbose_name = _("departure")
        verbose_name_plural = _("departures")
        default_permissions = ()
        indexes = [models.Index(fields=["transaction", "member_id"], name="departure_order")]

    def __str__(self) -> str:
        return f"{self.member_id} @ {self.transaction}"
