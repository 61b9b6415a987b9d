"""Set up the union of a chaos run in the database of the copy, and print what its people need to know, as JSON.

Run in the copy: `python -m chaos.union MEMBERS`.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from members.authority.models import User

PASSWORD = "chaos after lunch"
OFFICERS = {
    "chair": "chair",
    "deputy chair": "chair",
    "welfare officer": "welfare_officer",
    "registrar": "welfare_officer",
    "hr": "welfare_officer",
    "finance officer": "finance_officer",
    "counsellor": "desk_counsellor",
    "second counsellor": "desk_counsellor",
    "rights officer": "rights_officer",
    "auditor": "auditor",
    "group leader": "group_leader",
}
WORKERS = 8
FIRST_WORKER = 5  # B1 to B4 have left, retired or joined too late: benchmarks.generated_register


def set_up(members: int) -> dict[str, object]:
    """Create units, members, accounts, wages and budgets; return the facts of the union by name."""
    from django.db import connection
    from django.utils import timezone

    from benchmarks.generated_register import generate_register
    from members.authority.models import Appointment, Post, User
    from members.register.models.member import Member
    from members.units.models.units import Unit
    from welfare.budgets import ledger

    union = generate_register(members, max(60, members // 500))
    for code in ("HR", "IMPORT"):
        Unit.objects.add_child(Unit.objects.get(pk=union.pk), {"name": code, "code": code, "kind": "branch"})
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO members_duesbasis (member_id, starts_on, wage)"
            " SELECT id, date '2020-01-01', 4000 + id % 50 * 10 FROM members_member"
        )
    year = timezone.localdate().year
    for one in (year, year + 1):
        ledger.appropriate(ledger.open_line(union, year=one, kind="festival"), Decimal(members) * 4000, by=None)
    accounts: dict[str, dict[str, object]] = {}
    for number, (name, post) in enumerate(OFFICERS.items()):
        holder = User.objects.create_user(f"o{number}", password=PASSWORD)
        Appointment.objects.create(
            holder=holder, post=Post.objects.get(code=post), unit=union, starts_on=date(2020, 1, 1)
        )
        accounts[name] = {"username": holder.username, "password": PASSWORD}
    accounts["hr"]["token"] = _token(User.objects.get(username=accounts["hr"]["username"]))
    for number in range(WORKERS):
        member = Member.objects.get(employee_number=f"B{FIRST_WORKER + number}")
        member.user = User.objects.create_user(f"w{number}", password=PASSWORD)
        member.save()
        accounts[f"worker {number}"] = {"username": f"w{number}", "password": PASSWORD}
    accounts["app"] = {"token": _token(User.objects.get(username="w0"))}
    admin = User.objects.create_superuser("root", password=PASSWORD)
    accounts["administrator"] = {"username": admin.username, "password": PASSWORD}
    below = Unit.objects.filter(depth=2, code__startswith="B").order_by("path")
    groups = Unit.objects.filter(depth=3).order_by("path")
    return {
        "accounts": accounts,
        "branches": list(below.values_list("pk", flat=True)),
        "planned_units": list(below.values_list("code", flat=True)),
        "groups": list(groups.values_list("code", flat=True)[:40]),
        "hr_unit": "HR",
        "import_unit": "IMPORT",
    }


def _token(user: "User") -> str:
    """Return a new token of the API, for all its areas."""
    from django.utils import timezone

    from members.accounts.api_tokens import issue_token
    from members.accounts.models import ApiToken
    from members.accounts.rules.tokens import LONGEST_TOKEN, Area

    until = timezone.localdate() + LONGEST_TOKEN
    row = ApiToken(user=user, purpose="chaos", areas=Area.values, may_write=True, expires_on=until)
    return issue_token(row, by=user)


if __name__ == "__main__":
    import os

    import django

    from union_portal import local

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "union_portal.settings")
    with local.services():
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps(set_up(int(sys.argv[1]))))
