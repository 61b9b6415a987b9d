"""An address that is refused gets nothing more until it is mended; officers who can mend it are shown it, masked."""

import pytest
from django.utils import timezone

from office.notices import notify
from office.outbox.actions.sending import send_due
from office.outbox.models import ChannelChoice, Delivery
from tests import factories as make
from tests.office.outbox.conftest import bind, make_channel
from tests.office.outbox.test_channels import FakeApp

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return make.unit(kind="union")


@pytest.fixture
def refused(union, server, at_work):
    """Return a worker whose address the app has refused."""
    worker = make.worker(union, name="夏远航")
    make_channel("wecom", server, account="corp", secret="s")
    bind(worker.user, "wecom", "xia.yuanhang")
    FakeApp(server, "wecom", 60111)
    notify(worker.user, "有答复", "/my/questions/")
    send_due()
    return worker


def test_a_refused_address_gets_nothing_more(refused, server):
    assert Delivery.objects.get().state == "bounced"
    notify(refused.user, "又有答复", "/my/questions/")
    assert Delivery.objects.count() == 1


def test_of_a_refused_address_the_day_is_kept_which_no_delivery_can_be_told_by(refused):
    kept = ChannelChoice.objects.get(kind="wecom").bounced_at
    assert timezone.localtime(kept).strftime("%Y-%m-%d %H:%M:%S.%f") == "2026-11-27 00:00:00.000000"
    assert Delivery.objects.get().done_at != kept


def test_officers_who_may_correct_the_data_see_it_masked(refused, union, client):
    client.force_login(make.officer(union))
    page = client.get("/members/bounces/").content.decode()
    assert "夏远航" in page
    assert "x***" in page
    assert "xia.yuanhang" not in page


def test_officers_of_another_unit_see_nothing_of_it(refused, client):
    client.force_login(make.officer(make.unit()))
    assert "夏远航" not in client.get("/members/bounces/").content.decode()


def test_the_person_is_told_on_the_own_page(refused, client):
    client.force_login(refused.user)
    assert "was refused" in client.get("/my/notices/channels/").content.decode()


def test_a_mended_address_is_used_again(union):
    worker = make.account(make.worker(union))
    for kind in ("email", "sms"):
        ChannelChoice.objects.create(account=worker, kind=kind, bounced_at="2026-11-27T00:00Z", bounced_address="a***")
    worker.email = "new@example.cn"
    worker.save()
    mended = ChannelChoice.objects.get(kind="email")
    assert (mended.bounced_at, mended.bounced_address) == (None, "")
    assert ChannelChoice.objects.get(kind="sms").bounced_at
