"""Keep the articles and the pickup points of a unit."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.authority.models import User
from office import audit
from office.constraints import refused_by
from office.types import JsonValue
from welfare.goods.models.articles import Article, Store

TWICE = {
    "one_article_a_unit_and_name": _("This unit has an article of that name already."),
    "one_store_a_unit_and_name": _("This unit has a pickup point of that name already."),
}
FIELDS = dict.fromkeys(TWICE, "name")


@transaction.atomic
def save_article(article: Article, *, by: User) -> Article:
    """Save a new or changed article; what was offered keeps its price. Raises NotAllowed for a name used already."""
    is_new = article.pk is None
    with refused_by(TWICE, fields=FIELDS):
        article.save()
    changes: dict[str, JsonValue] = {
        "name": article.name,
        "measure": article.measure,
        "sizes": "、".join(article.sizes),
        "price": str(article.price) if article.price is not None else "",
        "active": article.active,
    }
    audit.record("article.create" if is_new else "article.change", article, by=by, unit=article.unit, changes=changes)
    return article


@transaction.atomic
def save_store(store: Store, *, by: User) -> Store:
    """Save a new or changed pickup point. Raises NotAllowed for a name used already."""
    is_new = store.pk is None
    with refused_by(TWICE, fields=FIELDS):
        store.save()
    changes: dict[str, JsonValue] = {"name": store.name, "address": store.address, "active": store.active}
    audit.record("store.create" if is_new else "store.change", store, by=by, unit=store.unit, changes=changes)
    return store
