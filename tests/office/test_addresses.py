import pytest

from office.addresses import client_address, client_network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "1.2.3.4, 5.6.7.8,203.0.113.7", "203.0.113.7"),
        (2, "1.2.3.4, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
        (1, "203.0.113.7:4711", "203.0.113.7"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "fe80::1%eth0", "fe80::1"),
    ],
)
def test_the_address_is_the_one_that_the_outermost_trusted_proxy_saw(rf, settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_a_server_behind_a_socket_knows_no_address_without_a_proxy(rf):
    assert client_address(rf.get("/", REMOTE_ADDR="")) == ""


def test_limits_count_the_network_of_one_customer(rf):
    addresses = ("2001:db8::1", "2001:db8::2:1", "2001:db8:1::1")
    one, two, other = (client_network(rf.get("/", REMOTE_ADDR=address)) for address in addresses)
    assert one == two != other
    assert client_network(rf.get("/", REMOTE_ADDR="203.0.113.7")) == "203.0.113.7"
