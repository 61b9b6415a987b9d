"""Offer articles to members, take what they choose, and remind who hasn't chosen."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import access
from members.authority.models import User
from members.choices import MemberState
from members.register.models.member import Member
from members.register.querysets.members import Members
from office import audit
from office.claims import claim
from office.constraints import refused_by
from office.errors import NotAllowed
from office.notices import notify
from office.transitions import move, require_state
from office.types import JsonValue
from welfare.choices import Form, OfferState, RunState
from welfare.goods import rules
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Choice, Offer, OfferedArticle, OfferNotice
from welfare.grants.models.grants import Grant
from welfare.runs.models.runs import Run

# Members who are told in one transaction.
CHUNK = 1000
OFFERED_STATES = (RunState.APPROVED, RunState.IN_NOTICE, RunState.ISSUED)


class Offered(NamedTuple):
    """An article to offer, and the size that who hasn't chosen gets of it; "" for an article without sizes."""

    article: Article
    default_size: str = ""


@transaction.atomic
def make_offer(offer: Offer, articles: Sequence[Offered], stores: Sequence[Store], *, by: User) -> Offer:
    """Make an offer of these articles, the first being the default, at these pickup points; it waits to be opened.

    Raises NotAllowed without two articles, or two sizes of one, to choose among, for a size that the default doesn't
    have, for a day that is over, and for a run that is not approved, gives money or has an offer.
    """
    _require_choice(offer, articles)
    offer.made_by = by
    twice = _("Members of this run choose already.")
    with refused_by({"welfare_offer_run_id_key": twice, "article_is_offered_once": _("Offer each article once.")}):
        offer.save()
        for position, one in enumerate(articles):
            offer.articles.create(
                article=one.article,
                price=one.article.price,
                position=position,
                is_default=position == 0,
                default_size=one.default_size,
            )
    for store in stores:
        offer.stores.create(store=store)
    if offer.run is not None and offer.run.article_id is None:
        Run.objects.filter(pk=offer.run.pk).update(article=articles[0].article)
    changes: dict[str, JsonValue] = {
        "articles": "、".join(one.article.name for one in articles),
        "until": offer.ends_on.isoformat(),
    }
    audit.record("offer.make", offer, by=by, unit=offer.unit, changes=changes)
    return offer


def _require_choice(offer: Offer, articles: Sequence[Offered]) -> None:
    if not articles or (len(articles) == 1 and len(articles[0].article.sizes) < 2):
        raise NotAllowed(_("Offer at least two articles, or one of several sizes."), code="no_choice")
    if offer.ends_on < timezone.localdate():
        raise NotAllowed(_("This day is over."), code="day_over", field="ends_on")
    if offer.run is None:
        return
    first = articles[0]
    if first.article.sizes and first.default_size not in first.article.sizes:
        message = _("Say which size of %(article)s somebody gets who hasn't chosen: %(sizes)s.")
        told = {"article": first.article, "sizes": "、".join(first.article.sizes)}
        raise NotAllowed(message % told, code="no_default_size", field="default_size")
    require_state(offer.run, *OFFERED_STATES)
    if offer.run.form == Form.MONEY:
        raise NotAllowed(_("This run gives money: there is nothing to choose."), code="gives_money")


@transaction.atomic
def open_offer(offer: Offer, *, by: User) -> Offer:
    """Let members choose from now on until its day; a worker tells them. Raises NotAllowed when that is over."""
    if offer.ends_on < timezone.localdate():
        raise NotAllowed(_("The last day to choose is over."), code="day_over")
    move(offer, OfferState.OPEN, rules.NEXT)
    OfferNotice.objects.create(offer=offer)
    audit.record("offer.open", offer, by=by, unit=offer.unit, changes={"until": offer.ends_on.isoformat()})
    return offer


@transaction.atomic
def end_offer(offer: Offer, *, by: User) -> Offer:
    """End an offer now; who hasn't chosen gets the default. Raises NotAllowed when it isn't open."""
    move(offer, OfferState.ENDED, rules.NEXT)
    offer.notices.filter(done_at=None).update(done_at=timezone.now())
    audit.record("offer.end", offer, by=by, unit=offer.unit, changes={"chosen": offer.choices.count()})
    return offer


