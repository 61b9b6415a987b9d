"""Bring goods to a heat site, signed for there, out of the stock; and take a delivery back into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.authority.models import User
from office import audit
from office.errors import NotAllowed
from office.transitions import move, require_state
from office.types import Files, JsonValue
from office.uploads.actions import attach
from welfare.goods import stock
from welfare.goods.models.articles import Article
from welfare.seasonal import rules
from welfare.seasonal.choices import DeliveryState
from welfare.seasonal.models.deliveries import HeatDelivery, HeatDeliveryLine
from welfare.seasonal.models.sites import HeatSite


@dataclass(frozen=True)
class Receipt:
    """Who on the site took the goods and when; a picture of their signature, or photos of the slip, or both."""

    receiver: str
    received_at: datetime
    photos: Files


@transaction.atomic
def deliver(site: HeatSite, quantities: Mapping[Article, int], receipt: Receipt, *, by: User) -> HeatDelivery:
    """Hand pieces out of the site's pickup point to the site, and keep who signed for them.

    Raises NotAllowed when the pickup point has too little, for a site that is not in use, for nothing at all, when
    nobody or the deliverer signs, without a signature or photo, and for a time in the future.
    """
    rows = HeatSite.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "store")
    site = rows.get(pk=site.pk)
    _require(site, quantities, receipt, by)
    delivery = HeatDelivery.objects.create(
        site=site,
        store=site.store,
        receiver=receipt.receiver.strip(),
        received_at=receipt.received_at,
        delivered_by=by,
    )
    # In the order in which everybody locks batches.
    brought = sorted(((one, count) for one, count in quantities.items() if count), key=lambda pair: pair[0].pk)
    for article, quantity in brought:
        stock.hand_out(article, site.store, quantity, cause=delivery.cause, by=by)
    HeatDeliveryLine.objects.bulk_create(
        HeatDeliveryLine(delivery=delivery, article=article, quantity=quantity) for article, quantity in brought
    )
    changes: dict[str, JsonValue] = {
        "site": site.name,
        "goods": "、".join(f"{article.name} {quantity}{article.measure}" for article, quantity in brought),
    }
    audit.record("heat_delivery.deliver", delivery, by=by, unit=site.unit, changes=changes)
    attach(delivery, receipt.photos, by=by)
    return delivery


def _require(site: HeatSite, quantities: Mapping[Article, int], receipt: Receipt, by: User) -> None:
    if not site.active:
        raise NotAllowed(_("This site is not in use any more."), code="not_in_use")
    if not any(quantities.values()):
        raise NotAllowed(_("Say how many pieces of which article were brought."), code="no_quantity")
    if not receipt.receiver.strip():
        raise NotAllowed(_("Say who on the site took the goods."), code="no_receiver", field="receiver")
    if receipt.receiver.strip() == by.name.strip():
        message = _("Somebody on the site signs, not who delivers.")
        raise NotAllowed(message, code="signed_by_oneself", field="receiver")
    if receipt.received_at > timezone.now():
        raise NotAllowed(_("This time lies in the future."), code="future", field="received_at")
    if not receipt.photos:
        message = _("Have it signed on the glass, or add a photo of the slip.")
        raise NotAllowed(message, code="no_receipt", field="signature")


@transaction.atomic
def undo_delivery(delivery: HeatDelivery, *, by: User, reason: str) -> HeatDelivery:
    """Take a delivery back for a reason: its goods lie in the batches again that they came from.

    Raises NotAllowed without a reason, and when it was taken back already.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why it is taken back."), code="no_reason", field="reason")
    rows = HeatDelivery.objects.select_for_update(no_key=True, of=("self",)).select_related("site__unit")
    delivery = rows.get(pk=delivery.pk)
    require_state(delivery, DeliveryState.DELIVERED)
    said = {"undone_at": timezone.now(), "undone_by": by, "undo_reason": reason.strip()[:300]}
    move(delivery, DeliveryState.UNDONE, rules.NEXT, **said)
    stock.take_back(cause=delivery.cause, by=by, reason=reason)
    audit.record("heat_delivery.undo", delivery, by=by, unit=delivery.site.unit, reason=reason.strip())
    return delivery
