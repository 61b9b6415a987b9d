"""A body without a length is not read: not by the portal, nor by the web server after the answer."""

import socket
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.conf import settings

from tests.processes import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HEAD = (
    b"POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n"
)
PIECE = b"x" * 65_536
CHUNK = b"%x\r\n%s\r\n" % (len(PIECE), PIECE)


@pytest.fixture
def port(tmp_path):
    """The port of a real web server on the test's database, with one worker of two threads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    words = f"-m gunicorn union_portal.wsgi --bind 127.0.0.1:{number} --workers 1 --threads 2 --no-control-socket"
    server = subprocess.Popen(
        [sys.executable, *words.split(), "--worker-tmp-dir", str(tmp_path), "--log-level", "warning"],
        env=environment(HTTPS="0", DEBUG="1"),
        cwd=settings.BASE_DIR,
    )
    try:
        for _try in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", number), 1):
                break
            time.sleep(0.1)
        yield number
    finally:
        server.terminate()
        server.wait(20)


def send_without_end(port, path, seconds):
    """Send a chunked body for so many seconds; return the beginning of the answer, and how many bytes were taken."""
    taken, answer, until = 0, b"", time.monotonic() + seconds
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.sendall(HEAD % path)
        connection.settimeout(0.2)
        while time.monotonic() < until:
            with suppress(TimeoutError):
                answer += connection.recv(65_536)
            try:
                taken += connection.send(CHUNK)
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            return answer, taken, False
    return answer, taken, True


@pytest.mark.parametrize("path", [b"/report/", b"/accounts/login/", b"/members/", b"/nowhere/", b"/api/v1/questions/"])
def test_a_stranger_who_sends_a_body_without_end_is_answered_and_cut_off(port, path):
    answer, taken, closed = send_without_end(port, path, 60)
    status = int(answer.split(b" ", 2)[1])
    assert 400 <= status < 500 or status == 302, answer[:200]
    assert closed and taken < 20_000_000, (status, taken, closed)
