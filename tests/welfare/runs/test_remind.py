"""Those who have not signed are reminded: at most once a day, in their language, chunk by chunk."""

from functools import partial

import pytest
import time_machine
from django.utils.translation import get_language

from office.errors import NotAllowed
from office.models import AuditEvent, Notice
from tests import factories as make
from tests.concurrency import at_once, refusals
from welfare.handing_out.actions import receive_grant
from welfare.runs.actions import announcing, review
from welfare.runs.models.announcements import Announcement, Reminded

pytestmark = pytest.mark.django_db
DAY = "2026-10-01T08:00:00Z"


@pytest.fixture
def union():
    return make.unit(kind="union")


@pytest.fixture
def run(union):
    for number in range(5):
        make.worker(union, name=f"会员{number}")
    make.member(union)
    made = make.issued_run(union)
    Announcement.objects.all().delete()
    return made


def remind(run, day=DAY):
    with time_machine.travel(day, tick=False):
        noted = announcing.remind_run(run, by=make.user())
        announcing.write_all_notices()
    noted.refresh_from_db()
    return noted


def test_all_who_have_not_signed_and_have_an_account_are_reminded(run):
    first = run.grants.get(member__name="会员0")
    receive_grant(first, by=first.member.user)
    noted = remind(run)
    assert (noted.told, noted.done_at is not None) == (4, True)
    told = Notice.objects.filter(text__contains="Office 1")
    assert set(told.values_list("to__member__name", flat=True)) == {f"会员{number}" for number in (1, 2, 3, 4)}
    event = AuditEvent.objects.get(verb="run.remind")
    assert event.changes == {"not_received": 5}


def test_each_is_reminded_in_the_own_language(run, monkeypatch):
    # Tests have no catalogue, in which the texts would differ.
    monkeypatch.setattr(announcing, "_message", lambda _run, _kind: f"{get_language()}: %(details)s")
    account = run.grants.get(member__name="会员1").member.user
    account.language = "en"
    account.save()
    remind(run)
    assert Notice.objects.get(to=account).text.startswith("en: rice 5 kg")
    assert {text[:9] for text in Notice.objects.exclude(to=account).values_list("text", flat=True)} == {"zh-hans: "}


def test_a_list_is_reminded_once_a_day(run):
    remind(run)
    with pytest.raises(NotAllowed, match="today already"):
        remind(run)
    assert Notice.objects.count() == 5
    assert remind(run, "2026-10-02T08:00:00Z").told == 5


def test_a_person_on_two_lists_is_reminded_once_a_day(run, union):
    later = make.issued_run(union, festival="national", name="国庆")
    Announcement.objects.all().delete()
    assert [remind(run).told, remind(later).told] == [5, 0]
    assert Reminded.objects.count() == 5


def test_a_large_list_is_gone_through_in_chunks(run, monkeypatch):
    monkeypatch.setattr(announcing, "CHUNK", 2)
    assert remind(run).told == 5
    assert len(set(Notice.objects.values_list("to", flat=True))) == Notice.objects.count() == 5


def test_nobody_is_reminded_once_the_run_is_closed(run):
    with time_machine.travel(DAY, tick=False):
        noted = announcing.remind_run(run, by=make.user())
        review.close_run(run, by=make.user(), reason="x")
        announcing.write_all_notices()
    noted.refresh_from_db()
    assert (noted.told, noted.done_at is not None) == (0, True)


def test_where_all_have_signed_there_is_nobody_to_remind(run):
    make.signing(run)
    with pytest.raises(NotAllowed, match="have received"):
        remind(run)


def test_the_page_offers_to_remind_and_ending_stands_in_a_menu_with_the_number(run, union, client):
    client.force_login(make.officer(union))
    page = client.get(run.get_absolute_url())
    assert (page.context["primary"], page.context["not_received"]) == ("remind", 6)
    close = client.get(f"{run.get_absolute_url()}close/").content.decode()
    assert "6" in page.content.decode() and "6 members have not collected" in close
    assert "btn-primary" not in close.split("<main")[1].split("</main>")[0]
    assert client.post(f"{run.get_absolute_url()}remind/").status_code == 302
    assert client.get(run.get_absolute_url()).context["primary"] == "sign"


def test_collection_is_shown_by_unit(run, union, client):
    branch = make.unit(parent=union)
    make.member(branch)
    later = make.issued_run(union, festival="national", name="国庆")
    make.signing_of(later.grants.filter(unit=branch))
    client.force_login(make.officer(union))
    rows = client.get(f"{later.get_absolute_url()}collected/").context["branches"]
    assert [(row.unit, row.heads, row.received) for row in rows] == [(union, 6, 0), (branch, 1, 1)]


@pytest.mark.django_db(transaction=True)
def test_three_taps_and_two_workers_remind_once(run):
    acts = [partial(announcing.remind_run, run, by=make.user()) for _tap in range(3)]
    assert len(refusals(at_once(*acts))) == 2
    at_once(announcing.write_all_notices, announcing.write_all_notices)
    announcing.write_all_notices()
    assert Notice.objects.count() == 5
