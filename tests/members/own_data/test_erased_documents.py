"""Of documents about somebody who is erased, number, hash and what the QR code says stay; name and content go."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from members.dues.actions.payments import pay_charge
from members.dues.models.charges import DuesCharge
from members.dues.receipts import issue_receipt
from members.membership.documents import issue_letter
from members.membership.models.changes import MembershipChange
from members.own_data.actions import erasures
from office.documents.models import IssuedDocument
from tests import factories as make
from tests.pdf_text import text_of
from tests.people import log_in

pytestmark = pytest.mark.django_db
KEPT = ("number", "year", "file_hash", "key_hash", "issued_at", "voided_at")


@pytest.fixture
def paths():
    return []


@pytest.fixture
def address(paths):
    def whole(path):
        paths.append(path)
        return f"https://portal.example{path}"

    return whole


@pytest.fixture
def erasure(union):
    return make.erasure(union, name="欧阳离会")


@pytest.fixture
def documents(union, erasure, address):
    """A receipt of dues and the letter of a transfer; about the member to be erased."""
    member, keeper = erasure.member, make.officer(union, post="finance_officer")
    charge = DuesCharge.objects.create(
        member=member, unit=union, month=date(2015, 8, 1), basis=5000, rate="0.005", step="0.01", amount=25, state="due"
    )
    pay_charge(charge, charge.amount, paid_on=date(2015, 8, 5), paid_by="cash", by=keeper)
    change = MembershipChange.objects.create(
        member=member,
        kind="transfer",
        from_unit=union,
        to_unit=make.unit("外分会", parent=union),
        effective_on=date(2015, 9, 1),
        reason="调动",
        state="cancelled",
    )
    return [
        issue_receipt(charge.payments.get(), by=keeper, address=address),
        issue_letter(change, by=keeper, address=address),
    ]


def test_name_and_content_go_and_number_hash_and_genuineness_stay(client, union, chair, documents, erasure, paths):
    other = make.paid_charge(make.member(union, name="留会"), by=chair).payments.get()
    kept = issue_receipt(other, by=chair, address=str)
    before = list(IssuedDocument.objects.order_by("pk").values(*KEPT))
    erasures.carry_out_erasure(erasure, by=chair)
    assert list(IssuedDocument.objects.order_by("pk").values(*KEPT)) == before
    log_in(client, union, "chair")
    for document, path in zip(documents, paths, strict=True):
        document.refresh_from_db()
        assert (document.subject, document.snapshot.token, document.is_erased) == ("***", "", True)
        assert "Genuine" in client.get(path).content.decode()
        page = client.get(document.get_absolute_url()).content.decode()
        assert "is erased" in page and document.file_hash in page
        told = text_of(client.get(reverse("members:document_file", args=[document.pk])).content)
        assert "欧阳" not in told and document.full_number in told.replace(" ", "")
        assert client.get(reverse("members:document_word_file", args=[document.pk])).status_code == 200
    kept.refresh_from_db()
    assert kept.subject == "留会" and not kept.is_erased


def test_nobody_empties_a_document_without_erasing_or_fills_an_emptied_one(chair, documents, erasure):
    rows = IssuedDocument.objects.filter(pk=documents[0].pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(subject="***", snapshot="")
    erasures.carry_out_erasure(erasure, by=chair)
    for changes in ({"snapshot": "{}"}, {"subject": "张三"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**changes)
    call_command("rotate_keys", verbosity=0)
    assert rows.get().is_erased
