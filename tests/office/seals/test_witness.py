import pytest
import time_machine
from django.core import mail

from office import audit
from office.models import Notice
from office.seals import witness
from office.seals.models import Seal, WitnessMail
from office.seals.sealing import seal_events
from office.seals.tasks import seal_audit_log
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.AUDIT_WITNESS_EMAIL = ["witness@example.cn"]


def test_the_last_root_is_mailed_once_a_day_in_chinese(chinese):
    with time_machine.travel("2026-03-01 09:00+08:00", tick=False):
        audit.record("test.it", by=None, label="夏远")
        seal_audit_log()
        seal_audit_log()
    seal = Seal.objects.get()
    [sent] = mail.outbox
    assert sent.to == ["witness@example.cn"]
    assert sent.subject == f"操作日志第 1 号封存（{seal.day}）"
    assert seal.root_hex in sent.body and "请保存此邮件" in sent.body
    assert "夏远" not in sent.body
    with time_machine.travel("2026-03-02 09:00+08:00", tick=False):
        seal_audit_log()
    assert len(mail.outbox) == 2
    assert [one.seal_number for one in WitnessMail.objects.all()] == [1, 1]


def test_a_mail_that_fails_is_told_and_tried_again(settings, monkeypatch):
    def fail(*args, **options):
        raise ConnectionRefusedError("no mail server")

    administrator = make.superuser()
    audit.record("test.it", by=None)
    seal_events()
    with monkeypatch.context() as patched:
        patched.setattr(witness.EmailMessage, "send", fail)
        witness.mail_root()
        witness.mail_root()
    failed = witness.last_failure()
    assert failed
    assert (failed.tries, failed.failure) == (2, "ConnectionRefusedError: no mail server")
    [notice] = Notice.objects.filter(to=administrator)
    assert (notice.url, "could not be mailed" in notice.text) == ("/audit/seals/", True)
    seal_audit_log()
    assert len(mail.outbox) == 1
    assert witness.last_failure() is None
    assert WitnessMail.objects.get().sent_at is not None


def test_without_an_address_or_a_seal_nothing_is_mailed(settings):
    assert witness.mail_root() is None
    audit.record("test.it", by=None)
    seal_events()
    settings.AUDIT_WITNESS_EMAIL = []
    assert witness.mail_root() is None
    assert mail.outbox == []
