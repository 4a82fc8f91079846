"""Which addresses are public, whichever way they are written."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.sources.web.networks import canonical_host, reason_to_refuse


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:2::1",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:2800:21f:cb07::1%2",
        "fec0::1",
        "ff02::1",
        "",
        "localhost",
        "127.1",
    ],
)
def test_an_address_of_somebodys_own_is_refused_with_the_reason(address):
    assert reason_to_refuse(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "93.184.215.14",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "198.17.255.255",
        "198.20.0.1",
        "223.255.255.254",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "2a00:1450:4001::1",
        "::ffff:93.184.215.14",
        "64:ff9b::5db8:d70e",
    ],
)
def test_a_public_address_is_not(address):
    assert reason_to_refuse(address) is None


@given(
    st.one_of(
        st.integers(0, 2**32 - 1).map(IPv4Address), st.integers(0, 2**128 - 1).map(IPv6Address)
    )
)
@example(ip_address("192.0.0.9"))
def test_nothing_that_python_knows_to_be_no_global_address_is_public_here(address):
    refused = reason_to_refuse(str(address)) is not None

    assert refused or address.is_global or getattr(address, "ipv4_mapped", None)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_address_within_another_is_judged_as_it_is_alone(address):
    alone = reason_to_refuse(str(address))

    assert reason_to_refuse(f"::ffff:{address}") == alone
    assert reason_to_refuse(f"64:ff9b::{address}") == alone


def test_a_host_is_written_in_one_way():
    assert canonical_host("Feeds.Example") == "feeds.example"
    assert canonical_host("FD00:0:0::0001") == "[fd00::1]"
    assert canonical_host("[fd00::1]") == "[fd00::1]"
    assert canonical_host("192.168.1.4") == "192.168.1.4"
