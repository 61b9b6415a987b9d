"""Reserve goods for a run: by hand on its page, by a worker once it is approved; release them when it has ended."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.permissions import MembersPermission
from office import audit
from office.claims import claim
from office.errors import NotAllowed
from office.models import AuditEvent
from office.notices import notify
from office.transitions import require_state
from office.types import JsonObject
from welfare.budgets.ledger import Cause
from welfare.choices import RUN_KIND, Form, OfferState, RunState
from welfare.goods import stock
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer, OfferedStore
from welfare.goods.models.stock import StockEntry
from welfare.goods.needs import RESERVABLE, Need, needs_of
from welfare.permissions import WelfarePermission
from welfare.runs.actions.locks import lock_run
from welfare.runs.models.runs import Run
from welfare.runs.models.units import RunCollection
from welfare.runs.querysets import Runs

DECIDED = (RunState.APPROVED, RunState.IN_NOTICE, RunState.ISSUED)
ENDED = (RunState.CLOSED, RunState.CANCELLING, RunState.CANCELLED)


class Wanted(NamedTuple):
    """How many pieces of an article are to be reserved at a pickup point, of which `seen` were when it was said."""

    article: Article
    size: str
    store: Store
    seen: int
    number: int
    field: str = ""
    """The field of the form to which a refusal belongs."""


@transaction.atomic
def reserve_for_run(run: Run, wanted: Sequence[Wanted], *, by: User) -> int:
    """Reserve for a run what is said, and release what is too much; return by how many pieces that changes.

    Raises NotAllowed for more than is free, for a run that isn't counted yet or has ended, and where goods were handed
    out or reserved since they were seen; then nothing is changed. Nothing is recorded where nothing changes.
    """
    locked, cause = lock_run(run), Cause(RUN_KIND, run.pk)
    held = {(one.store, one.article, one.size): one.reserved for one in needs_of(_with_article(locked))}
    changed = 0
    for one in sorted(wanted, key=lambda one: (one.store.pk, one.article.pk, one.size)):
        there = held.get((one.store, one.article, one.size), 0)
        if there != one.seen:
            message = _("Meanwhile %(there)s are reserved, not %(seen)s: look again.")
            raise NotAllowed(message % {"there": there, "seen": one.seen}, code="moved_since", field=one.field)
        if one.number > there:
            require_state(locked, *RESERVABLE)
        try:
            changed += _move_to(one, there, cause, by)
        except NotAllowed as why:
            raise NotAllowed(str(why), code=why.code, field=one.field) from why
    if changed:
        counts: JsonObject = {} if locked.tells_hardship else {"pieces": changed}
        audit.record("run.reserve_goods", locked, by=by, unit=locked.unit, changes=counts)
    return changed


def _move_to(one: Wanted, there: int, cause: Cause, by: User | None) -> int:
    """Reserve or release until `one.number` pieces are reserved; return by how many that changes."""
    if one.number > there:
        stock.reserve(one.article, one.store, one.number - there, cause=cause, by=by, size=one.size)
    elif one.number < there:
        stock.release(one.article, one.store, there - one.number, cause=cause, by=by, size=one.size)
    return abs(one.number - there)


def reserve_due() -> int:
    """Reserve what is there for the runs that were approved since, once each; return how many runs.

    What officers have reserved by hand counts; the rest is added. Where members choose it waits until they can't any
    more. Whoever keeps the stock is told what is missing. Any number of workers do this at once.
    """
    return sum(_reserve_one(pk) for pk in _due().values_list("pk", flat=True))


def release_ended() -> int:
    """Release what is still reserved for runs that were closed or cancelled, once each; return how many runs."""
    return sum(_release_one(pk) for pk in _ended().values_list("pk", flat=True))


def _was_reserved() -> Exists:
    """Return the condition on runs that a worker has reserved for them."""
    kind = ContentType.objects.get_for_model(Run)
    return Exists(
        AuditEvent.objects.filter(object_type=kind, object_id=OuterRef("pk"), verb="run.reserve_goods", actor=None)
    )


def _due() -> Runs:
    """Return the approved runs that name an article and a pickup point, and for which no worker reserved yet."""
    elsewhere = RunCollection.objects.filter(run=OuterRef("pk"), store__isnull=False)
    to_choose = OfferedStore.objects.filter(offer__run=OuterRef("pk"))
    open_still = Q(state=OfferState.DRAFT) | Q(state=OfferState.OPEN, ends_on__gte=timezone.localdate())
    choosing = Offer.objects.filter(open_still, run=OuterRef("pk"))
    runs = Run.objects.filter(article__isnull=False, state__in=DECIDED).exclude(form=Form.MONEY)
    placed = runs.filter(Q(store__isnull=False) | Exists(elsewhere) | Exists(to_choose))
    return placed.exclude(Exists(choosing)).exclude(_was_reserved()).order_by("pk")


def _ended() -> Runs:
    """Return the ended runs for which goods are reserved still."""
    of_run = StockEntry.objects.filter(cause_kind=RUN_KIND, cause_id=OuterRef("pk"), cause_reserved__gt=0)
    later = StockEntry.objects.filter(
        cause_kind=RUN_KIND, cause_id=OuterRef("cause_id"), batch=OuterRef("batch"), number__gt=OuterRef("number")
    )
    return Run.objects.filter(Exists(of_run.filter(~Exists(later))), state__in=ENDED).order_by("pk")


@transaction.atomic
def _reserve_one(pk: int) -> int:
    if claim(_due().filter(pk=pk)).first() is None:
        return 0
    run = Run.objects.select_related("article", "unit", "plan", "occasion").get(pk=pk)
    needs = [one for one in needs_of(run) if one.store is not None]
    changed = sum(_reserve_there(one, Cause(RUN_KIND, pk)) for one in needs)
    missing = sum(one.missing for one in needs)
    # How many, tells of hardship: the entries of the stock have it.
    counts: JsonObject = {} if run.tells_hardship else {"pieces": changed, "missing": missing}
    audit.record("run.reserve_goods", run, by=None, unit=run.unit, changes=counts)
    told = gettext_lazy("“%(run)s”: goods are reserved: %(reserved)s pieces.")
    if missing:
        told = gettext_lazy(
            "“%(run)s”: %(missing)s pieces are missing in stock, %(reserved)s are reserved. Take goods in, then reserve"
            " the rest."
        )
    keepers = access.holders(WelfarePermission.KEEP_STOCK, run.unit)
    if run.tells_hardship:
        keepers &= access.holders(MembersPermission.VIEW_HARDSHIPMARK, run.unit)
    address = reverse("welfare:run_reserve", args=[pk])
    notify(keepers, told, address, sensitive=run.tells_hardship, run=run, reserved=changed, missing=missing)
    return 1


def _reserve_there(need: Need, cause: Cause) -> int:
    """Reserve as many as wait and are free, and return how many; what others took meanwhile is told as missing."""
    more = max(0, need.wanted - need.reserved)
    if need.store is None or not more:
        return 0
    try:
        stock.reserve(need.article, need.store, more, cause=cause, by=None, size=need.size)
    except NotAllowed as why:
        # The article has no such size any more: what was chosen earlier is told as missing.
        if why.code not in ("stock_too_small", "wrong_size"):
            raise
        return 0
    return more


@transaction.atomic
def _release_one(pk: int) -> int:
    if claim(_ended().filter(pk=pk)).first() is None:
        return 0
    run = Run.objects.select_related("unit").get(pk=pk)
    entries = stock.release_all(cause=Cause(RUN_KIND, pk), by=None)
    pieces = sum(one.quantity for one in entries)
    counts: JsonObject = {} if run.tells_hardship else {"pieces": pieces}
    audit.record("run.release_goods", run, by=None, unit=run.unit, changes=counts)
    return 1


def _with_article(run: Run) -> Run:
    """Return the run with its article read."""
    return Run.objects.select_related("article").get(pk=run.pk)
