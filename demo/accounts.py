"""The accounts of the demonstration: one for each post, and a plain worker."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "gonghui-2026"


class Account(NamedTuple):
    username: str
    title: str | Promise
    name: str
    post: str
    """Code of the post held, "" for none."""
    place: str
    """Code of the unit where the post is held and the person is a member; "" for who is no member."""


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
