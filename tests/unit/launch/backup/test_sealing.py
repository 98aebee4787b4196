"""A sealed file: nothing of it altered, missing or moved goes unnoticed, and only its key opens it."""

import io
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juki.launch.backup.errors import Altered, KeyNeeded, NotABackup, NotSealed, WrongKey
from juki.launch.backup.key import Key
from juki.launch.backup.sealing import CHUNK, MAGIC, TAG, Opener, Sealer

KEY = Key(secrets.token_bytes(32))
BLOCK = CHUNK + TAG


def sealed(content: bytes, *, key: Key | None = KEY) -> bytes:
    sink = io.BytesIO()
    sealer = Sealer(sink, key=key, version="1", made_at="2026-11-24T00:00:00+00:00")
    for at in range(0, len(content), 300_000):
        sealer.write(content[at : at + 300_000])
    sealer.close()
    return sink.getvalue()


def opened(file: bytes, *, key: Key | None = KEY) -> bytes:
    opener, found = Opener(io.BytesIO(file), key=key, name="f"), b""
    while piece := opener.read(700_000):
        found += piece
    return found


def split(file: bytes) -> tuple[bytes, list[bytes]]:
    """Header and sealed chunks."""
    start = file.index(b"\n", len(MAGIC)) + 1
    return file[:start], [file[at : at + BLOCK] for at in range(start, len(file), BLOCK)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
@pytest.mark.parametrize("key", [KEY, None], ids=["sealed", "plain"])
def test_what_goes_in_comes_out(size: int, key: Key | None):
    content = secrets.token_bytes(size)
    assert opened(sealed(content, key=key), key=key) == content


@given(st.binary(max_size=200))
def test_any_content_comes_out_and_does_not_show(content: bytes):
    file = sealed(content)
    assert opened(file) == content
    assert len(content) < 8 or content not in b"".join(split(file)[1])


CONTENT = secrets.token_bytes(3 * CHUNK + 100)
HEADER, CHUNKS = split(sealed(CONTENT))


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("at", [0, 50, -1])
def test_a_bit_that_changed(place: int, at: int):
    altered = bytearray(CHUNKS[place])
    altered[at] ^= 1
    with pytest.raises(Altered):
        opened(HEADER + b"".join([*CHUNKS[:place], bytes(altered), *CHUNKS[place + 1 :]]))


@pytest.mark.parametrize(
    "order", [[1, 0, 2, 3], [0, 2, 1, 3], [0, 0, 1, 2, 3], [0, 2, 3], [1, 2, 3], [0, 1, 2, 3, 3]]
)
def test_chunks_moved_doubled_or_left_out(order: list[int]):
    with pytest.raises(Altered):
        opened(HEADER + b"".join(CHUNKS[place] for place in order))


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_cut_off_between_chunks(kept: int):
    with pytest.raises(Altered):
        opened(HEADER + b"".join(CHUNKS[:kept]))


@pytest.mark.parametrize("missing", [1, TAG, 99, 120])
def test_cut_off_within_the_last_chunk(missing: int):
    with pytest.raises(Altered):
        opened((HEADER + b"".join(CHUNKS))[:-missing])


def test_more_behind_the_end():
    with pytest.raises(Altered):
        opened(HEADER + b"".join(CHUNKS) + b"x")


def test_a_chunk_of_another_file_under_the_same_key():
    _, others = split(sealed(CONTENT))
    with pytest.raises(Altered):
        opened(HEADER + b"".join([CHUNKS[0], others[1], *CHUNKS[2:]]))


def test_the_legible_line_is_bound_to_the_content():
    with pytest.raises(Altered):
        opened(HEADER.replace(b'"version":"1"', b'"version":"2"') + b"".join(CHUNKS))


def test_two_files_of_the_same_content_have_nothing_in_common():
    assert split(sealed(b"x" * 100))[1] != split(sealed(b"x" * 100))[1]


def test_another_key_and_no_key():
    file = sealed(b"x")
    with pytest.raises(WrongKey) as refused:
        opened(file, key=Key(secrets.token_bytes(32)))
    assert KEY.number in str(refused.value)
    with pytest.raises(KeyNeeded):
        opened(file, key=None)


def test_a_key_wants_a_seal():
    with pytest.raises(NotSealed):
        opened(sealed(b"x", key=None))


@pytest.mark.parametrize(
    "file", [b"", b"x" * 100, MAGIC, MAGIC + b"{}\n", MAGIC + b"x" * 10_000, MAGIC + b"\xff\n"]
)
def test_what_is_no_backup(file: bytes):
    with pytest.raises(NotABackup):
        opened(file)
