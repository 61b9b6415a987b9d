"""Violated constraints are told as sentences, by constraint name; every name that is read exists."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection

from members.duplicates.actions.two_records import UNMOVABLE
from members.personal_file.actions.corrections import CONFLICTS
from members.register.models.closed_units import CONSTRAINT
from members.units.models.units import Unit
from office.constraints import constraint_of, refused_by
from office.errors import NotAllowed
from tests import factories as make

pytestmark = pytest.mark.django_db
CODE = "members_unit_code_key"


def constraint_names_read() -> Iterator[str]:
    """Yield every name in a mapping that is passed to refused_by, directly or by a variable."""
    for app in ("office", "members", "welfare", "consultation"):
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            set_to = {ast.unparse(node.targets[0]): node.value for node in nodes if isinstance(node, ast.Assign)}
            for node in nodes:
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "refused_by":
                    given = set_to.get(ast.unparse(node.args[0]), node.args[0])
                    if isinstance(given, ast.Dict):
                        yield from (str(key.value) for key in given.keys if isinstance(key, ast.Constant))


def test_every_constraint_that_is_read_by_name_is_there():
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT string_agg(prosrc, ' ') FROM pg_proc WHERE proname LIKE 'pgtrigger%%'")
        raised = cursor.fetchone()[0]
    read = {*constraint_names_read(), *CONFLICTS, *UNMOVABLE, CONSTRAINT}
    assert len(read) > 20
    assert {name for name in read if name not in there and f"CONSTRAINT = '{name}'" not in raised} == set()


def store_code_twice() -> None:
    """Update a unit to the code of another one."""
    code = make.unit().code
    Unit.objects.filter(pk=make.unit().pk).update(code=code)


def test_a_violation_is_told_by_its_constraint_name_and_rolled_back():
    with pytest.raises(NotAllowed, match="This code is taken") as refused, refused_by({CODE: "This code is taken."}):
        store_code_twice()
    assert (refused.value.code, refused.value.field) == (CODE, "")
    assert not Unit.objects.exists()


def test_a_violation_names_its_field_and_an_unknown_one_gets_a_general_text_or_is_raised():
    with pytest.raises(NotAllowed) as refused, refused_by({CODE: "Taken."}, fields={CODE: "code"}):
        store_code_twice()
    assert refused.value.field == "code"
    with pytest.raises(NotAllowed, match="Try again"), refused_by({}, otherwise="Try again."):
        store_code_twice()
    with pytest.raises(IntegrityError) as violated, refused_by({"another_name": "Taken."}):
        store_code_twice()
    assert constraint_of(violated.value) == CODE


def test_an_error_without_a_constraint_has_no_name():
    assert constraint_of(IntegrityError("made up")) == ""
