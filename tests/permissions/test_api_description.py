"""The API answers as /api/schema/ describes it, whatever a program sends: drawn calls to every address."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from tempfile import TemporaryFile
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.urls import resolve
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests import factories as make
from tests.permissions.table_of_api import API

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 12


@cache
def description() -> dict[str, Any]:
    written: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return written


@cache
def operations() -> list[tuple[str, str]]:
    return [(path, method) for path, methods in description()["paths"].items() for method in methods]


def name_of(path: str) -> str:
    return resolve(path.replace("{id}", "1")).url_name or ""


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back what is written inside, so that each call finds the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_the_description_names_every_address_and_method():
    named = {(name_of(path), method) for path, method in operations()}
    assert named == API.keys() - {("api_schema", "get")}


@pytest.fixture
def sent_files(monkeypatch):
    """Close the temporary files that the client which sends drawn calls, werkzeug's, leaves open of large forms."""
    with ExitStack() as files:
        monkeypatch.setattr("werkzeug.test.TemporaryFile", lambda mode: files.enter_context(TemporaryFile(mode)))
        yield


@pytest.fixture
def application(sent_files):
    """The portal as a server calls it; it leaves the connection of the test open, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in signals:
        signal.connect(close_old_connections)


def sender_of(who: str, people) -> dict[str, str]:
    accounts = {"an officer": people.north.officers["chair"], "a worker": people.north.worker}
    if who == "nobody":
        return {}
    # The application is called without a client that would unpack compressed answers.
    return {"Authorization": f"Token {make.api_token(accounts[who])}", "Accept-Encoding": "identity"}


@pytest.mark.parametrize("who", ["an officer", "a worker", "nobody"])
def test_the_api_answers_as_it_is_described(who, people, application, settings):
    # A quick machine calls more often within a minute than one token may.
    settings.API_CALLS_PER_MINUTE = 1_000_000
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    headers, faults, answers = sender_of(who, people), [], []
    for path, method in operations():
        access = API[name_of(path), method]
        row = people.north.address(access.row)["pk"] if access.row else None
        try:
            answers += drawn_answers(schema[path][method.upper()], headers, row)
        except (FailureGroup, Failure) as fault:
            faults.append(f"{method.upper()} {path}: {fault} {getattr(fault, 'exceptions', '')}")
    assert not faults, "\n\n".join(faults)
    if who == "nobody":
        # 404 where what was drawn as a key makes an address of none of the API's patterns.
        assert set(answers) <= {401, 404}
    else:
        assert {200, 400, 404} <= set(answers) and 429 not in answers


def drawn_answers(operation: APIOperation[Any, Any, Any, Any], headers: dict[str, str], row: int | None) -> list[int]:
    """Call an address with what is drawn, two times of three with the row that is there; return the statuses.

    Raises Failure or FailureGroup for an answer that is not as described.
    """
    drawn = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    drawn |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    answers: list[int] = []

    @settings(
        max_examples=EXAMPLES if headers else 3,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=drawn)
    def ask(case: Case[Any]) -> None:
        if row is not None and len(answers) % 3 < 2:
            case.path_parameters = {"id": row}
        with taken_back():
            answer = case.call(headers=headers)
            answers.append(answer.status_code)
            case.validate_response(answer, checks=CHECKS)
            key = case.headers.get("Idempotency-Key") if case.headers else None
            if operation.method == "post" and answer.status_code < 300 and key:
                again = case.call(headers=headers)
                assert (again.status_code, again.json()) == (answer.status_code, answer.json())
                assert again.headers["idempotent-replayed"] == ["true"]

    ask()
    return answers
