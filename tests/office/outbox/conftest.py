"""A server on loopback that plays gateways and apps: it notes what it gets and answers what the test says."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from office.outbox.models import Channel, ChannelChoice

# A Friday without holiday, at ten in Shanghai.
WORKING_TIME = "2026-11-27 10:00+08:00"


class FakeServer:
    """`answers` are functions of (path, body) to (status, headers, body); the first that is not None counts."""

    def __init__(self):
        self.requests: list[tuple[str, dict[str, str], str]] = []
        self.answers: list[Callable[[str, str], tuple[int, dict[str, str], str] | None]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode()
                outer.requests.append((self.path, dict(self.headers), body))
                status, headers, text = outer.answer(self.path, body)
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except OSError:
                    pass

            do_GET = do_POST

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        # It ends within a hundredth of a second when the test does.
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def answer(self, path, body):
        for one in self.answers:
            found = one(path, body)
            if found is not None:
                return found
        return 200, {}, '{"code": 0}'

    def always(self, status, text="", **headers):
        """Answer everything like this from now on."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers = [lambda path, body: (status, said, text)]

    def bodies(self):
        return [json.loads(body) for path, headers, body in self.requests if body]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def server():
    fake = FakeServer()
    yield fake
    fake.close()


@pytest.fixture
def at_work(time_machine):
    """Stop the clock at a time when ordinary notices go out."""
    time_machine.move_to(WORKING_TIME, tick=False)
    return time_machine


@pytest.fixture
def sms(server):
    return make_channel("sms", server)


def make_channel(kind, server=None, **fields):
    """Create a channel in use, for everybody, that posts to the fake server."""
    address = f"{server.url}/{kind}" if server and kind in {"sms", "webhook"} else (server.url if server else "")
    values = {"active": True, "by_default": True, "address": address, "own_network": True, "name": kind}
    return Channel.objects.create(kind=kind, **values | fields)


def bind(account, kind, bound_id="zhang.san"):
    return ChannelChoice.objects.create(account=account, kind=kind, bound_id=bound_id)
