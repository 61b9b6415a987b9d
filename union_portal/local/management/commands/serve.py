"""Serve the portal from one machine."""

import contextlib
import errno
import hashlib
import io
import os
import shutil
import socket
import sys
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from union_portal import local
from union_portal.local.supervisor import Supervisor

START_SECONDS = 60


class Command(BaseCommand):
    help = "Bring the database and static files up to date, then serve web, worker and beat until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at; 0.0.0.0 lets a phone in")
        parser.add_argument("--port", default=8000, type=int)

    def handle(self, *, host: str, port: int, **options: object) -> None:
        ensure_free(host, port)
        self.prepare(f"http://{names_of(host)[0]}:{port}")
        processes = Supervisor(self.commands(host, port), self.environment(host, port))
        failure = processes.run(lambda: self.announce(processes, host, port))
        if failure:
            raise CommandError(f"{failure} Everything else was stopped.")
        self.stdout.write("Stopped.")

    def commands(self, host: str, port: int) -> dict[str, list[str]]:
        """Return the command lines of the processes by name."""
        return commands(host, port)

    def environment(self, host: str, port: int) -> dict[str, str]:
        """Return the environment of the processes."""
        return environment(host, port)

    def collect_static(self) -> None:
        """Bring the collected static files up to date."""
        collect_static()

    def prepare(self, address: str = "") -> None:
        """Migrate, encrypt files from before they were encrypted, collect static files, once load the demonstration.

        The marks of its documents lead to `address`, unless there is a PORTAL_URL.
        """
        self.say("Bringing the database and static files up to date, the first time within some minutes …")
        call_command("migrate", verbosity=0)
        call_command("encrypt_files", stdout=io.StringIO())
        self.collect_static()
        loaded = local.VAR / "demo.loaded"
        if settings.DEMO and not loaded.exists():
            self.say("Loading the demonstration union, some minutes …")
            # The accounts it names are printed below the address.
            call_command("demo", address=settings.PORTAL_URL or address, stdout=io.StringIO())
            loaded.touch()

    def say(self, what: str) -> None:
        """Print what it is at, at once, also into a file or a pipe."""
        self.stdout.write(what)
        self.stdout.flush()

    def announce(self, processes: Supervisor, host: str, port: int) -> None:
        """Wait until the port answers, then print the URLs."""
        deadline = time.monotonic() + START_SECONDS
        while processes.keep_running() and time.monotonic() < deadline:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(connect_address(host, port)):
                break
            time.sleep(0.05)
        if not processes.keep_running():
            return
        for name in names_of(host):
            self.stdout.write(self.style.SUCCESS(f"Union Portal is up: http://{name}:{port}/"))
        if settings.DEMO:
            call_command("demo", accounts=True)
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()


def commands(host: str, port: int) -> dict[str, list[str]]:
    """Return the command lines of web server, worker and beat by name."""
    memory = Path("/dev/shm")
    beats = memory if memory.is_dir() else local.VAR
    address = f"[{host}]" if ":" in host else host
    web = f"gunicorn union_portal.wsgi --bind {address}:{port} --workers 2 --threads 4 --preload --log-level warning"
    celery = "celery --quiet --app union_portal"
    return {
        # No access log: an anonymous report must not leave an address behind.
        "web": python(*web.split(), "--no-control-socket", "--worker-tmp-dir", str(beats)),
        "worker": python(*f"{celery} worker --concurrency 2 --loglevel WARNING --without-gossip".split()),
        "beat": python(*f"{celery} beat --loglevel WARNING --pidfile=".split()),
    }


def python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


def environment(host: str, port: int) -> dict[str, str]:
    """Return the environment of the processes: with names of `host` in ALLOWED_HOSTS, without the database's owner."""
    hosts = [*filter(None, os.environ.get("ALLOWED_HOSTS", "").split(",")), *names_of(host)]
    # Celery prints it on each start as root.
    warnings = [*filter(None, os.environ.get("PYTHONWARNINGS", "").split(",")), "ignore:You're running the worker"]
    mark = os.environ.get("COOKIE_MARK", f"_{port}")
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"},
        **metrics_folder(),
        "ALLOWED_HOSTS": ",".join(hosts),
        "PYTHONWARNINGS": ",".join(warnings),
        "COOKIE_MARK": mark,
    }


def metrics_folder() -> dict[str, str]:
    """Return where the processes of the web server add up their metrics: an empty folder; nothing without a token."""
    if not settings.METRICS_TOKEN:
        return {}
    folder = local.VAR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return {"PROMETHEUS_MULTIPROC_DIR": str(folder)}


def names_of(host: str) -> list[str]:
    """Return the host names under which a browser reaches a server that listens at `host`."""
    if host not in ("0.0.0.0", "::"):
        return [f"[{host}]" if ":" in host else host]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        with contextlib.suppress(OSError):
            # Nothing is sent; connecting a UDP socket only chooses a route, and with it our own address.
            probe.connect(("192.0.2.1", 9))
        return list(dict.fromkeys(["127.0.0.1", probe.getsockname()[0], socket.gethostname()]))


def connect_address(host: str, port: int) -> tuple[str, int]:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port


def ensure_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as why:
            if why.errno == errno.EADDRINUSE:
                raise CommandError(f"Port {port} is taken; choose another one: PORT={port + 1} make run") from why
            raise CommandError(f"Can't listen at {host}:{port}: {why.strerror}.") from why


def collect_static() -> None:
    """Collect the static files if any of them has changed; hashing and compressing all takes some seconds."""
    state = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            state.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    stamp = local.VAR / "static.state"
    if not stamp.exists() or stamp.read_text() != state.hexdigest():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state.hexdigest())