@transaction.atomic
def choose(offer: Offer, article: OfferedArticle, *, size: str = "", store: Store | None = None, by: User) -> Choice:
    """Note what the account's member chooses of an offer; chosen again, the last one counts.

    Raises NotAllowed when the offer is over, for whom it isn't meant, and for what it doesn't offer.
    """
    today = timezone.localdate()
    if not offer.is_open(today):
        message = _("The last day to choose is over: you get what is told here.")
        raise NotAllowed(message, code="offer_over")
    member = Member.objects.filter(pk__in=access.records_of(by), merged_into=None).select_related("unit").first()
    if member is None or not Offer.objects.for_member(by).filter(pk=offer.pk).exists():
        raise NotAllowed(_("This offer is for the members of another list or unit."), code="not_offered")
    if article.offer_id != offer.pk or size not in (article.article.sizes or [""]):
        raise NotAllowed(_("Choose one of what is offered."), code="not_offered", field="choice")
    if (store is None and offer.stores.exists()) or (store and not offer.stores.filter(store=store).exists()):
        raise NotAllowed(_("Choose a pickup point."), code="no_store", field="store")
    with refused_by({"choice_is_of_an_open_offer": _("This offer has been ended.")}):
        choice, _made = Choice.objects.update_or_create(
            offer=offer,
            member=member,
            defaults={
                "article": article,
                "size": size,
                "store": store,
                "unit_id": member.unit_id,
                "at": timezone.now(),
            },
        )
    # What somebody chose stays out of the log: it tells sizes.
    audit.record("offer.choose", offer, by=by, unit=offer.unit)
    return choice


def note_reminders(today: date) -> int:
    """Note that the members of offers that end soon are to be reminded, once each; return how many offers."""
    soon = Offer.objects.open(today).filter(ends_on__lte=today + timedelta(days=rules.REMIND_DAYS))
    found = soon.exclude(Exists(OfferNotice.objects.filter(offer=OuterRef("pk"), reminder=True)))
    # Where it began so late, who is told just now needn't be reminded.
    found = found.filter(Exists(OfferNotice.objects.filter(offer=OuterRef("pk"), done_at__date__lt=today)))
    made = [OfferNotice(offer=offer, reminder=True) for offer in found]
    return len(OfferNotice.objects.bulk_create(made, ignore_conflicts=True))


def tell_all() -> None:
    """Write the notices of all offers that wait; any number of workers do this at once."""
    while _tell_chunk():
        pass


@transaction.atomic
def _tell_chunk() -> bool:
    """Tell the next members of one offer; return False when none waits or others write them."""
    noted = claim(OfferNotice.objects.filter(done_at=None).order_by("pk")).first()
    if noted is None:
        return False
    offer = Offer.objects.select_related("unit", "run").get(pk=noted.offer_id)
    people = list(_not_chosen(offer).filter(pk__gt=noted.last).select_related("user").order_by("pk")[:CHUNK])
    if not people or not offer.is_open(timezone.localdate()):
        OfferNotice.objects.filter(pk=noted.pk).update(done_at=timezone.now())
        return True
    told = gettext_lazy("You may choose until %(day)s which goods you want: one tap is enough.")
    if noted.reminder:
        told = gettext_lazy("You have not chosen yet which goods you want: choose until %(day)s.")
    address = reverse("welfare:my_offer", args=[offer.pk])
    written = notify([one.user for one in people], told, address, day=offer.ends_on.isoformat())
    OfferNotice.objects.filter(pk=noted.pk).update(last=people[-1].pk, told=noted.told + len(written))
    return True


def _not_chosen(offer: Offer) -> Members:
    """Return the members with an account for whom an offer is and who haven't chosen, under any of their records."""
    own, merged = Q(member=OuterRef("pk")), Q(member__merged_into=OuterRef("pk"))
    rows = Member.objects.filter(user__is_active=True, merged_into=None)
    # Two conditions each, since one with "or" would compare every row with every record.
    for record in (own, merged):
        rows = rows.exclude(Exists(Choice.objects.filter(record, offer=offer)))
    if offer.run_id is not None:
        grants = Grant.objects.filter(run=offer.run_id)
        return rows.filter(Exists(grants.filter(own)) | Exists(grants.filter(merged)))
    return rows.filter(state=MemberState.ACTIVE, unit__path__startswith=offer.unit.path)
