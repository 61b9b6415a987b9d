"""The place of each unit in the tree, day by day, written by triggers on Unit."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.units.querysets.places import UnitPlaces

_TODAY = f"(now() AT TIME ZONE '{settings.TIME_ZONE}')::date"
# Keys of units, since a path may belong to another unit after a move.
_UNDER = "ARRAY(SELECT id FROM members_unit WHERE starts_with(NEW.path, path))"

SET_UP = pgtrigger.Trigger(
    name="unit_has_a_place",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    func=f"INSERT INTO members_unitplace (unit_id, under) VALUES (NEW.id, {_UNDER}); RETURN NULL;",
)
# Of several moves on one day the last one counts for the day.
MOVED = pgtrigger.Trigger(
    name="unit_changes_its_place",
    operation=pgtrigger.Update,
    when=pgtrigger.After,
    condition=pgtrigger.AnyChange("path"),
    func=f"""
        UPDATE members_unitplace SET under = {_UNDER}
        WHERE unit_id = NEW.id AND ends_on IS NULL AND starts_on = {_TODAY};
        IF NOT FOUND THEN
            UPDATE members_unitplace SET ends_on = {_TODAY} WHERE unit_id = NEW.id AND ends_on IS NULL;
            INSERT INTO members_unitplace (unit_id, under, starts_on) VALUES (NEW.id, {_UNDER}, {_TODAY});
        END IF;
        RETURN NULL;
    """,
)
# Not Django's cascade, since the portal's role in the database only reads the places.
GOES_WITH_UNIT = pgtrigger.Trigger(
    name="place_goes_with_unit",
    operation=pgtrigger.Delete,
    when=pgtrigger.After,
    func="DELETE FROM members_unitplace WHERE unit_id = OLD.id; RETURN NULL;",
)


class UnitPlace(models.Model):
    """The ancestors of a unit from `starts_on` (None: the beginning) until the day before `ends_on` (None: today)."""

    unit = models.ForeignKey("members.Unit", models.DO_NOTHING, verbose_name=_("unit"), related_name="places")
    under = ArrayField(models.BigIntegerField(), verbose_name=_("under which units, itself among them"))
    starts_on = models.DateField(_("from"), null=True)
    ends_on = models.DateField(_("until before"), null=True)

    objects = UnitPlaces.as_manager()

    class Meta:
        verbose_name = _("place of a unit")
        verbose_name_plural = _("places of units")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(ends_on=None), name="a_unit_stands_in_one_place"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="unit_leaves_a_place_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} · {self.under}"
