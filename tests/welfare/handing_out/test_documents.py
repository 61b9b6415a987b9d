"""Sign-off sheets and receipts of benefits as files: what they say, who gets them, when they become void."""

import pytest
from django.urls import reverse

from office.documents.models import IssuedDocument
from tests import factories as make
from tests.pdf_text import pages_of, text_of
from tests.people import log_in
from tests.queries import queries_of
from welfare.handing_out.actions import receive_grant
from welfare.handing_out.taking_back import cancel_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(union):
    for name in ("一分会", "二分会"):
        unit = make.unit(name, parent=union)
        for number in range(3):
            make.member(unit, name=f"{name}会员{number}")
    make.worker(union, name="领取人")
    return make.issued_run(union)


@pytest.fixture
def grant(run):
    return run.grants.get(member__name="领取人")


def test_each_unit_has_a_sheet_with_its_subtotal_and_the_last_one_the_total(client, run, union):
    log_in(client, union)
    pages = pages_of(client.get(reverse("welfare:run_sheet_file", args=[run.pk])).content)
    assert len(pages) == 3
    assert sorted(page.count("分会会员") for page in pages) == [0, 3, 3]
    assert all("Subtotal" in page and "元整" in page and "Signature" in page for page in pages)
    assert ["Total of 3 sheets, 7 members" in page for page in pages] == [False, False, True]


def test_the_sheets_are_filtered_as_the_page_is_and_none_is_no_file(client, run, union):
    log_in(client, union)
    address = reverse("welfare:run_sheet_file", args=[run.pk])
    assert len(pages_of(client.get(address, {"unit": "一分会"}).content)) == 1
    assert client.get(address, {"received": "yes"}).status_code == 302


def test_a_file_takes_as_many_queries_for_many_units_as_for_few(client, run, union):
    log_in(client, union)
    address = reverse("welfare:run_sheet_file", args=[run.pk])
    queries_of(client, address)
    assert queries_of(client, f"{address}?unit=一分会") == queries_of(client, f"{address}?unit=二分会")


def test_a_receipt_of_a_benefit_is_issued_once_it_is_received(client, grant, union):
    log_in(client, union)
    address = reverse("welfare:grant_receipt_file", args=[grant.pk])
    assert client.get(address).status_code == 302
    assert not IssuedDocument.objects.exists()
    receive_grant(grant, by=grant.member.user)
    first, again = client.get(address), client.get(address)
    assert "领取人" in text_of(first.content) and first.content == again.content
    client.force_login(grant.member.user)
    assert client.get(reverse("welfare:my_receipt_file", args=[grant.pk])).content == first.content


def test_who_only_reads_gets_what_is_issued_and_issues_nothing(client, grant, union):
    receive_grant(grant, by=grant.member.user)
    address = reverse("welfare:grant_receipt_file", args=[grant.pk])
    log_in(client, union, "auditor")
    assert client.get(address).status_code == 302
    assert not IssuedDocument.objects.exists()
    log_in(client, union)
    issued = client.get(address).content
    log_in(client, union, "auditor")
    assert client.get(address).content == issued
    assert IssuedDocument.objects.count() == 1


def test_a_receipt_that_is_taken_back_is_void(client, grant, union):
    receive_grant(grant, by=grant.member.user)
    officer = log_in(client, union)
    client.get(reverse("welfare:grant_receipt_file", args=[grant.pk]))
    cancel_receipt(grant, by=officer, reason="没有领到")
    assert IssuedDocument.objects.get().void_reason == "没有领到"
    receive_grant(grant, by=grant.member.user)
    client.get(reverse("welfare:grant_receipt_file", args=[grant.pk]))
    issued = IssuedDocument.objects.order_by("number")
    assert [(document.number, document.voided_at is not None) for document in issued] == [(1, True), (2, False)]
