"""Name the article of the stock that a run or a plan gives, and the pickup point of all or of one unit."""

from django.db import transaction
from django.utils.translation import gettext as _

from members.authority.models import User
from members.units.models.units import Unit
from office import audit
from office.errors import NotAllowed
from office.transitions import require_state
from office.types import JsonValue
from welfare.choices import Form
from welfare.goods.models.articles import Article, Store
from welfare.plans.models import Plan, PlanCollection
from welfare.runs.actions.collection import CHANGEABLE
from welfare.runs.actions.locks import lock_run
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection


@transaction.atomic
def name_goods(run: Run, *, article: Article | None, store: Store | None, unit: Unit | None, by: User) -> Run:
    """Name the article of a run and its pickup point, of a unit if one is given, of all others without.

    Handing out then moves stock. Raises NotAllowed when it is closed or cancelled, gives money, and for a unit that
    isn't one of the run's.
    """
    run = lock_run(run)
    require_state(run, *CHANGEABLE)
    if run.form == Form.MONEY:
        raise NotAllowed(_("This run gives money: no stock is kept of it."), code="gives_money")
    if unit is not None and not unit.path.startswith(run.unit.path):
        raise NotAllowed(_("This unit is not one of the run's."), code="foreign_unit", field="unit")
    run.article = article
    if unit is None:
        run.store = store
    else:
        RunCollection.objects.update_or_create(run=run, unit=unit, defaults={"store": store})
    run.save(update_fields=["article", "store"])
    audit.record("run.goods", run, by=by, unit=run.unit, changes=_named(article, store, unit))
    return run


@transaction.atomic
def name_goods_of_plan(
    plan: Plan, *, article: Article | None, store: Store | None, unit: Unit | None, by: User
) -> Plan:
    """Name the article of a plan and its pickup point, of a unit if one is given, of all others without.

    Runs opened from now on give it. Raises NotAllowed where it gives money, and for a unit that isn't the plan's.
    """
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=plan.pk)
    if plan.form == Form.MONEY:
        raise NotAllowed(_("This plan gives money: no stock is kept of it."), code="gives_money")
    if unit is not None and not unit.path.startswith(plan.unit.path):
        raise NotAllowed(_("This unit is not one of the plan's."), code="foreign_unit", field="unit")
    plan.article = article
    if unit is None:
        plan.store = store
    else:
        PlanCollection.objects.update_or_create(plan=plan, unit=unit, defaults={"store": store})
    plan.save(update_fields=["article", "store"])
    audit.record("plan.goods", plan, by=by, unit=plan.unit, changes=_named(article, store, unit))
    return plan


def _named(article: Article | None, store: Store | None, unit: Unit | None) -> dict[str, JsonValue]:
    """Return what the audit log holds of what was named."""
    return {
        "article": article.name if article else "",
        "store": store.name if store else "",
        "unit": unit.code if unit else "",
    }
