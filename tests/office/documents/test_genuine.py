"""The page behind the QR code says whether a document is genuine, and nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from office.documents import actions, authenticity, views
from office.documents.models import IssuedDocument
from office.rate_limits import Limit
from tests import factories as make
from tests.office.documents.kinds import NAME

MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.fixture
def issued(kind, unit):
    """A document and the path in its QR code."""
    paths = []

    def address(path):
        paths.append(path)
        return f"https://portal.example{path}"

    values = {"member.name": "欧阳娜娜"}
    document = actions.issue_document(
        NAME, unit, values, by=make.user(name="经办人甲"), address=address, subject="欧阳娜娜"
    )
    return document, paths[0]


def test_a_genuine_document_is_told_with_its_day_and_nothing_of_what_it_says(client, issued):
    document, path = issued
    answer = client.get(path)
    page = answer.content.decode()
    assert f"Genuine, issued on {timezone.localdate(document.issued_at)}" in page
    for told in ("欧阳娜娜", document.full_number, document.unit.name, "经办人甲", "测试证明"):
        assert told not in page
    assert "no-store" in answer["Cache-Control"]


def test_a_void_document_is_told_with_the_day_but_not_with_the_reason(client, issued):
    document, path = issued
    actions.void_document(document, by=make.user(), reason="写错名字")
    page = client.get(path).content.decode()
    assert "Void since" in page and "写错名字" not in page and "Genuine" not in page


def test_a_wrong_signature_and_an_unknown_key_are_answered_alike(client, issued):
    _document, path = issued
    unknown = authenticity.path_of(authenticity.new_key())
    forged = path[:-2] + ("A" if path[-2] != "A" else "B") + "/"
    answers = [client.get(address) for address in (unknown, forged, reverse("office:document_check", args=["x"]))]
    assert {answer.status_code for answer in answers} == {404}
    said = {found for answer in answers for found in MAIN.findall(answer.content.decode())}
    assert len(said) == 1


def test_a_stolen_database_has_no_address_of_a_document(issued):
    _document, path = issued
    key = path.strip("/").split("/")[-1].split("~")[0]
    assert key not in str(IssuedDocument.objects.values())


def test_too_many_tries_from_one_network_wait(client, issued, monkeypatch):
    monkeypatch.setattr(views, "LOOKS", Limit("document_check_test", seconds=60, most=2))
    _document, path = issued
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
