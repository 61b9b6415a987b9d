"""Seasonal care of the demonstration union: sites in the heat with deliveries, and a home visit of the winter."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from demo.attachments import scanned
from demo.register import ROOT
from members.authority.models import User
from members.units.models.units import Unit
from welfare.goods.actions.articles import save_article, save_store
from welfare.goods.actions.keeping import take_in_goods
from welfare.goods.models.articles import Article, Store
from welfare.hardship.choices import FileState
from welfare.hardship.models.files import HardshipFile
from welfare.seasonal.actions.deliveries import Receipt, deliver, undo_delivery
from welfare.seasonal.actions.sites import save_period, save_ration, save_site
from welfare.seasonal.actions.winter import ask_home_visits
from welfare.seasonal.models.deliveries import HeatDelivery
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite
from welfare.seasonal.rules import winter_of
from welfare.standards.models import Cap

# Name, place, where people work, contact, heads; furnaces are hot all the year round, the repairs were in summer.
SITES = (
    ("加热炉前岗位", "常减压装置加热炉区", "indoors", "炉前班 李班长", 24),
    ("焦化装置清焦现场", "焦化装置塔顶平台", "indoors", "清焦班 王班长", 16),
    ("大修动火现场", "二号罐区", "outdoors", "检修项目部 赵工", 60),
)
GOODS = (("矿泉水", "瓶", "1.20", "3"), ("绿豆汤", "份", "2.50", "1"))
# To which site, so many days ago, bottles and portions, who signed.
DELIVERIES = ((0, 9, 500, 200, "李班长"), (0, 2, 300, 80, "李班长"), (1, 6, 240, 60, "王班长"))


def show_seasons(today: date) -> None:
    """Make heat sites with what was brought there, one delivery taken back, and ask for a home visit in winter."""
    union, officer = Unit.objects.get(code=ROOT), User.objects.get(username="welfare")
    store = save_store(Store(unit=union, name="防暑降温物资库", address="生活区东门"), by=officer)
    articles = []
    for name, measure, price, _each in GOODS:
        article = save_article(Article(unit=union, name=name, measure=measure, price=Decimal(price)), by=officer)
        take_in_goods(store, article, 2_000, by=officer, expires_on=today + timedelta(days=180), reason="供应商送货单")
        articles.append(article)
    sites = [_site(union, store, articles, fields, today, officer) for fields in SITES]
    for number, ago, bottles, portions, receiver in DELIVERIES:
        _deliver(sites[number], articles, (bottles, portions), (receiver, today - timedelta(days=ago)), officer)
    wrong = _deliver(sites[1], articles, (90, 0), ("王班长", today - timedelta(days=1)), officer)
    undo_delivery(wrong, by=officer, reason="送错现场，已运回")
    if today >= winter_of(today).first:
        _ask_home_visit(union, today, officer)


def _site(
    union: Unit, store: Store, articles: list[Article], fields: tuple[str, str, str, str, int], today: date, by: User
) -> HeatSite:
    name, place, exposure, contact, heads = fields
    site = HeatSite(unit=union, name=name, place=place, exposure=exposure, contact=contact, store=store)
    save_site(site, by=by)
    first, last = date(today.year, 6, 15), date(today.year, 9, 15)
    if exposure == "indoors":
        first = max(today - timedelta(days=10), date(today.year, 1, 1))
        last = min(today + timedelta(days=20), date(today.year, 12, 31))
    save_period(HeatPeriod(site=site, begins_on=first, ends_on=last, heads=heads), by=by)
    for article, (_name, _measure, _price, each) in zip(articles, GOODS, strict=True):
        save_ration(HeatRation(site=site, article=article, per_head=Decimal(each), begins_on=first), by=by)
    return site


def _deliver(
    site: HeatSite, articles: list[Article], pieces: tuple[int, int], signed: tuple[str, date], by: User
) -> HeatDelivery:
    receiver, day = signed
    at = min(timezone.make_aware(datetime.combine(day, time(9, 30))), timezone.now())
    slip = scanned(SimpleUploadedFile("签收单.txt", f"今收到防暑降温物资。签收人：{receiver}".encode()))
    return deliver(site, dict(zip(articles, pieces, strict=True)), Receipt(receiver, at, slip), by=by)


def _ask_home_visit(union: Unit, today: date, by: User) -> None:
    """Ask for a home visit to one household, for which the union allows 800 yuan."""
    Cap.objects.create(
        unit=union,
        kind="winter",
        amount=Decimal(800),
        basis="event",
        effective_from=date(today.year - 1, 1, 1),
        source="演示数据：请按当地总工会文件录入",
    )
    files = HardshipFile.objects.filter(state=FileState.IN_FORCE).select_related("member").order_by("pk")
    ask_home_visits(list(files[:1]), by=by)
