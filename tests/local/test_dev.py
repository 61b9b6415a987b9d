"""`manage.py dev`: development settings, which production and tests never load, and its reloader."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse

from union_portal import local
from union_portal.local import reloading
from union_portal.local.management.commands.dev import Command

PROJECT = local.CHECKOUT.root
# Prints what a process finds in the settings, and where the toolbar answers if it is there.
PRINT_SETTINGS = """
import json
from django.conf import settings
address = ""
if settings.DEBUG_TOOLBAR:
    import django
    from django.urls import reverse
    django.setup()
    address = reverse("djdt:render_panel")
print(json.dumps({
    "debug": settings.DEBUG, "https": settings.SECURE_SSL_REDIRECT, "toolbar": settings.DEBUG_TOOLBAR,
    "apps": settings.INSTALLED_APPS, "middleware": settings.MIDDLEWARE, "address": address,
    "policy": settings.CONTENT_SECURITY_POLICY,
}))
"""


class LoadedSettings(TypedDict):
    debug: bool
    https: bool
    toolbar: bool
    apps: list[str]
    middleware: list[str]
    address: str
    policy: dict[str, object]


def settings_under(environment: dict[str, str]) -> LoadedSettings:
    """Return settings that a process loads under `environment`."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        env={"DJANGO_SETTINGS_MODULE": "union_portal.settings", **environment},
        cwd=PROJECT,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def bare_environment(monkeypatch):
    for name in ("DEBUG", "HTTPS", "DEBUG_TOOLBAR"):
        monkeypatch.delenv(name, raising=False)
    return dict(os.environ)


@pytest.mark.slow
def test_the_settings_of_dev_load_with_the_toolbar(bare_environment):
    found = settings_under(Command().environment("127.0.0.1", 8000))
    assert (found["debug"], found["https"], found["toolbar"]) == (True, False, True)
    assert "debug_toolbar" in found["apps"]
    assert found["middleware"].index("debug_toolbar.middleware.DebugToolbarMiddleware") > found["middleware"].index(
        "csp.middleware.CSPMiddleware"
    )
    assert found["address"] == "/__debug__/render_panel/"
    assert found["policy"] == settings.CONTENT_SECURITY_POLICY, "the content policy is no looser than in production"


@pytest.mark.slow
@pytest.mark.parametrize("said", [{"DEBUG_TOOLBAR": "1"}, {"DEBUG": "1"}])
def test_neither_production_nor_debug_alone_has_the_toolbar(bare_environment, said):
    found = settings_under({**bare_environment, **said})
    assert not found["toolbar"]
    assert not [name for name in found["apps"] + found["middleware"] if "debug_toolbar" in name]


def test_the_tests_have_no_toolbar():
    assert not settings.DEBUG_TOOLBAR
    assert "debug_toolbar" not in settings.INSTALLED_APPS
    with pytest.raises(NoReverseMatch):
        reverse("djdt:render_panel")


def test_worker_and_beat_are_started_anew_and_listen_to_no_network():
    commands = Command().commands("::1", 8001)
    assert commands["web"][-2:] == ["runserver", "[::1]:8001"]
    assert all("union_portal.local.reloading" in commands[name] for name in ("worker", "beat"))


def test_only_the_projects_own_source_is_watched(tmp_path):
    for path in ("members/rules.py", "node_modules/x/y.py", ".venv/z.py", "var/a.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert [str(path.relative_to(tmp_path)) for path in reloading.state_of(tmp_path)] == ["members/rules.py"]


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from members import rules
print(rules.WORD, flush=True)
import time
time.sleep(60)
"""
RELOADER = """
import sys
from pathlib import Path
from typing import TypedDict
from union_portal.local import reloading
reloading.LOOK_SECONDS = 0.05
reloading.Reloader([sys.executable, "-B", sys.argv[1], sys.argv[2]], Path(sys.argv[2])).run()
"""


def test_a_program_follows_its_source_also_past_a_syntax_error(tmp_path):
    rules = tmp_path / "members" / "rules.py"
    rules.parent.mkdir()
    rules.write_text("WORD = 'first'")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    process = subprocess.Popen(
        [sys.executable, "-c", RELOADER, str(program), str(tmp_path)],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "first\n"
    rewrite(rules, "WORD = ")
    rewrite(rules, "WORD = 'second'")
    assert process.stdout.readline() == "second\n"
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30) == ("", None)
    assert process.returncode == 0


def rewrite(path: Path, text: str) -> None:
    """Write a file with another modification time, however coarse the file system's clock is."""
    before = path.stat().st_mtime_ns
    path.write_text(text)
    os.utime(path, ns=(before + 10**9, before + 10**9))
