"""Heat sites: what they need and what is left, deliveries out of the stock with a receiver, and taking them back."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from PIL import Image

from members.units.models.units import Unit
from office.errors import NotAllowed
from office.models import AuditEvent
from office.types import AnnotatedRow
from tests import factories as make
from tests.office.uploads import file_samples as samples
from welfare.goods.models.stock import Batch, StockEntry
from welfare.seasonal.actions import sites
from welfare.seasonal.actions.deliveries import Receipt, deliver, undo_delivery
from welfare.seasonal.choices import HeatMeasure
from welfare.seasonal.forms import low_sites
from welfare.seasonal.models.deliveries import HeatDelivery
from welfare.seasonal.models.heat_rules import HeatRule
from welfare.seasonal.models.sites import HeatPeriod, HeatRation, HeatSite
from welfare.seasonal.shipping import ensure_heat_rules
from welfare.seasonal.supply import heat_rules_of, outlooks
from welfare.standards.models import UnitRegion

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> HeatSite:
    """A site with 20 heads for ten days, two bottles each a day, and 200 bottles at its pickup point."""
    return make.supplied_site()


def in_stock(site: HeatSite) -> int:
    return Batch.objects.get(article=site.rations.get().article).in_stock


def test_a_delivery_leaves_the_stock_and_what_is_left_lasts_so_long(site: HeatSite):
    today = timezone.localdate()
    delivery = make.heat_delivery(site, 130)
    assert in_stock(site) == 70
    (supply,) = outlooks([site], today)[site.pk].supplies
    stands = supply.outlook
    # 20 × 2 are used today; of the 90 left, the three coming days need 120.
    assert (stands.needed, stands.came, stands.left, stands.lasts) == (40, 130, 90, 2)
    assert (stands.ahead, stands.to_bring, supply.free, supply.proposed) == (120, 30, 70, 30)
    entry = StockEntry.objects.get(kind="hand_out")
    assert (entry.cause_kind, entry.cause_id, entry.quantity) == ("heat_delivery", delivery.pk, 130)
    event = AuditEvent.objects.get(verb="heat_delivery.deliver")
    assert event.changes["site"] == site.name
    assert "王班长" not in str(event.changes)


def test_a_delivery_that_is_taken_back_is_in_stock_again_once_and_for_a_reason(site: HeatSite):
    delivery, by = make.heat_delivery(site, 130), make.user()
    with pytest.raises(NotAllowed):
        undo_delivery(delivery, by=by, reason=" ")
    undo_delivery(delivery, by=by, reason="送错了现场")
    assert in_stock(site) == 200
    assert outlooks([site], timezone.localdate())[site.pk].supplies[0].outlook.came == 0
    with pytest.raises(NotAllowed):
        undo_delivery(delivery, by=by, reason="再撤一次")
    assert in_stock(site) == 200


def test_nothing_is_delivered_that_is_not_there_not_signed_for_or_to_come(site: HeatSite):
    article, now, by = site.rations.get().article, timezone.now(), make.user(name="张送货")
    closed, slip = make.supplied_site(name="停用的现场", active=False), [make.scan("签收单.txt")]
    refused = [
        (site, {article: 201}, Receipt("王班长", now, slip), "stock_too_small"),
        (site, {article: 0}, Receipt("王班长", now, slip), "no_quantity"),
        (site, {article: 1}, Receipt(" ", now, slip), "no_receiver"),
        (site, {article: 1}, Receipt("张送货", now, slip), "signed_by_oneself"),
        (site, {article: 1}, Receipt("王班长", now + timedelta(hours=1), slip), "future"),
        (site, {article: 1}, Receipt("王班长", now, []), "no_receipt"),
        (closed, {closed.rations.get().article: 1}, Receipt("王班长", now, slip), "not_in_use"),
    ]
    for to, quantities, receipt, code in refused:
        with pytest.raises(NotAllowed) as why:
            deliver(to, quantities, receipt, by=by)
        assert why.value.code == code
    assert not HeatDelivery.objects.exists()
    assert in_stock(site) == 200


def test_the_database_itself_refuses_what_must_not_be(site: HeatSite):
    delivery, period, ration = make.heat_delivery(site, 5), site.periods.get(), site.rations.get()
    later = period.ends_on + timedelta(days=5)
    refused = [
        lambda: HeatPeriod.objects.create(site=site, begins_on=period.ends_on, ends_on=later, heads=1),
        lambda: HeatPeriod.objects.create(site=site, begins_on=later, ends_on=period.ends_on, heads=1),
        lambda: HeatPeriod.objects.filter(pk=period.pk).update(heads=0),
        lambda: HeatRation.objects.create(site=site, article=ration.article, per_head=1, begins_on=later),
        lambda: HeatDelivery.objects.filter(pk=delivery.pk).update(receiver="别人"),
        lambda: HeatDelivery.objects.filter(pk=delivery.pk).update(state="undone"),
        lambda: delivery.lines.update(quantity=9),
        lambda: delivery.delete(),
        lambda: HeatSite.objects.create(unit=site.unit, name=site.name, place="别处", store=site.store),
    ]
    for number, act in enumerate(refused):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
            pytest.fail(f"No. {number} is not refused")
    with pytest.raises(NotAllowed):
        sites.save_period(HeatPeriod(site=site, begins_on=period.ends_on, ends_on=later, heads=1), by=make.user())


def test_a_site_takes_goods_and_articles_only_of_its_unit_and_those_above(site: HeatSite):
    elsewhere, by = make.store(), make.user()
    with pytest.raises(NotAllowed):
        sites.save_site(HeatSite(unit=site.unit, name="新现场", place="罐区", store=elsewhere), by=by)
    sized = make.article(site.unit, name="草帽", sizes=["大", "小"])
    for article in (make.article(name="别家的水"), sized):
        ration = HeatRation(site=site, article=article, per_head=Decimal(1), begins_on=timezone.localdate())
        with pytest.raises(NotAllowed):
            sites.save_ration(ration, by=by)


def test_those_that_had_nothing_for_longest_come_first_and_those_that_run_short_are_found(client):
    unit, today = make.unit(), timezone.localdate()
    first = today - timedelta(days=6)
    names = ["一直没送", "昨天送过", "还没开工", "够用"]
    made = {name: make.heat_site(unit, name=name) for name in names}
    water = make.article(unit, name="矿泉水", measure="瓶")
    for name, one in made.items():
        make.heat_period(one, begins_on=today + timedelta(days=9) if name == "还没开工" else first, days=30)
        make.heat_ration(one, water, begins_on=first)
        make.batch(water, one.store, 5000)
    for name, quantity in (("昨天送过", 50), ("够用", 2000)):
        at = timezone.now() - timedelta(days=1)
        deliver(made[name], {water: quantity}, Receipt("王班长", at, [make.scan()]), by=make.user())
    client.force_login(make.officer(unit, "welfare_officer"))

    def shown(query: str) -> list[str]:
        return [row.name for row in client.get(f"/welfare/seasonal/{query}").context["page"]]

    assert shown("")[0] == "一直没送"
    assert set(shown("")) == {"一直没送", "昨天送过", "够用"}
    assert shown("?state=waits&days=3") == ["一直没送"]
    assert set(shown("?state=low")) == {"一直没送", "昨天送过"}
    assert set(shown("?state=all")) == set(names)


def test_a_pause_of_the_heat_counts_as_no_waiting_and_only_sites_with_heat_to_come_are_looked_at():
    today = date(2026, 7, 4)
    # The periods of heat, the day of the last delivery, since when the site waits.
    sites = {
        "停歇后复工": ([(5, 1, 5, 30), (7, 1, 7, 31)], None, date(2026, 7, 1)),
        "停歇前送过": ([(5, 1, 5, 30), (7, 1, 7, 31)], date(2026, 5, 30), date(2026, 7, 1)),
        "复工后送过": ([(5, 1, 5, 30), (7, 1, 7, 31)], date(2026, 7, 3), date(2026, 7, 3)),
        "接连不断": ([(5, 1, 6, 30), (7, 1, 7, 31)], None, date(2026, 5, 1)),
        "已经停工": ([(5, 1, 5, 30)], None, date(2026, 5, 1)),
        "下月开工": ([(8, 20, 8, 31)], None, date(2026, 8, 20)),
    }
    for name, (periods, came, _since) in sites.items():
        site = make.supplied_site(name=name)
        site.periods.all().delete()
        for first_month, first, last_month, last in periods:
            HeatPeriod.objects.create(
                site=site, begins_on=date(2026, first_month, first), ends_on=date(2026, last_month, last), heads=20
            )
        if came:
            at = timezone.make_aware(datetime.combine(came, time(9)))
            HeatDelivery.objects.create(
                site=site, store=site.store, receiver="王班长", received_at=at, entered_at=at, delivered_by=make.user()
            )
    HeatRation.objects.update(begins_on=date(2026, 1, 1))
    found = HeatSite.objects.with_waiting(today)
    rows: list[AnnotatedRow] = list(found)
    assert {row.name: row.waits_since for row in rows} == {name: since for name, (_p, _c, since) in sites.items()}
    assert [site.name for site in found.waiting(today, 30)] == ["接连不断"]
    near = set(found.exposing_between(today, today + timedelta(days=30)).values_list("name", flat=True))
    assert (
        near == {"停歇后复工", "停歇前送过", "复工后送过", "接连不断"} == {one.name for one in low_sites(found, today)}
    )


def test_pages_of_many_sites_cost_no_more_queries_than_of_one(client, django_assert_max_num_queries):
    unit = make.unit()
    for number in range(8):
        make.supplied_site(unit, name=f"{number}号现场")
    client.force_login(make.officer(unit, "welfare_officer"))
    with django_assert_max_num_queries(40):
        client.get("/welfare/seasonal/")


def test_on_the_phone_a_delivery_is_noted_with_a_drawn_signature_and_a_photo_of_the_slip(client, site: HeatSite):
    officer = make.officer(site.unit, "group_leader", name="张送货")
    client.force_login(officer)
    address = f"/welfare/seasonal/sites/{site.pk}/deliver/"
    page = client.get(address)
    assert "data-signature" in page.content.decode()
    article = site.rations.get().article
    # Today's bottles were not there; the three coming days need 120.
    assert page.context["form"][f"quantity_{article.pk}"].initial == 120
    at = timezone.localtime().replace(second=0, microsecond=0).strftime("%Y-%m-%dT%H:%M")
    sent = {f"quantity_{article.pk}": 999, "receiver": "李工长", "received_at": at}
    unsigned = client.post(address, {**sent, f"quantity_{article.pk}": 120})
    assert unsigned.status_code == 422
    assert list(unsigned.context["form"].errors) == ["signature"]
    refused = client.post(address, {**sent, "photos": make.scan("签收单.txt")})
    assert refused.status_code == 422
    assert refused.context["form"]["receiver"].value() == "李工长"
    drawn = SimpleUploadedFile("signature.png", samples.encoded(Image.new("RGB", (600, 240), "white"), "PNG"))
    files = {"signature": drawn, "photos": make.scan("签收单.txt", b"slip")}
    done = client.post(address, {**sent, **files, f"quantity_{article.pk}": 120})
    delivery = HeatDelivery.objects.get()
    assert done.url == delivery.get_absolute_url()
    assert delivery.attachments.count() == 2
    assert "李工长" in client.get(done.url).content.decode()
    assert client.post(f"/welfare/seasonal/deliveries/{delivery.pk}/undo/", {"reason": "送错"}).status_code == 403


def test_a_site_shows_the_rules_of_heat_of_its_region_with_document_and_article(client, union: Unit):
    HeatRule.objects.all().delete()
    ensure_heat_rules()
    ensure_heat_rules()
    UnitRegion.objects.create(unit=union, region="广东")
    outdoors, today = make.heat_site(union), date(2026, 7, 1)
    indoors = make.heat_site(union, name="锅炉房", exposure="indoors")
    told = {(rule.measure, str(rule.from_degrees), rule.region) for rule in heat_rules_of(outdoors, today)}
    # 防暑降温措施管理办法 8, 17; 广东 stops at 39, and pays 300 yuan a month: domain.md part 8, 29.
    assert told == {
        ("stop", "40.0", ""),
        ("stop", "39.0", "广东"),
        ("hours", "37.0", ""),
        ("shifts", "35.0", ""),
        ("protected", "35.0", ""),
        ("allowance", "35.0", ""),
        ("allowance", "35.0", "广东"),
    }
    kinds = {(rule.measure, str(rule.from_degrees)) for rule in heat_rules_of(indoors, today)}
    assert kinds == {("protected", "33.0"), ("allowance", "33.0")}
    hours = HeatRule.objects.get(measure=HeatMeasure.HOURS)
    assert (hours.hours, hours.rest_hours, hours.basis) == (6, 3, "防暑降温措施管理办法 第八条")
    client.force_login(make.officer(union, "welfare_officer"))
    assert "第八条" in client.get(outdoors.get_absolute_url()).content.decode()
    listed = client.get("/welfare/seasonal/rules/?degrees=38&exposure=outdoors").context["page"]
    assert {rule.measure for rule in listed} == {"hours", "protected", "allowance"}
