"""Who asks, where proxies stand between: nobody is believed who is not named."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.http.proxies import asker_of

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("::1/128")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1, unknown", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.2"),
    ],
)
def test_entries_are_believed_from_the_end_while_their_writer_is_trusted(peer, forwarded, asker):
    assert asker_of(peer, forwarded, TRUSTED) == asker


@given(
    peer=st.ip_addresses().map(str),
    forwarded=st.lists(st.ip_addresses().map(str) | st.text(max_size=9)).map(",".join),
)
def test_whoever_is_not_trusted_is_never_believed(peer, forwarded):
    found = asker_of(peer, forwarded, TRUSTED)

    if not any(ip_address(peer) in one for one in TRUSTED) and "ffff" not in peer:
        assert ip_address(found) == ip_address(peer)
