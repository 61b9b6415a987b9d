"""When an anonymous report came in: only the hour is stored, and told when it is over."""

import base64
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from consultation.choices import GrievanceCategory
from consultation.grievances import actions
from consultation.grievances.models import Grievance
from office.models import Attachment, AuditEvent, Notice
from office.seals.sealing import seal_events
from tests import factories as make
from tests.concurrency import at_once, results
from tests.consultation.grievances.test_anonymous_reports import JPEG, send_report
from tests.refused import hidden_fields

pytestmark = pytest.mark.django_db

TO_THE_SECOND = datetime(2026, 3, 2, 10, 23, 45, 678901, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_of_an_anonymous_report_and_its_follow_up_only_the_hour_is_stored_anywhere(client, branch, officer):
    """The attack: look for the second in every column of the database, and in the dates of the files."""
    with time_machine.travel(TO_THE_SECOND, tick=False):
        code = send_report(client, branch, attachments=SimpleUploadedFile("a.jpg", JPEG))
    with time_machine.travel(TO_THE_SECOND.replace(hour=11, minute=0), tick=False):
        actions.accept_grievance(Grievance.objects.get(), by=officer)
    later = TO_THE_SECOND.replace(hour=15)
    with time_machine.travel(later, tick=False):
        more = {"code": code, "text": "补充", "attachments": SimpleUploadedFile("b.jpg", JPEG)}
        assert client.post("/report/follow/write/", more).status_code == 200
    grievance = Grievance.objects.get()
    assert grievance.filed_at == TO_THE_SECOND.replace(minute=0, second=0, microsecond=0)
    assert grievance.entries.get().at == later.replace(minute=0, second=0, microsecond=0)
    first, second = Attachment.objects.order_by("pk")
    for kept in (first, second):
        assert Path(kept.file.path).stat().st_mtime % 3600 == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        told = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t WHERE t::text LIKE %s', ["%:23:45%"])
            told += [(table, row) for (row,) in cursor.fetchall()]
    assert told == []


def test_the_audit_log_and_the_officers_learn_of_a_report_when_its_hour_is_over(client, branch, officer):
    """The attack: rows before and after its own in the audit log tell seconds, accounts and addresses."""
    notices = Notice.objects.filter(to=officer)
    with time_machine.travel(TO_THE_SECOND, tick=False) as clock:
        code = send_report(client, branch)
        client.post("/report/follow/write/", {"code": code, "text": "补充"})
        client.force_login(make.account(make.worker(branch)))
        before = AuditEvent.objects.latest("pk").pk if AuditEvent.objects.exists() else 0
        seal_events()
        assert actions.announce_anonymous() == 0
        grievance = Grievance.objects.get()
        assert not AuditEvent.objects.about(grievance).exists()
        assert not notices.exists()
        clock.move_to(TO_THE_SECOND + timedelta(hours=1))
        assert actions.announce_anonymous() == 2
        assert actions.announce_anonymous() == 0
    events = AuditEvent.objects.about(grievance)
    over = TO_THE_SECOND.replace(hour=11, minute=0, second=0, microsecond=0)
    assert {(event.verb, event.at) for event in events} == {("grievance.file", over), ("grievance.follow_up", over)}
    assert all(event.pk > before for event in events)
    assert {notice.sent_at for notice in notices} == {over}


def test_the_page_of_a_case_says_when_it_was_filed_before_it_is_announced(client, branch, officer):
    with time_machine.travel(TO_THE_SECOND, tick=False):
        send_report(client, branch)
        client.force_login(officer)
        page = client.get(Grievance.objects.get().get_absolute_url()).content.decode()
    assert "2026-03-02 10:00" in page


def test_two_workers_announce_a_report_once(client, branch, transactional_db):
    with time_machine.travel(TO_THE_SECOND, tick=False):
        send_report(client, branch)
    assert sorted(results(at_once(*[actions.announce_anonymous] * 4))) == [0, 0, 0, 1]


def test_no_encrypted_text_in_the_database_tells_the_second_of_a_report(client, branch):
    """The attack: a Fernet token says in clear when it was made."""
    send_report(client, branch, **hidden_fields(client.get("/report/"), "/report/"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tokens = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t WHERE t::text LIKE %s', ["%gAAAA%"])
            tokens += [token for (row,) in cursor.fetchall() for token in re.findall(r"gAAAA[\w-]{60,}", row)]
    assert tokens
    times = {int.from_bytes(base64.urlsafe_b64decode(token[:12])[1:9], "big") for token in tokens}
    assert times == {0}


def test_a_named_grievance_keeps_its_time(reporter):
    with time_machine.travel(TO_THE_SECOND, tick=False):
        story = actions.Story(category=GrievanceCategory.WAGES, facts="拖欠工资")
        assert actions.file_grievance(story, by=reporter).filed_at == TO_THE_SECOND
