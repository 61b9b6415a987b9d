"""Goods of the demonstration union: articles, pickup points with stock, polls, a run's goods, satisfaction, calls."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from demo.register import ROOT
from members.authority.models import User
from members.units.models.units import Unit
from welfare.choices import CallResult, Form, RunState, Satisfaction
from welfare.goods.actions import articles as keeping_articles
from welfare.goods.actions import keeping, naming, offers, ratings, reserving
from welfare.goods.actions.keeping import Counted
from welfare.goods.actions.offers import Offered
from welfare.goods.models.articles import Article, Store
from welfare.goods.models.offers import Offer
from welfare.grants.models.grants import Grant
from welfare.handing_out import counter, sampling
from welfare.handing_out.models import SampleCall
from welfare.plans.models import Plan
from welfare.runs.models.runs import Run

# Name, unit of measure, sizes, price in yuan.
ARTICLES = (
    ("年货礼盒", "盒", (), 420),
    ("食用油 5升", "桶", (), 78),
    ("大米 10公斤", "袋", (), 62),
    ("粽子礼盒", "盒", (), 138),
    ("月饼礼盒", "盒", (), 168),
    ("洗护用品礼包", "套", (), 96),
    ("纯棉工作T恤", "件", ("S", "M", "L", "XL", "2XL"), 68),
)
# What each plan gives of the stock.
OF_PLANS = {
    "元旦慰问": "食用油 5升",
    "春节福利": "年货礼盒",
    "劳动节慰问": "洗护用品礼包",
    "端午福利": "粽子礼盒",
    "中秋福利": "月饼礼盒",
}
# Code of the unit below the union, name, address.
STORES = (
    ("", "工会活动中心库房", "工会活动中心一楼东侧"),
    ("01", "采油一厂发放点", "采油一厂办公楼一楼"),
    ("02", "采油二厂生活站仓库", "采油二厂生活区 3 号"),
)
# Article, pickup point, size, pieces, days until its last day (None where it doesn't expire), number of the batch.
BATCHES = (
    ("食用油 5升", 0, "", 240, 210, "YL-2401"),
    ("食用油 5升", 0, "", 36, 18, "YL-2312"),
    ("食用油 5升", 2, "", 80, 210, "YL-2401"),
    ("大米 10公斤", 0, "", 180, 150, "DM-118"),
    ("月饼礼盒", 0, "", 14, -12, "YB-09"),
    ("洗护用品礼包", 1, "", 60, 400, "XH-07"),
    ("纯棉工作T恤", 0, "M", 20, None, ""),
    ("纯棉工作T恤", 0, "L", 26, None, ""),
    ("纯棉工作T恤", 0, "XL", 12, None, ""),
)
HANDED_OUT, RATED, CALLED = 6, 24, 5


def create_articles(union: Unit) -> None:
    """Create the articles of the union, and name what its plans give."""
    officer = User.objects.get(username="welfare")
    for name, measure, sizes, price in ARTICLES:
        article = Article(unit=union, name=name, measure=measure, sizes=list(sizes), price=Decimal(price))
        keeping_articles.save_article(article, by=officer)
    for plan in Plan.objects.filter(name__in=OF_PLANS).order_by("pk"):
        article = Article.objects.get(name=OF_PLANS[plan.name])
        naming.name_goods_of_plan(plan, article=article, store=None, unit=None, by=officer)


def stock_up(today: date) -> None:
    """Fill the pickup points, and let a run take from them; ask members, and note what they said."""
    officer, chair = User.objects.get(username="welfare"), User.objects.get(username="chair")
    stores = [_store(*row, officer) for row in STORES]
    _take_in(stores, today, officer)
    _take_from_stock(stores[0], officer)
    accounts = list(User.objects.filter(is_active=True, member__merged_into=None, member__isnull=False).order_by("pk"))
    _ask(accounts, stores, today, officer)
    _rate(accounts)
    _call(officer, chair)


def _store(code: str, name: str, address: str, by: User) -> Store:
    unit = Unit.objects.get(code=f"{ROOT}{code}")
    return keeping_articles.save_store(Store(unit=unit, name=name, address=address), by=by)


def _take_in(stores: list[Store], today: date, by: User) -> None:
    """Take in the batches, count one with a difference, and write off what is spoilt of another."""
    made = []
    for name, place, size, pieces, days, number in BATCHES:
        batch = keeping.take_in_goods(
            stores[place],
            Article.objects.get(name=name),
            pieces,
            by=by,
            size=size,
            expires_on=None if days is None else today + timedelta(days=days),
            number=number,
            reason="供货方送货单",
        )
        made.append(batch)
    keeping.count_store(stores[0], [Counted(made[0], 240, 239, "外箱破损，少一桶")], by=by)
    keeping.write_off(made[3], 2, by=by, reason="包装破损，已拍照留存")


def _take_from_stock(store: Store, by: User) -> None:
    """Let the latest goods of the union that wait to be collected come from a pickup point, and hand some out."""
    union = Unit.objects.get(code=ROOT)
    run = Run.objects.filter(state=RunState.ISSUED, unit=union, form=Form.GOODS).order_by("-on").first()
    if run is None:
        return
    oil = Article.objects.get(name="食用油 5升")
    naming.name_goods(run, article=oil, store=store, unit=None, by=by)
    reserving.reserve_due()
    waiting = Grant.objects.filter(run=run, member__user=None).to_receive().select_related(*counter.READ).order_by("pk")
    for grant in waiting[:HANDED_OUT]:
        scan = counter.Scan(nonce=uuid4(), grant=grant.pk, at=timezone.now())
        counter.hand_out(grant, scan, by=by)


def _ask(accounts: list[User], stores: list[Store], today: date, by: User) -> None:
    """Ask what to buy for the Spring Festival, still open; that of Mid-Autumn has ended; a run with sizes."""
    spring, autumn = Plan.objects.get(name="春节福利"), Plan.objects.get(name="中秋福利")
    worker = User.objects.get(username="worker")
    for plan, title, names, ended in (
        (autumn, "中秋选礼", ("月饼礼盒", "食用油 5升"), True),
        (spring, "春节年货三选一", ("年货礼盒", "食用油 5升", "大米 10公斤"), False),
    ):
        offer = Offer(
            unit=plan.unit,
            plan=plan,
            title=title,
            text="一人一份，在所选领取点领取。",
            ends_on=today + timedelta(days=9),
        )
        offered = [Offered(Article.objects.get(name=name)) for name in names]
        offer = offers.open_offer(offers.make_offer(offer, offered, stores, by=by), by=by)
        choices = list(offer.articles.select_related("article").order_by("position"))
        for number, account in enumerate(accounts):
            if number % 5 == 4 or (account == worker and not ended):
                continue
            article = choices[(number * number + number // 3) % len(choices)]
            offers.choose(offer, article, store=stores[number % len(stores)], by=account)
        if ended:
            offers.end_offer(offer, by=by)
    run = Run.objects.filter(plan__name="国庆一线慰问", state=RunState.ISSUED).order_by("-on").first()
    if run is not None:
        shirt = Article.objects.get(name="纯棉工作T恤")
        offer = Offer(unit=run.unit, run=run, plan=run.plan, title="工作T恤选尺码", ends_on=today + timedelta(days=5))
        offers.open_offer(offers.make_offer(offer, [Offered(shirt, "L")], [], by=by), by=by)
    offers.tell_all()


def _rate(accounts: list[User]) -> None:
    """Let members who have received say how satisfied they are, article by article."""
    grades = [Satisfaction.VERY, Satisfaction.SATISFIED, Satisfaction.VERY, *Satisfaction]
    for number, account in enumerate(accounts[:RATED]):
        received = Grant.objects.own(account).received().filter(run__article__isnull=False)
        for turn, grant in enumerate(received.select_related("run", "unit").order_by("pk")):
            ratings.rate_article(grant, grades[(number + turn) % len(grades)], by=account)


def _call(officer: User, chair: User) -> None:
    """Draw a sample of those who have received lately, and note what some of them said."""
    run = Run.objects.filter(state=RunState.ISSUED, unit__code=ROOT, form=Form.GOODS).order_by("-on").first()
    if run is None:
        return
    sampling.draw_sample(run, Grant.objects.all(), confidence=90, margin=10, by=officer)
    said = (CallResult.RECEIVED, CallResult.RECEIVED, CallResult.NOBODY, CallResult.RECEIVED)
    drawn = SampleCall.objects.exclude(grant__received_by=chair).select_related("grant", "unit").order_by("pk")
    for call, result in zip(drawn[:CALLED], said, strict=False):
        sampling.note_call(call, by=chair, result=result)
