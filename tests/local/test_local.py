"""The local PostgreSQL and Redis and the keys of a checkout: union_portal.local."""

import gc
import os
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest

from union_portal import local
from union_portal.local import postgres, redis
from union_portal.local.checkout import SOCKET_PATH_BYTES, Checkout
from union_portal.local.keys import make_once
from union_portal.local.server_user import CannotStart, ServerProcess, ServerUser
from union_portal.local.services import services_of

PROJECT = local.CHECKOUT.root
# A process that keeps the services of the checkout up until its input closes.
USER = """
import sys
from pathlib import Path
from union_portal.local.services import services_of
from union_portal.local.checkout import Checkout
with services_of(Checkout(Path(sys.argv[1]))):
    print("up", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty checkout; no server is named by the environment."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return Checkout(tmp_path)


def use_servers(checkout: Checkout) -> subprocess.Popen[str]:
    """Start a process that uses the checkout's servers, and wait until they are up."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(checkout.root)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Let a process that uses the servers end, and assert that it ends well."""
    process.communicate(timeout=60)
    assert process.returncode == 0


def is_up(checkout: Checkout) -> tuple[bool, bool]:
    """Return whether PostgreSQL and Redis answer."""
    return postgres.answers(checkout), redis.answers(checkout)


def wait_until_down(checkout: Checkout) -> None:
    """Wait until neither server runs; fail after a while."""
    deadline = time.monotonic() + 30
    while is_up(checkout) != (False, False):
        assert time.monotonic() < deadline, "a server is still up"
        time.sleep(0.1)


def test_a_key_is_made_once_and_read_by_its_owner_only(checkout):
    key = make_once(checkout, "secret_key")
    assert len(key) >= 50
    assert make_once(checkout, "secret_key") == key
    path = checkout.keys / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(checkout.keys.stat().st_mode) == 0o700
    assert [file.name for file in checkout.keys.iterdir()] == ["secret_key"]


def test_all_who_ask_first_at_the_same_time_get_the_same_key(checkout):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: make_once(checkout, "hash_key"), range(64)))
    assert len(keys) == 1


def test_two_checkouts_have_addresses_and_keys_of_their_own(tmp_path):
    one, two = Checkout(tmp_path / "one"), Checkout(tmp_path / "two")
    assert one.database_url != two.database_url
    assert one.broker_url != two.broker_url
    for each in (one, two):
        each.root.mkdir()
    assert make_once(one, "encryption_keys") != make_once(two, "encryption_keys")


@pytest.mark.parametrize("root", ["/srv/portal", "/srv/a b/工会", "/" + "deep/" * 40, "/" + "工会/" * 20])
def test_a_socket_path_always_fits_its_limit(root):
    checkout = Checkout(Path(root))
    assert len(os.fsencode(checkout.postgres_socket)) <= SOCKET_PATH_BYTES
    assert len(os.fsencode(checkout.redis_socket)) <= SOCKET_PATH_BYTES
    assert Checkout(Path(root)).run == checkout.run


def test_checkouts_with_long_paths_share_no_folder():
    assert Checkout(Path("/" + "deep/" * 40)).run != Checkout(Path("/" + "deep/" * 41)).run


def test_a_link_in_place_of_the_private_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotStart, match="not a directory"):
        ServerUser(os.geteuid(), os.getegid()).claim(tmp_path / "run")


def test_servers_named_by_the_environment_are_not_started(checkout, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    with services_of(checkout):
        assert not checkout.var.exists()


@pytest.mark.slow
def test_the_last_user_to_end_stops_the_servers(checkout):
    first = use_servers(checkout)
    second = use_servers(checkout)
    end(first)
    assert is_up(checkout) == (True, True)
    end(second)
    assert is_up(checkout) == (False, False)
    assert not (checkout.data / "postmaster.pid").exists()


@pytest.mark.slow
def test_a_killed_user_leaves_nothing_that_keeps_the_servers_up(checkout):
    process = use_servers(checkout)
    process.kill()
    process.communicate()
    wait_until_down(checkout)
    end(use_servers(checkout))
    assert is_up(checkout) == (False, False)


@pytest.mark.slow
def test_a_killed_user_takes_the_servers_from_nobody_else(checkout):
    first = use_servers(checkout)
    second = use_servers(checkout)
    first.kill()
    first.communicate()
    time.sleep(2)
    assert is_up(checkout) == (True, True)
    second.kill()
    second.communicate()
    wait_until_down(checkout)
    assert not (checkout.data / "postmaster.pid").exists()


@pytest.mark.slow
def test_users_that_come_and_are_killed_in_turn_always_find_servers(checkout):
    for _ in range(3):
        process = use_servers(checkout)
        assert is_up(checkout) == (True, True)
        process.kill()
        process.communicate()
    wait_until_down(checkout)


@pytest.mark.slow
def test_servers_start_although_a_killed_servers_pid_belongs_to_another_process(checkout):
    process = use_servers(checkout)
    pid_file = checkout.data / "postmaster.pid"
    number, rest = pid_file.read_text().split("\n", 1)
    os.kill(int(number), 9)
    process.kill()
    process.communicate()
    pid_file.write_text(f"{os.getpid()}\n{rest}")
    end(use_servers(checkout))
    assert is_up(checkout) == (False, False)


@pytest.mark.slow
def test_servers_start_although_processes_of_a_killed_one_still_live(checkout):
    process = use_servers(checkout)
    number = (checkout.data / "postmaster.pid").read_text().split("\n")[0]
    child = int(Path(f"/proc/{number}/task/{number}/children").read_text().split()[0])
    os.kill(child, signal.SIGSTOP)
    os.kill(int(number), signal.SIGKILL)
    process.kill()
    process.communicate()
    timer = Timer(3, os.kill, (child, signal.SIGKILL))
    timer.start()
    try:
        end(use_servers(checkout))
    finally:
        timer.join()
    assert postgres.STILL_IN_USE in (checkout.log / "postgres.log").read_text()


def test_a_server_that_outlives_who_started_it_is_no_fault():
    read_end, write_end = os.pipe()
    process = ServerProcess([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=read_end)
    pid = process.pid
    # Popen would warn here of a process that is left, and every warning fails a test. Without its input this one ends.
    del process
    gc.collect()
    os.close(write_end)
    os.close(read_end)
    assert os.waitpid(pid, 0)[1] == 0


def test_data_is_kept_over_a_restart(checkout):
    for statement in ("CREATE TABLE kept AS SELECT 1 AS one", "SELECT one FROM kept"):
        with services_of(checkout):
            connection = postgres.connect(checkout, "portal_owner", "portal")
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
            connection.close()
