"""Addresses and their names are literals in the urls.py of their room, so that a search finds them."""

import ast
from pathlib import Path

from django.conf import settings

APPS = ("office", "members", "welfare", "consultation", "union_portal")


def test_every_address_and_its_name_is_a_literal():
    paths, computed = 0, []
    for app in APPS:
        for file in Path(settings.BASE_DIR, app).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if not (isinstance(node, ast.Call) and ast.unparse(node.func) in ("path", "re_path")):
                    continue
                paths += 1
                parts = [node.args[0], *(word.value for word in node.keywords if word.arg == "name")]
                if not all(isinstance(part, ast.Constant) for part in parts):
                    computed.append(f"{file.relative_to(settings.BASE_DIR)}:{node.lineno}")
    assert paths > 100
    assert computed == []
