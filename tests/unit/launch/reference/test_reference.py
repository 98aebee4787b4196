"""What is published: true to the structs, the same every time, and committed."""

import json

import msgspec
import pytest

from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.resident_code import ResidentCode
from juki.launch.errors import DuplicateCode, NoExample
from juki.launch.home import REPOSITORY
from juki.launch.reference import error_pages, messages, writing
from juki.launch.reference.examples import example, values
from juki.links.catalogue import TYPES
from juki.links.message import Message


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_example_is_what_a_receiver_accepts(name: str):
    content = msgspec.json.encode(example(TYPES[name]))
    assert msgspec.json.decode(content, type=TYPES[name]) == example(TYPES[name])


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_schema_names_its_content_and_refuses_more(name: str):
    found = messages.schema(TYPES[name])
    assert found["$id"] == f"urn:juki:content:{name}:v{TYPES[name].version}"
    assert found["$defs"][TYPES[name].__name__]["additionalProperties"] is False


def test_the_examples_numbers_can_be_nobodys():
    with pytest.raises(JukiError):
        IndividualNumber(values()["individual_number"])
    with pytest.raises(JukiError):
        ResidentCode(values()["resident_code"])


def test_a_field_without_an_example_is_named():
    class Strange(Message, frozen=True, kw_only=True):
        name = "strange"
        unheard_of: str

    with pytest.raises(NoExample, match=r"strange.*unheard_of"):
        example(Strange)


def test_no_code_stands_for_two_errors():
    codes = [entry.code for entry in error_pages.entries()]
    assert len(set(codes)) == len(codes)
    assert {"KRN-0001", "LNK-0101", "LCH-0301", "LCH-106"} <= set(codes)


def test_a_double_code_is_refused_and_both_places_named():
    class One(JukiError):
        code = "TST-1"

    class Two(JukiError):
        code = "TST-1"

    class Kind(One):
        """Keeps the code: it is the same error to whoever meets it."""

    error_pages.require_unique([One, Kind])
    with pytest.raises(DuplicateCode, match=r"TST-1.*One.*Two"):
        error_pages.require_unique([One, Two])


def test_the_committed_files_are_the_generated_ones():
    folder = REPOSITORY / "docs" / "reference"
    generated = writing.pages()
    committed = {name: (folder / name).read_text() for name in generated if (folder / name).exists()}
    assert committed == generated, "script/juki contracts"
    for kept in writing.FOLDERS:
        assert {f"{kept}/{file.name}" for file in (folder / kept).iterdir()} <= set(generated)


@pytest.mark.parametrize("name", ["envelope", "acknowledgement"])
def test_what_is_around_a_message_is_published(name: str):
    found = json.loads(writing.pages()[f"{name}.schema.json"])
    kind = found["$defs"]["Envelope" if name == "envelope" else "Result"]
    assert {"sequence"} < set(kind["properties"])


def test_what_no_longer_exists_is_removed(tmp_path):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "gone.v1.schema.json").touch()
    (tmp_path / "mine.md").touch()
    assert writing.write(tmp_path) == len(writing.pages())
    assert not (tmp_path / "messages" / "gone.v1.schema.json").exists()
    assert (tmp_path / "mine.md").exists()
    assert json.loads((tmp_path / "errors.json").read_text())
