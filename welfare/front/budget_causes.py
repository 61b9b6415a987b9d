"""What money of budgets is reserved and spent for, and goods are handed out for."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from welfare.budgets.causes import CauseKind
from welfare.choices import GRANT_KIND, RUN_KIND
from welfare.grants.models.grants import Grant
from welfare.permissions import WelfarePermission
from welfare.runs.models.runs import Run
from welfare.seasonal.choices import HEAT_DELIVERY_KIND
from welfare.seasonal.models.deliveries import HeatDelivery
from welfare.visits.choices import VISIT_KIND
from welfare.visits.models.visits import Visit


def _runs(user: User, pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    runs = Run.objects.visible_to(user, WelfarePermission.VIEW_RUN).filter(pk__in=pks)
    found = runs.select_related("plan", "occasion").defer("counts")
    return {run.pk: (str(run), run.get_absolute_url()) for run in found}


def _grants(user: User, pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    grants = Grant.objects.visible_to(user, WelfarePermission.VIEW_GRANT).filter(pk__in=pks)
    found = grants.select_related("member", "occasion").order_by()
    return {grant.pk: (str(grant), grant.get_absolute_url()) for grant in found}


def _visits(user: User, pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    visits = Visit.objects.visible_to(user, WelfarePermission.VIEW_VISIT).filter(pk__in=pks).only("pk")
    return {visit.pk: (str(visit), visit.get_absolute_url()) for visit in visits}


def _heat_deliveries(user: User, pks: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = HeatDelivery.objects.visible_to(user, WelfarePermission.VIEW_HEATSITE).filter(pk__in=pks)
    found = rows.select_related("site")
    return {row.pk: (f"{row} · {row.site}", row.get_absolute_url()) for row in found}


BUDGET_CAUSES = {
    RUN_KIND: CauseKind(_("benefit run"), _runs),
    GRANT_KIND: CauseKind(_("benefit"), _grants),
    VISIT_KIND: CauseKind(_("visit"), _visits),
    HEAT_DELIVERY_KIND: CauseKind(_("delivery to a heat site"), _heat_deliveries),
}
