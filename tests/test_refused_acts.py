"""Views, APIs and admins of the rooms leave refusals to office.refusals or the API's error handler."""

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from office.errors import NotAllowed
from office.sheets.containers import UnreadableWorkbook
from tests import rooms

EDGES = [module for kind in ("views", "forms", "api", "admin") for module in rooms.modules(kind)]


def refusals_caught(module: ModuleType, source: str) -> Iterator[str]:
    """Yield the places in `source` that catch a refusal, under whatever name `module` knows it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            names = [one for one in ast.walk(node.type or ast.Name("Exception")) if isinstance(one, ast.Name)]
            kinds = [vars(module).get(name.id, getattr(builtins, name.id, None)) for name in names]
            if any(isinstance(kind, type) and (issubclass(kind, NotAllowed) or kind is Exception) for kind in kinds):
                yield f"{module.__name__}:{node.lineno}"


def test_no_view_form_api_or_admin_catches_a_refusal():
    assert len(EDGES) > 80
    assert [
        line
        for module in EDGES
        for line in refusals_caught(module, Path(str(module.__file__)).read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("kinds", ["NotAllowed", "(OSError, NotAllowed)", "UnreadableWorkbook", "Exception"])
def test_a_caught_refusal_is_found(kinds):
    module = ModuleType("somewhere")
    vars(module).update(NotAllowed=NotAllowed, UnreadableWorkbook=UnreadableWorkbook)
    source = f"try:\n    act()\nexcept {kinds} as why:\n    pass\n"
    assert list(refusals_caught(module, source)) == ["somewhere:3"]
    assert not list(refusals_caught(module, source.replace(kinds, "OSError")))
