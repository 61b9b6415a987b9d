import pytest
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_process_that_answers_is_alive_without_a_database(method):
    # No mark of django_db: a query would be an error.
    assert getattr(Client(), method)("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.django_db
def test_with_its_database_migrated_the_portal_is_ready(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/readyz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_without_its_database_it_is_not_ready_and_says_no_more(client, monkeypatch):
    def away():
        raise DatabaseError("could not connect to server db.intern:5432")

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")


@pytest.mark.django_db
def test_with_a_migration_missing_it_is_not_ready(monkeypatch):
    monkeypatch.setattr("office.operations.health._missing_migrations", lambda: True)
    assert Client().get("/readyz").status_code == 503


@pytest.mark.django_db
def test_neither_sets_a_cookie_nor_may_be_stored(client):
    for address in ("/healthz", "/readyz"):
        response = client.get(address)
        assert not response.cookies
        assert response.headers["Cache-Control"] == "no-store"
