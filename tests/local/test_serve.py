"""`manage.py serve`: what it checks, prints and sets before it starts the processes."""

import io
import os
import socket
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from union_portal.local.management.commands import serve


def test_a_taken_port_is_named_with_another_one_to_choose():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken; choose another one: PORT={port + 1} make run"):
            call_command("serve", port=port)


def test_on_the_loopback_interface_only_this_machine_is_allowed():
    assert serve.names_of("127.0.0.1") == ["127.0.0.1"]
    assert serve.names_of("::1") == ["[::1]"]


def test_listening_to_the_network_allows_the_names_of_this_machine(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "portal.example.cn")
    hosts = serve.environment("0.0.0.0", 8000)["ALLOWED_HOSTS"].split(",")
    assert hosts[0] == "portal.example.cn"
    assert {"127.0.0.1", socket.gethostname()} <= set(hosts)
    assert "*" not in hosts


def test_its_processes_add_up_metrics_in_an_empty_folder_and_only_where_a_token_asks_for_them(
    monkeypatch, settings, tmp_path
):
    monkeypatch.setattr("union_portal.local.VAR", tmp_path)
    assert "PROMETHEUS_MULTIPROC_DIR" not in serve.environment("127.0.0.1", 8000)
    settings.METRICS_TOKEN = "token"
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "counter_1.db").touch()
    folder = Path(serve.environment("127.0.0.1", 8000)["PROMETHEUS_MULTIPROC_DIR"])
    assert folder == tmp_path / "metrics"
    assert list(folder.iterdir()) == []


def test_the_web_server_keeps_no_log_of_addresses():
    assert not [word for word in serve.commands("127.0.0.1", 8000)["web"] if "access" in word]


def test_static_files_are_collected_again_only_when_one_has_changed(tmp_path, settings, monkeypatch):
    source = tmp_path / "source"
    source.mkdir()
    (source / "portal.css").write_text("body {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected: list[str] = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: collected.append(name))
    monkeypatch.setattr(serve.local, "VAR", tmp_path)
    serve.collect_static()
    serve.collect_static()
    assert collected == ["collectstatic"]
    (source / "portal.css").write_text("body { color: red }")
    os.utime(source / "portal.css", ns=(1, 1))
    serve.collect_static()
    assert collected == ["collectstatic"] * 2


def test_two_portals_on_one_machine_have_cookies_of_their_own():
    marks = {serve.environment("127.0.0.1", port)["COOKIE_MARK"] for port in (8000, 8001)}
    assert len(marks) == 2


def test_no_process_of_make_run_is_told_who_owns_the_database(monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://portal_owner@elsewhere/portal")
    assert "DATABASE_OWNER_URL" not in serve.environment("127.0.0.1", 8000)


def test_before_its_first_migration_it_says_at_once_what_it_is_at(settings, monkeypatch):
    class Out(io.StringIO):
        flushed = ""

        def flush(self):
            self.flushed = self.getvalue()

    out, settings.DEMO = Out(), False
    told = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: told.append((name, out.flushed)))
    monkeypatch.setattr(serve, "collect_static", lambda: None)
    serve.Command(stdout=out).prepare()
    assert told[0][0] == "migrate" and told[0][1].startswith("Bringing the database")


@pytest.mark.parametrize(
    ("named", "told"), [("", "http://127.0.0.1:8123"), ("https://portal.example", "https://portal.example")]
)
def test_the_marks_of_the_demonstrations_documents_lead_to_the_port_that_is_served(
    settings, monkeypatch, tmp_path, named, told
):
    settings.DEMO, settings.PORTAL_URL = True, named
    calls = {}
    monkeypatch.setattr(serve.local, "VAR", tmp_path)
    monkeypatch.setattr(serve, "call_command", lambda name, **options: calls.update({name: options}))
    monkeypatch.setattr(serve, "collect_static", lambda: None)
    monkeypatch.setattr(serve, "ensure_free", lambda host, port: None)
    monkeypatch.setattr(serve.Supervisor, "run", lambda self, announce: None)
    serve.Command(stdout=io.StringIO()).handle(host="127.0.0.1", port=8123)
    assert calls["demo"]["address"] == told
