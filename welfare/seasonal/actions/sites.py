"""Keep heat sites: where they are, how many people they expose to heat, and what each of them gets a day."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.authority.models import User
from office import audit
from office.constraints import refused_by
from office.errors import NotAllowed
from office.types import JsonValue
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite

TWICE = {"one_heat_site_a_unit_and_name": gettext_lazy("This unit has a heat site of that name already.")}
AT_ONCE = {
    "one_heat_period_a_day": gettext_lazy("Another period of this site has days in common: change that one first."),
    "one_heat_ration_a_day": gettext_lazy("This site gets the article on some of these days already: change that one."),
}


@transaction.atomic
def save_site(site: HeatSite, *, by: User) -> HeatSite:
    """Save a new or changed site. Raises NotAllowed for a name used already, and for a pickup point of other units."""
    if not site.unit.path.startswith(site.store.unit.path):
        message = _("This pickup point belongs neither to the site's unit nor to one above it.")
        raise NotAllowed(message, code="foreign_store", field="store")
    is_new = site.pk is None
    with refused_by(TWICE, fields=dict.fromkeys(TWICE, "name")):
        site.save()
    changes: dict[str, JsonValue] = {
        "name": site.name,
        "place": site.place,
        "exposure": site.exposure,
        "store": site.store.name,
        "days_ahead": site.days_ahead,
        "active": site.active,
    }
    audit.record("heat_site.create" if is_new else "heat_site.change", site, by=by, unit=site.unit, changes=changes)
    return site


@transaction.atomic
def save_period(period: HeatPeriod, *, by: User) -> HeatPeriod:
    """Save how many people a site exposes from a day to a day. Raises NotAllowed for days that another period has."""
    with refused_by(AT_ONCE, fields=dict.fromkeys(AT_ONCE, "begins_on")):
        period.save()
    changes: dict[str, JsonValue] = {
        "begins_on": period.begins_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "exposed": period.heads,
    }
    audit.record("heat_site.period", period.site, by=by, unit=period.site.unit, changes=changes)
    return period


@transaction.atomic
def save_ration(ration: HeatRation, *, by: User) -> HeatRation:
    """Save what each head gets of an article a day.

    Raises NotAllowed for days on which the site gets the article already, for an article of other units, and for one
    with sizes, since nobody can say which a site needs.
    """
    if not ration.site.unit.path.startswith(ration.article.unit.path):
        message = _("This article is not one of the site's unit or of those above it.")
        raise NotAllowed(message, code="foreign_article", field="article")
    if ration.article.sizes:
        raise NotAllowed(_("Choose an article without sizes."), code="has_sizes", field="article")
    with refused_by(AT_ONCE, fields=dict.fromkeys(AT_ONCE, "begins_on")):
        ration.save()
    changes: dict[str, JsonValue] = {
        "article": ration.article.name,
        "per_head": str(ration.per_head),
        "begins_on": ration.begins_on.isoformat(),
        "ends_on": ration.ends_on.isoformat() if ration.ends_on else "",
    }
    audit.record("heat_site.ration", ration.site, by=by, unit=ration.site.unit, changes=changes)
    return ration
