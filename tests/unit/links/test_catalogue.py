"""Every content type has one name, one place, and a shape that refuses what it does not know."""

import typing

import msgspec
import pytest

from juki.kernel.errors import JukiError, catalogue
from juki.links import errors
from juki.links.catalogue import CONTRACTS, TYPES, contents
from juki.links.errors import code_of
from juki.links.message import Answer, Content, Message, Question


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_is_frozen_strict_and_of_one_kind(name: str):
    kind = TYPES[name]
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields
    assert sum(issubclass(kind, base) for base in (Message, Question, Answer)) == 1
    assert kind.version >= 1
    assert (kind.__doc__ or "").strip()


@pytest.mark.parametrize("name", sorted(TYPES))
def test_blocks_within_are_as_strict(name: str):
    def structs(kind: object) -> typing.Iterator[type[msgspec.Struct]]:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield kind
            for field in typing.get_type_hints(kind, include_extras=True).values():
                yield from structs(field)
        for part in typing.get_args(kind):
            yield from structs(part)

    for struct in structs(TYPES[name]):
        assert struct.__struct_config__.frozen
        assert struct.__struct_config__.forbid_unknown_fields


def test_names_are_unique_over_all_contracts():
    kinds = {kind for module in CONTRACTS for kind in contents(module)}
    assert len({kind.name for kind in kinds}) == len(kinds)
    assert all(issubclass(kind, Content) for kind in kinds)


def test_codes_of_links_are_unique_and_say_what_to_do():
    found = [error for error in catalogue(JukiError) if error.__module__ == errors.__name__]
    assert len({error.code for error in found}) == len(found) >= 18
    for error in found:
        assert error.code.startswith("LNK-")
        assert "。" in error.text
        assert 400 <= error.status < 600


@pytest.mark.parametrize(
    ("reply", "code"),
    [(b'{"code":"LNK-0101","title":"x"}', "LNK-0101"), (b'{"code":"lnk-0101"}', "?"), (b'{"code":1}', "?"), (b"{}", "?"),
     (b"", "?"), (b"[" * 100_000, "?"), (b'{"code":"LNK-0101\\n"}', "?"), (b"\xff", "?")],
)  # fmt: skip
def test_of_a_refusal_only_a_code_is_believed(reply: bytes, code: str):
    assert code_of(reply) == code
