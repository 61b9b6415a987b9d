"""Audit verbs are literals where they are recorded, and each is in a table of verbs."""

import ast
from importlib import import_module
from pathlib import Path

from django.conf import settings

from office.audit_verbs import VERB_LABELS

RECORDERS = ("audit.record", "audit.record_each", "export_list")
# `export_list` and a list's `export` pass on what their callers say.
PASS_ON = ("office.exports", "office.lists")
# What a member's timeline tells of the row itself.
SHOWN_ONLY = {"member.create", "member.update"}
# Of acts that there are no more; the log tells of earlier ones.
NO_LONGER_RECORDED = {"cap.adopt"}
# Recorded by functions of the database.
RECORDED_IN_SQL = {"member.erase_traces"}


def recorded_verbs():
    """Yield the module and the verb's expression of each call that writes to the audit log."""
    for app in ("office", "members", "welfare", "consultation", "union_portal"):
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            module = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and module not in PASS_ON and is_recorder(node.func):
                    yield module, node.args[0]


def is_recorder(function):
    """Return whether this is one of RECORDERS, or the `export` of a list."""
    return ast.unparse(function) in RECORDERS or (isinstance(function, ast.Attribute) and function.attr == "export")


def verbs_of(module, verb):
    """Return the verbs that an expression can be; none for one that a search for the verb would not find."""
    if isinstance(verb, ast.Constant):
        return [verb.value]
    if isinstance(verb, ast.IfExp):
        return [*verbs_of(module, verb.body), *verbs_of(module, verb.orelse)]
    if isinstance(verb, ast.Subscript) and ast.unparse(verb.value) == "VERBS":
        return [*import_module(module).VERBS.values()]
    return []


def test_every_verb_is_recorded_as_a_literal():
    assert [f"{module}:{verb.lineno}" for module, verb in recorded_verbs() if not verbs_of(module, verb)] == []


def test_what_is_recorded_and_what_has_a_name_in_the_audit_log_is_the_same():
    recorded = {one for module, verb in recorded_verbs() for one in verbs_of(module, verb)}
    assert len(recorded) > 40
    assert recorded | RECORDED_IN_SQL | NO_LONGER_RECORDED == VERB_LABELS.keys() - SHOWN_ONLY
