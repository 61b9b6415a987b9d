"""Own data in the demonstration union: change requests, consents, announced erasures and a legal hold."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from demo.attachments import scanned
from members.authority.models import User
from members.choices import Purpose
from members.own_data.actions.change_requests import accept_change, correct_own, request_change, return_change
from members.own_data.actions.consents import record_consent
from members.own_data.actions.holds import place_hold
from members.own_data.actions.retention import announce_erasures
from members.own_data.models.change_requests import ChangeRequest
from members.own_data.models.retention import Erasure
from members.register.models.member import Member

ASKERS = 3


def create_requests(today: date) -> None:
    """Create change requests in every state, consents of the worker, and due erasures, one of them on hold."""
    officer, chair = (User.objects.get(username=name) for name in ("welfare", "chair"))
    worker = Member.objects.get(user__username="worker")
    for purpose in (Purpose.HEALTH, Purpose.BANK_CARD):
        record_consent(worker, purpose, given=True, by=_account(worker))
    correct_own(worker, "work_site", "一号联合站", by=_account(worker))
    accept_change(_ask(worker, "politics", "12" if worker.politics != "12" else "13", "登记有误"), by=officer)
    hired_on = worker.hired_on or today
    day = (hired_on - timedelta(days=60)).isoformat()
    return_change(_ask(worker, "hired_on", day, "实习期应计入"), by=officer, reason="请附劳动合同首页。")
    _ask(worker, "bank_card", "6217000010001234567", "换了新卡")
    askers = Member.objects.active().filter(user__questions__isnull=False).exclude(pk=worker.pk).distinct()
    for member in askers.order_by("pk")[:ASKERS]:
        _ask(member, "name", f"{member.name[0]}静怡", "姓名录入有误", "身份证.txt")
    announce_erasures(today)
    for erasure in Erasure.objects.waiting().select_related("member")[:1]:
        place_hold(erasure.member, by=chair, reason="劳动争议仲裁未结，暂不删除")


def _account(member: Member) -> User:
    assert member.user is not None
    return member.user


def _ask(member: Member, field: str, text: str, reason: str, file: str = "") -> ChangeRequest:
    files = scanned(SimpleUploadedFile(file, "证件照片".encode())) if file else []
    return request_change(member, field, text, by=_account(member), reason=reason, files=files)
