"""What import-linter can't check: registries are complete, and private names stay in their module."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

APPS = ("members", "welfare", "consultation")
PACKAGES = ("office", *APPS, "demo", "benchmarks", "union_portal")


def imported_modules(source: str) -> set[str]:
    """Return the modules that a file imports by `import`."""
    nodes = ast.walk(ast.parse(source))
    return {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}


@pytest.mark.parametrize("app", APPS)
@pytest.mark.parametrize("kind", ["models", "admin", "tasks"])
def test_a_registry_imports_each_room_that_has_such_a_module(app, kind):
    root = Path(settings.BASE_DIR, app)
    files = [*root.glob(f"*/{kind}.py"), *root.glob(f"*/{kind}/*.py")]
    rooms = {".".join(file.relative_to(root.parent).with_suffix("").parts) for file in files if file.stem != "__init__"}
    registry = root / f"{kind}.py"
    assert rooms == (imported_modules(registry.read_text()) if registry.exists() else set())


@pytest.mark.parametrize("app", APPS)
def test_the_addresses_of_each_room_are_included(app):
    root = Path(settings.BASE_DIR, app)
    rooms = {f"{app}.{file.parent.name}.urls" for file in root.glob("*/urls.py")}
    included = {
        node.value for node in ast.walk(ast.parse((root / "urls.py").read_text())) if isinstance(node, ast.Constant)
    }
    assert rooms == {text for text in included if isinstance(text, str) and text.endswith(".urls")}


def test_no_file_imports_a_private_name_of_another():
    found = []
    for package in PACKAGES:
        for file in Path(settings.BASE_DIR, package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in PACKAGES:
                    found += [f"{file}: {a.name}" for a in node.names if a.name.startswith("_") and a.name != "_"]
    assert found == []
