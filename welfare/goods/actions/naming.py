"""Name the article of the stock that a run gives, and the pickup point of all or of one unit."""

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
    changes: dict[str, JsonValue] = {
        "article": article.name if article else "",
        "store": store.name if store else "",
        "unit": unit.code if unit else "",
    }
    audit.record("run.goods", run, by=by, unit=run.unit, changes=changes)
    return run
