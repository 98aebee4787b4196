"""Golden messages: published, stable to the byte, and understood by whoever links.toml sends them to."""

import re
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from juki.kernel.values.individual_number import IndividualNumber
from juki.links import topology
from juki.links.catalogue import TYPES
from juki.links.identity import INSIDE, Identity
from juki.links.kit import golden
from juki.links.message import Answer, Question
from juki.links.wire.envelope import read, written
from support.inbound import INBOUND

FOLDER = Path(__file__).parent / "golden"
EXAMPLES = golden.examples()
LINKS = topology.load(str(Path(__file__).parents[2] / "links.toml"))


def as_file(name: str) -> bytes:
    """How an example is published: its version and its content, indented, characters as they are."""
    content = EXAMPLES[name]
    whole = {"name": name, "version": content.version, "content": content}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def test_there_is_one_example_of_every_content_type():
    assert EXAMPLES.keys() == TYPES.keys()
    assert all(type(content) is TYPES[name] for name, content in EXAMPLES.items())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_the_published_file_is_what_the_kit_makes(name: str):
    """A difference is a changed contract: a new version of the type, not a new file. Write with ``_publish``."""
    assert (FOLDER / f"{name}.json").read_bytes() == as_file(name)


def test_no_published_file_is_left_over():
    assert {file.stem for file in FOLDER.iterdir()} == set(TYPES)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_decoding_and_encoding_gives_the_same_bytes(name: str):
    text = written(EXAMPLES[name])
    assert read(text, TYPES[name]) == EXAMPLES[name]
    assert written(read(text, TYPES[name])) == text
    assert written(golden.examples()[name]) == text


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_unknown_field_is_refused_in_every_type(name: str):
    with pytest.raises(Exception, match="LNK-0104"):
        read(written(EXAMPLES[name])[:-1] + ',"more":1}', TYPES[name])


def test_the_name_keeps_its_variation_sequence():
    assert "葛\U000e0100" in (FOLDER / "resident-update.json").read_text(encoding="utf-8")


def test_the_numbers_are_nobodys():
    assert IndividualNumber(golden.NUMBER).digits.strip("0") == ""
    found = {
        text
        for file in FOLDER.iterdir()
        for text in re.findall(r'"([0-9]{12})"', file.read_text(encoding="utf-8"))
    }
    assert found <= {golden.NUMBER}


@pytest.mark.parametrize("name", sorted(name for name, kind in TYPES.items() if issubclass(kind, Question)))
def test_every_question_has_its_answer_among_the_types(name: str):
    kind = TYPES[name]
    assert issubclass(kind, Question)
    assert issubclass(kind.answer, Answer)
    assert TYPES[kind.answer.name] is kind.answer


HOUSES = {str(one): f"juki.systems.{one}" for one in INSIDE} | {"office": "juki.office"}
RECEIVED = sorted(
    (str(link.receiver), name) for link in LINKS for name in (link.messages | link.questions) - {"receipt"}
)


@pytest.mark.parametrize(("receiver", "name"), sorted(set(RECEIVED)))
def test_whoever_is_sent_a_type_handles_it(receiver: str, name: str):
    house = HOUSES.get(receiver, f"juki.outside.{Identity(receiver)}")
    if receiver not in INBOUND:
        assert find_spec(f"{house}.api") is None
        pytest.skip(f"{house} is not built yet")
    table = INBOUND[receiver]
    handled = table.answers if issubclass(TYPES[name], Question) else table.handlers
    assert TYPES[name] in handled


def _publish() -> None:
    """Write the files: ``python -c 'from test_golden import _publish; _publish()'`` in this folder."""
    for name in TYPES:
        (FOLDER / f"{name}.json").write_bytes(as_file(name))
