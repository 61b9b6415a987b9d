"""Each app names its permissions in one enum, and no permission is written as a string elsewhere."""

import ast
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission

from consultation.permissions import ConsultationPermission
from members.permissions import MembersPermission
from office.permissions import OfficePermission
from welfare.permissions import WelfarePermission

ENUMS = {
    "members": MembersPermission,
    "welfare": WelfarePermission,
    "consultation": ConsultationPermission,
    "office": OfficePermission,
}


def sources(*folders, suffix):
    """Return the texts of the files in these folders by path, without the enums themselves and migrations."""
    files = [path for folder in folders for path in (settings.BASE_DIR / folder).rglob(f"*{suffix}")]
    return {
        path.relative_to(settings.BASE_DIR): path.read_text()
        for path in files
        if path.name != "permissions.py" and path.parent.name != "migrations"
    }


def programs():
    return sources(*ENUMS, "union_portal", "demo", "benchmarks", suffix=".py")


@pytest.fixture
def known(db):
    """The permissions that the database has of the portal's own apps."""
    rows = Permission.objects.filter(content_type__app_label__in=ENUMS)
    return {f"{app}.{codename}" for app, codename in rows.values_list("content_type__app_label", "codename")}


@pytest.mark.parametrize("app", ENUMS)
def test_each_permission_of_an_enum_is_in_the_database(app, known):
    assert {one.value for one in ENUMS[app]} <= known
    assert all(one.value == f"{app}.{one.name.lower()}" for one in ENUMS[app])


@pytest.mark.parametrize("app", ENUMS)
def test_each_permission_that_a_model_adds_is_in_the_enum(app, known):
    added = {f"{app}.{code}" for model in apps.get_app_config(app).get_models() for code, _ in model._meta.permissions}
    assert added <= known
    assert added <= {one.value for one in ENUMS[app]}


@pytest.mark.parametrize("app", ENUMS)
def test_each_permission_of_an_enum_is_used(app):
    text = "\n".join(programs().values())
    name = ENUMS[app].__name__
    assert [one.name for one in ENUMS[app] if not re.search(rf"\b{name}\.{one.name}\b", text)] == []


def test_no_permission_is_written_as_a_string(known):
    literal = [
        f"{name}:{node.lineno} {node.value}"
        for name, text in programs().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in known
    ]
    assert literal == []
    named = re.compile(r"[\"'](" + "|".join(map(re.escape, known)) + r")[\"']")
    assert [name for name, text in sources("templates", suffix=".html").items() if named.search(text)] == []
