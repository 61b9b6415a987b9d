import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from office.models import Notice
from office.notices import KINDS, notify
from tests import factories as make
from tests.permissions import walk

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
    assert client.post(f"/my/notices/{notice.pk}/").url == "/notices/"


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


def bell_of(client, address="/my/questions/"):
    return str(client.get(address).context["unread_notices"])


def test_the_bell_on_every_page_counts_my_unread_notices_and_no_others(client, user):
    [first, _second] = notify(user, "一") + notify(user, "二")
    notify([make.user(), make.user()], "别人的")
    client.force_login(user)
    assert bell_of(client) == "2"
    assert '<span class="bell-count">2' in client.get("/my/questions/").content.decode()
    client.post(f"/my/notices/{first.pk}/")
    assert bell_of(client) == "1"
    client.post("/my/notices/read/")
    assert bell_of(client) == ""
    assert "bell-count" not in client.get("/my/questions/").content.decode()


def test_officers_have_the_bell_on_their_desk_and_the_list_in_the_frame_of_the_desk(client):
    officer = make.officer(make.unit(kind="union"), post="chair")
    notify(officer, "请您审批", "/welfare/runs/7/")
    client.force_login(officer)
    assert '<span class="bell-count">1' in client.get("/desk/").content.decode()
    page = client.get("/notices/").content.decode()
    assert "请您审批" in page and 'class="sidebar"' in page


def test_a_hundred_unread_notices_are_shown_as_more_than_99(client, user):
    notify([user] * 100, "嗯")
    client.force_login(user)
    assert bell_of(client) == "99+"


def test_the_bell_costs_one_query_that_reads_the_index_of_unread_notices(client, user):
    Notice.objects.bulk_create([Notice(to=user, text="嗯", read_at="2026-10-01T00:00Z")] * 3000)
    notify([user] * 5, "嗯")
    with connection.cursor() as cursor:
        cursor.execute("SELECT office_analyze('office_notice')")
    client.force_login(user)
    client.get("/my/questions/")
    with CaptureQueriesContext(connection) as queries:
        assert bell_of(client) == "5"
    [counting] = [query["sql"] for query in queries if "office_notice" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {counting}")
        assert "office_notice_unread" in str(cursor.fetchall())


def test_a_visitor_has_no_bell_and_no_query_for_it(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert 'class="switch bell"' not in client.get("/").content.decode()


def test_notices_are_filtered_by_unread_and_by_kind_in_the_address(client, user):
    [benefit] = notify(user, "请领取", "/my/benefits/")
    [answer] = notify(user, "已答复", "/my/questions/Q-1/")
    [read] = notify(user, "已答复过", "/my/questions/Q-2/")
    Notice.objects.filter(pk=read.pk).update(read_at="2026-10-01T00:00Z")
    client.force_login(user)

    def shown(query):
        return [notice.pk for notice in client.get(f"/notices/?{query}").context["page"]]

    assert shown("") == [read.pk, answer.pk, benefit.pk]
    assert shown("unread=1") == [answer.pk, benefit.pk]
    assert shown("kind=questions") == [read.pk, answer.pk]
    assert shown("kind=questions&unread=1") == [answer.pk]
    assert shown("kind=rights") == []
    assert shown("kind=nothing%00") == [read.pk, answer.pk, benefit.pk]


def test_every_kind_of_notices_names_addresses_that_there_are():
    addresses = [pattern for _name, pattern, _view in walk.routes()]
    for kind in KINDS.values():
        for path in kind.paths:
            assert any(address.lstrip("^/").startswith(path) for address in addresses), path


def test_a_notice_is_marked_read_without_leaving_the_list(client, user):
    [notice] = notify(user, "有答复", "/my/questions/")
    client.force_login(user)
    sent = {"stay": "1", "list": "unread=1&kind=questions&next=https://evil.example/"}
    assert client.post(f"/my/notices/{notice.pk}/", sent).url == "/notices/?unread=1&kind=questions"
    notice.refresh_from_db()
    assert notice.read_at


def test_all_of_one_kind_are_marked_read_and_the_others_stay_unread(client, user):
    notify(user, "请领取", "/my/benefits/")
    [answer] = notify(user, "已答复", "/my/questions/Q-1/")
    client.force_login(user)
    assert client.post("/my/notices/read/", {"list": "kind=benefits"}).url == "/notices/?kind=benefits"
    assert list(Notice.objects.unread()) == [answer]


def test_what_came_after_the_list_was_shown_stays_unread_when_all_are_marked(client, user):
    notify(user, "一")
    client.force_login(user)
    page = client.get("/notices/")
    [later] = notify(user, "刚到")
    client.post("/my/notices/read/", {"newest": page.context["newest"]})
    assert list(Notice.objects.unread()) == [later]


@pytest.mark.parametrize("newest", ["", "x", "９", "9" * 40, "-1"])
def test_an_odd_newest_marks_all(client, user, newest):
    notify(user, "一")
    client.force_login(user)
    client.post("/my/notices/read/", {"newest": newest})
    assert not Notice.objects.unread().exists()


def test_a_notice_is_read_once_its_page_is_opened_by_another_way(client, user):
    notify(user, "答复了您的问题", "/my/questions/")
    notify(user, "别处", "/my/benefits/")
    client.force_login(user)
    client.get("/my/membership/")
    assert Notice.objects.unread().count() == 2
    assert bell_of(client, "/my/questions/") == "1"
    assert [notice.text for notice in Notice.objects.unread()] == ["别处"]


def test_a_notice_whose_page_is_refused_stays_unread(client, user):
    notify(user, "您的案件", "/my/grievances/404/")
    client.force_login(user)
    assert client.get("/my/grievances/404/").status_code == 404
    assert Notice.objects.unread().count() == 1
