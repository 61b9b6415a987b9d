"""Income, health and family of a hardship file stand nowhere in clear: every text of the database, logs and files."""

import logging
from datetime import date

import pytest

from members.approvals.models import ApprovalRound
from tests import factories as make
from tests.clear_texts import clear_texts
from welfare.hardship import actions
from welfare.hardship.choices import Leaving
from welfare.hardship.models.files import HardshipFile

pytestmark = pytest.mark.django_db

SECRETS = (
    "尿毒症",
    "孙玉梅",
    "340802197001011234",
    "湖心路8号",
    "请补交孙玉梅的收入证明",
    "6000.00",
    "3125.07",
    "收入证明、医疗费发票",
)


def test_income_health_and_family_are_nowhere_in_clear(client, stored_files, caplog):
    caplog.set_level(logging.DEBUG)
    union = make.unit("东河油田工会")
    member = make.worker(union, name="赵敏")
    account = make.account(member)
    officer = make.officer(union, "welfare_officer")
    make.local_figure(union)
    file = make.hardship_draft(member)
    actions.save_draft(
        file, make.hardship_content(month_income="3125.07"), [make.scan("诊断.txt", "尿毒症".encode())], by=account
    )
    actions.submit_file(file, by=account)
    actions.return_file(file, by=officer, words="请补交孙玉梅的收入证明")
    actions.submit_file(file, by=account)
    client.force_login(officer)
    shown = client.post(f"/hardship/{file.pk}/reveal/", {"reason": "审核申请"})
    assert "尿毒症" in shown.content.decode() and "孙玉梅" in shown.content.decode()
    sent = {
        "income": "3125.07",
        "outlay": "6000.00",
        "paid_back": "0",
        "people": "2",
        "loss": "0",
        "compensated": "0",
        "starts_on": "2026-09-01",
        "documents": "收入证明、医疗费发票",
    }
    assert client.post(f"/hardship/{file.pk}/assess/", sent).status_code == 302
    assert client.post(f"/hardship/{file.pk}/assess/", {**sent, "people": ""}).status_code == 422
    while ApprovalRound.objects.open().exists():
        actions.approve_assessment(file.assessments.get(), by=make.approver(union))
    assert client.post(f"/hardship/{file.pk}/print/", {"format": "word", "reason": "归档"}).status_code == 200
    file = HardshipFile.objects.get()
    assert file.level == "deep"
    actions.end_file(file, on=date(2026, 12, 1), why=Leaving.OWN_WISH, words="孙玉梅已就业", by=officer)
    assert clear_texts(SECRETS) == []
    assert not [secret for secret in SECRETS if secret in caplog.text]
    stored = [path.read_bytes() for path in stored_files.rglob("*") if path.is_file()]
    assert stored and not [secret for secret in SECRETS if any(secret.encode() in content for content in stored)]
