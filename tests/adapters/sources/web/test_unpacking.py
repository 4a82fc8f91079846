"""What was packed comes out as it went in, in small pieces, or not at all."""

import gzip
import zlib
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sources.web.unpacking import BadPackingError, Unpacker


def bare(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKERS = {"gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress}
WAYS = [*PACKERS.items(), ("deflate", bare), ("", bytes), ("identity", bytes)]


def unpacked(coding, pieces):
    unpacker = Unpacker(coding)
    found = [piece for packed in pieces for piece in unpacker.unpacked(packed)]
    unpacker.end()
    return found


def cut(body, at):
    places = sorted({0, len(body), *(place % (len(body) + 1) for place in at)})
    return [body[start:end] for start, end in pairwise(places)]


@given(
    st.sampled_from(WAYS),
    st.binary(max_size=300).map(lambda body: body * 1000),
    st.lists(st.integers(0, 10**6), max_size=5),
)
def test_whatever_was_packed_comes_out_wherever_the_network_cut_it(way, body, at):
    coding, pack = way
    found = unpacked(coding, cut(pack(body), at))

    assert b"".join(found) == body
    assert max(map(len, found), default=0) <= 64 * 1024


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.lists(st.integers(0, 10**6)))
def test_gzip_may_have_several_members(bodies, at):
    packed = b"".join(map(gzip.compress, bodies))

    assert b"".join(unpacked("gzip", cut(packed, at))) == b"".join(bodies)


@pytest.mark.parametrize("tail", [b"\0" * 512, b"\n", b"\x1f", b"<!-- served in 3 ms -->"])
def test_what_follows_the_end_is_passed_over(tail):
    assert unpacked("gzip", [gzip.compress(b"news"), tail]) == [b"news"]
    assert unpacked("gzip", [gzip.compress(b"news") + tail, tail]) == [b"news"]


@pytest.mark.parametrize(("coding", "pack"), WAYS[:4])
def test_what_breaks_off_is_no_body(coding, pack):
    packed = pack(b"Season 2 premieres on 8 March" * 50)

    for length in range(1, len(packed)):
        with pytest.raises(BadPackingError, match="breaks off"):
            unpacked(coding, [packed[:length]])


def test_no_body_at_all_is_an_empty_one_however_it_is_packed():
    assert unpacked("gzip", []) == []


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br", "gzip;q=1"])
def test_a_coding_that_nobody_asked_for_is_refused(coding):
    with pytest.raises(BadPackingError, match="nobody asked for"):
        Unpacker(coding)


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=2, max_size=200))
def test_anything_else_under_that_name_is_refused_in_words_of_our_own(coding, body):
    try:
        found = b"".join(unpacked(coding, [body]))
    except BadPackingError:
        return

    assert found in {*read_as(body, -15), *read_as(body, 15), *read_as(body, 31)}


def read_as(body, wbits):
    unpacker = zlib.decompressobj(wbits)
    with suppress(zlib.error):
        whole = unpacker.decompress(body)
        if unpacker.eof:
            yield whole


def test_a_bomb_is_unpacked_no_further_than_somebody_asks():
    bomb = gzip.compress(bytes(50_000_000))
    pieces = Unpacker("gzip").unpacked(bomb)

    assert next(pieces) == bytes(64 * 1024)
    assert next(pieces) == bytes(64 * 1024)
