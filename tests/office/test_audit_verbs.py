import ast
from pathlib import Path

from django.conf import settings

from members.accounts.models import CodePurpose
from members.membership.rules.changes import ChangeKind
from office.audit_verbs import LABELS

RECORDERS = ("audit.record", "export_list")
# Verbs that end in the kind of what was done.
ENDINGS = {"member.": ChangeKind.values, "activation.": CodePurpose.values}


def recorded_verbs() -> set[str]:
    """Every verb that the code hands as a text to what records it."""
    found = set()
    for app in ("members", "welfare", "consultation", "union_portal"):
        for path in Path(settings.BASE_DIR, app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in RECORDERS and node.args:
                    constants = [n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)]
                    found |= {value for value in constants if isinstance(value, str)}
    for beginning in [verb for verb in found if verb.endswith(".")]:
        found.remove(beginning)
        found |= {beginning + ending for ending in ENDINGS[beginning]}
    return found


def test_every_verb_that_is_recorded_has_a_name_in_the_audit_log():
    verbs = recorded_verbs()
    assert len(verbs) > 40
    assert {verb for verb in verbs if "." in verb} <= set(LABELS)
