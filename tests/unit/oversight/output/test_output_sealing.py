"""The file format of an output: what was put in comes out, and nothing else ever does."""

import io

import pytest

from juki.oversight.output.errors import NotAnOutput, NotOpened
from juki.oversight.output.services import sealing
from juki.oversight.output.services.sealing import CHUNK, MAGIC, TAG, header_of, seal, unseal

WORD = "正しい passphrase です"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(sealing, "COST", 2**4)


def sealed(content: bytes, passphrase: str = WORD) -> bytes:
    target = io.BytesIO()
    seal(io.BytesIO(content), target, system="registry", number=7, name="一覧.csv", passphrase=passphrase)
    return target.getvalue()


def opened(file: bytes, passphrase: str = WORD) -> bytes:
    target = io.BytesIO()
    unseal(io.BytesIO(file), target, passphrase=passphrase)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5])
def test_what_goes_in_comes_out(size):
    content = bytes(n % 251 for n in range(size))
    file = sealed(content)
    assert opened(file) == content
    header, head = header_of(io.BytesIO(file))
    assert (header.system, header.number, header.name) == ("registry", 7, "一覧.csv")
    assert len(file) == len(head) + size + TAG * max(1, -(-size // CHUNK))


def test_the_content_is_nowhere_in_it_and_two_files_have_nothing_in_common():
    one, other = sealed(b"RESIDENT" * 40), sealed(b"RESIDENT" * 40)
    assert b"RESIDENT" not in one
    assert one[-300:] != other[-300:]


def test_another_passphrase_opens_nothing():
    with pytest.raises(NotOpened):
        opened(sealed(b"x"), WORD + " ")


def test_every_changed_byte_is_found():
    file = sealed(b"0123456789" * 3)
    for place in range(len(file)):
        changed = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        with pytest.raises((NotOpened, NotAnOutput)):
            opened(changed)


def test_chunks_cannot_be_cut_off_left_out_moved_or_added():
    file = sealed(bytes(2 * CHUNK + 9))
    _header, head = header_of(io.BytesIO(file))
    step, body = CHUNK + TAG, file[len(head) :]
    one, two, rest = body[:step], body[step : 2 * step], body[2 * step :]
    for wrong in (
        one,
        one + two,
        one + rest,
        two + one + rest,
        one + two + rest + rest,
        one + two + two + rest,
        b"",
        body[:-1],
    ):
        with pytest.raises(NotOpened):
            opened(head + wrong)


@pytest.mark.parametrize(
    "file",
    [b"", b"x", MAGIC, MAGIC + b"{}\n", MAGIC + b"\n", MAGIC + b'{"system":"r","number":1,"name":"n","salt":"!"}\n',
     MAGIC + b'{"system":"r","number":1,"name":"n","salt":"AAAA"}\n', MAGIC + b"{" * 9000, b"PK\x03\x04" + bytes(99)],
)  # fmt: skip
def test_another_file_is_refused(file):
    with pytest.raises(NotAnOutput):
        opened(file)
