import pytest

from office.models import Notice
from office.notices import notify
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make.user()


def test_my_notices_are_mine_newest_first(client, person):
    notify(person, "第一条")
    notify(person, "第二条")
    notify(make.user(), "别人的")
    client.force_login(person)
    page = client.get("/my/notices/").content.decode()
    assert page.index("第二条") < page.index("第一条")
    assert "别人的" not in page


def test_opening_a_notice_marks_it_read_and_leads_to_its_page(client, person):
    notice = notify(person, "有答复", "/my/questions/")
    client.force_login(person)
    assert client.post(f"/my/notices/{notice.pk}/").url == "/my/questions/"
    notice.refresh_from_db()
    assert notice.read_at


@pytest.mark.parametrize("url", ["", "https://evil.example/", "//evil.example"])
def test_a_notice_never_leads_out_of_the_portal(client, person, url):
    notice = notify(person, "嗯", url)
    client.force_login(person)
    assert client.post(f"/my/notices/{notice.pk}/").url == "/my/notices/"


def test_anothers_notice_does_not_exist(client, person):
    notice = notify(make.user(), "别人的")
    client.force_login(person)
    assert client.post(f"/my/notices/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_of_mine_are_read_at_once(client, person):
    notify(person, "一")
    notify(person, "二")
    other = notify(make.user(), "别人的")
    client.force_login(person)
    client.post("/my/notices/read/")
    assert not Notice.objects.own(person).unread().exists()
    assert list(Notice.objects.unread()) == [other]
