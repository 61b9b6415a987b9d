"""The accounts of the demonstration union: one for each post, and a worker without one."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from office.types import Message

PASSWORD = "gonghui-2026"


class Account(NamedTuple):
    username: str
    title: Message
    name: str
    post: str
    """Code of the post held, "" for none."""
    place: str
    """Code of the unit where the post is held and where the person is a member; "" for one who is no member."""


ACCOUNTS = [
    Account("worker", _("Worker"), "孟小静", "", "DH0101"),
    Account("welfare", _("Welfare officer"), "夏远", "welfare_officer", "DH"),
    Account("chair", _("Chair"), "郑国强", "chair", "DH"),
    Account("finance", _("Finance officer"), "崔桂琳", "finance_officer", "DH"),
    Account("branch", _("Branch chair"), "马磊", "branch_chair", "DH01"),
    Account("leader", _("Group leader"), "姚鹏", "group_leader", "DH0101"),
    Account("desk", _("Desk counsellor"), "蔡辉", "desk_counsellor", "DH"),
    Account("rights", _("Rights officer"), "雷霞", "rights_officer", "DH"),
    Account("department", _("Department liaison"), "余丽", "department_liaison", "DH06"),
    Account("auditor", _("Auditor"), "罗艳", "auditor", "DH"),
    Account("admin", _("Administrator"), "管理员", "", ""),
]
