import pytest
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from office.models import Notice
from office.notices import notify
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make.user()


def test_the_list_shows_the_accounts_own_notices_newest_first(client, user):
    notify(user, "第一条")
    notify(user, "第二条")
    notify(make.user(), "别人的")
    client.force_login(user)
    page = client.get("/my/notices/").content.decode()
    assert page.index("第二条") < page.index("第一条")
    assert "别人的" not in page


def test_opening_a_notice_marks_it_read_and_leads_to_its_page(client, user):
    [notice] = notify(user, "有答复", "/my/questions/")
    client.force_login(user)
    assert client.post(f"/my/notices/{notice.pk}/").url == "/my/questions/"
    notice.refresh_from_db()
    assert notice.read_at


@pytest.mark.parametrize("url", ["", "https://evil.example/", "//evil.example"])
def test_a_notice_never_leads_out_of_the_portal(client, user, url):
    [notice] = notify(user, "嗯", url)
    client.force_login(user)
    assert client.post(f"/my/notices/{notice.pk}/").url == "/my/notices/"


def test_a_notice_of_another_account_is_404(client, user):
    [notice] = notify(make.user(), "别人的")
    client.force_login(user)
    assert client.post(f"/my/notices/{notice.pk}/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_own_notices_are_marked_read_at_once(client, user):
    notify(user, "一")
    notify(user, "二")
    [other] = notify(make.user(), "别人的")
    client.force_login(user)
    client.post("/my/notices/read/")
    assert not Notice.objects.own(user).unread().exists()
    assert list(Notice.objects.unread()) == [other]


def test_each_receiver_is_told_in_their_own_language(chinese):
    worker, foreman, visitor = make.user(), make.user(language="en"), make.user(language="fr")
    with translation.override("en"):
        notify(
            [worker, None, foreman, visitor], gettext_lazy("Referral %(number)s waits for your reply."), number="ZB1"
        )
    told = {notice.to: notice.text for notice in Notice.objects.select_related("to")}
    assert told[foreman] == "Referral ZB1 waits for your reply."
    assert told[worker] == told[visitor] == "转办单 ZB1 请您答复。"
    assert Notice.objects.count() == 3


def test_what_a_notice_says_of_something_is_in_that_language_too(chinese):
    text = gettext_lazy("Your request has been accepted: %(field)s.")
    foreman = make.user(language="en")
    notify(foreman, text, field=gettext_lazy("phone"))
    notify([foreman], text, own_values=lambda account: {"field": f"{gettext('phone')} {account.pk}"})
    later, first = Notice.objects.values_list("text", flat=True)
    assert first == "Your request has been accepted: phone."
    assert later == f"Your request has been accepted: phone {foreman.pk}."


def test_a_text_without_parameters_may_contain_a_percent_sign(user):
    assert notify(user, "50 %")[0].text == "50 %"


def test_what_is_too_long_for_a_notice_is_cut(user):
    [notice] = notify(user, "字" * 301)
    notice.refresh_from_db()
    assert len(notice.text) == 300


def test_a_notice_to_nobody_is_not_created():
    assert notify(None, "嗯") == notify([], "嗯") == []
