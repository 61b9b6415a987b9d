from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from office import audit
from office.models import AuditEvent
from office.seals.models import Seal, WitnessMail
from office.seals.sealing import seal_events
from office.seals.verifying import verify
from office.templatetags.portal import day
from tests import factories as make
from tests.office.seals.conftest import as_superuser
from tests.people import log_in
from tests.workbooks import rows_of

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/audit/seals/"


@pytest.fixture
def auditor(client, union):
    return log_in(client, union, "auditor")


@pytest.fixture
def seals(union):
    for _number in range(3):
        audit.record("test.it", by=None)
        seal_events()
    return list(Seal.objects.order_by("-number"))


def test_an_auditor_sees_the_seals_newest_first_and_exports_them(client, auditor, seals):
    page = client.get(ADDRESS)
    assert [seal.number for seal in page.context["page"]] == [3, 2, 1]
    assert seals[0].root_hex in page.content.decode()
    rows = rows_of(client.get(f"{ADDRESS}export/"))
    assert [row[2] for row in rows[1:]] == [seal.root_hex for seal in seals]
    assert AuditEvent.objects.get(verb="audit.export_seals").actor == auditor


def test_the_pages_of_many_seals_are_cut_by_key(client, auditor, seals):
    for _number in range(60):
        audit.record("test.it", by=None)
        seal_events()
    page = client.get(ADDRESS).context["page"]
    following = client.get(ADDRESS, {"cursor": page.next}).context["page"]
    assert [seal.number for seal in page] + [seal.number for seal in following] == list(range(63, 0, -1))


def test_without_seals_the_page_says_when_there_will_be_some(client, auditor):
    shown = client.get(ADDRESS).content.decode()
    assert "No seals yet" in shown and "every five minutes" in shown and "has not been checked yet" in shown


def test_the_page_says_until_when_all_was_checked(client, auditor, seals):
    verify()
    assert "up to seal 3 of" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        ("DELETE FROM office_auditevent WHERE id = %s", "was removed after it was sealed (seal 1)."),
        ("UPDATE office_auditevent SET reason = 'x' WHERE id = %s", "was changed after it was sealed (seal 1)."),
    ],
)
def test_the_page_names_what_was_changed_or_removed(client, auditor, seals, attack, says):
    key = AuditEvent.objects.filter(verb="test.it").earliest("pk").pk
    as_superuser(attack, [key])
    verify()
    shown = client.get(ADDRESS).content.decode()
    assert "found 1 fault" in shown and f"Event {key} {says}" in shown


def test_the_page_names_what_was_inserted(client, auditor, seals):
    forged = AuditEvent.objects.create(verb="test.forged", at=timezone.now() - timedelta(days=30))
    verify()
    assert f"Event {forged.pk} was inserted later" in client.get(ADDRESS).content.decode()


def test_a_mail_that_could_not_be_sent_is_shown(client, auditor, seals):
    WitnessMail.objects.create(day=timezone.localdate(), tries=3, failure="ConnectionRefusedError: no mail server")
    shown = client.get(ADDRESS).content.decode()
    assert "(tries: 3)" in shown and "no mail server" in shown


@pytest.mark.parametrize(
    ("page", "printed"),
    [
        ("members:audit_list", "members:audit_export"),
        ("members:seal_list", "members:seal_export"),
        ("welfare:run_list", "welfare:run_list_export"),
        ("welfare:grant_list", "welfare:grant_export"),
        ("welfare:budget_list", "welfare:budget_export"),
    ],
)
def test_prints_that_auditors_take_hold_the_last_root_as_text_and_qr_code(client, superuser, seals, page, printed):
    whole = client.get(reverse(printed), {"format": "print"})
    for shown in (client.get(reverse(page)).content, b"".join(whole.streaming_content)):
        text = shown.decode()
        assert f"Audit log: seal 3 of {day(seals[0].day)}" in text
        assert seals[0].root_start in text and 'class="qr"' in text


def test_the_roster_and_the_sign_off_sheet_of_a_run_hold_the_last_root(client, superuser, union, seals):
    make.member(union)
    run = make.issued_run(union)
    for name in ("welfare:run_roster", "welfare:run_sheet"):
        assert seals[0].root_start in client.get(reverse(name, args=[run.pk])).content.decode()


def test_the_qr_code_holds_number_day_and_whole_root(seals):
    assert seals[0].qr_text == f"union-portal seal 3 {seals[0].day} {seals[0].root_hex}"


def test_a_welfare_officer_does_not_see_the_seals(client, officer, seals):
    assert client.get(ADDRESS).status_code == 403
