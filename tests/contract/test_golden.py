"""Golden messages: published, stable to the byte, and understood by whoever links.toml sends them to."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from juki.kernel.values.address import Address
from juki.kernel.values.addressee_number import AddresseeNumber, HouseholdNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.kana import require_furigana
from juki.kernel.values.legal_date import LegalDate, StoredDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.person_name import PersonName
from juki.kernel.values.postal import towns
from juki.kernel.values.resident_code import ResidentCode
from juki.links import topology
from juki.links.blocks import AddressBlock, DateBlock, NameBlock
from juki.links.catalogue import TYPES
from juki.links.identity import INSIDE, Identity
from juki.links.jukinet import MoveInNotice
from juki.links.kit import golden
from juki.links.message import Answer, Question
from juki.links.wire.envelope import read, written
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.resident import Kind, Sex
from juki.systems.unified.domain.unified_number import UnifiedNumber
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
    """Two bodies that count from nought, and codes that are all nought."""
    for number in (golden.NUMBER, golden.OTHER_NUMBER):
        assert int(IndividualNumber(number).digits) < 100
    found = {
        text
        for file in FOLDER.iterdir()
        for text in re.findall(r'"([0-9]{12})"', file.read_text(encoding="utf-8"))
    }
    assert found <= {golden.NUMBER, golden.OTHER_NUMBER}


def _parts(value: object) -> Iterator[object]:
    """``value`` and every struct within it."""
    yield value
    if isinstance(value, msgspec.Struct):
        value = tuple(getattr(value, field) for field in value.__struct_fields__)
    for part in value if isinstance(value, tuple) else ():
        yield from _parts(part)


PARTS = [part for content in EXAMPLES.values() for part in _parts(content)]


def test_names_are_names():
    for name in (part for part in PARTS if isinstance(part, NameBlock)):
        given = PersonName.of(name.surname, name.given) if name.surname else PersonName.whole(name.full)
        assert given.full == name.full
        assert all(require_furigana(part) for part in name.kana.split("\u3000"))


def test_dates_are_legal_dates():
    for block in (part for part in PARTS if isinstance(part, DateBlock)):
        stored = StoredDate(block.day, block.form, block.text)
        assert LegalDate.from_storage(stored).to_storage() == stored


def test_addresses_are_in_the_municipality_that_they_name():
    for block in (part for part in PARTS if isinstance(part, AddressBlock)):
        values = {name: getattr(block, name) for name in block.__struct_fields__}
        code = MunicipalityCode(values.pop("municipality"))
        assert Address(municipality=code, **values).city == towns(code)[0].city
        assert block.postal_code[:3] in {town.postal_code[:3] for town in towns(code)}


CERTIFICATES = {"self", "some", "all"}
"""Kinds of certificates at a kiosk; elsewhere a kind is that of a resident."""

RULES: dict[str, Callable[[str], object]] = {
    "addressee_number": AddresseeNumber.parse,
    "household_number": HouseholdNumber.parse,
    "individual_number": IndividualNumber,
    "resident_code": ResidentCode,
    "unified_number": lambda digits: UnifiedNumber(digits).is_valid or pytest.fail(digits),
    "processing_number": lambda digits: re.fullmatch("[0-9]{16}", digits) or pytest.fail(digits),
    "sex": Sex,
    "kind": lambda code: code in CERTIFICATES or Kind(code),
    "event_reason": REASONS.__getitem__,
    "former_municipality": MunicipalityCode,
    "new_municipality": MunicipalityCode,
    "birth": date.fromisoformat,
    "notified_on": date.fromisoformat,
    "valid_from": date.fromisoformat,
    "since": date.fromisoformat,
    "client": lambda name: re.fullmatch("[a-z]+[.][a-z]+", name) or pytest.fail(name),
}


def test_items_follow_the_receivers_rules():
    seen = set()
    for part in PARTS:
        for name in getattr(part, "__struct_fields__", ()):
            value = getattr(part, name)
            if name in RULES and isinstance(value, str):
                RULES[name](value)
                seen.add(name)
    assert seen == RULES.keys()


def test_a_former_municipality_is_that_of_the_former_address():
    notice = EXAMPLES["move-in-notice"]
    assert isinstance(notice, MoveInNotice)
    assert notice.former_municipality == notice.former_address.municipality
    assert notice.new_municipality == notice.new_address.municipality


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
    """Write the files, in this folder, with ``PYTHONPATH=..`` and ``DJANGO_SETTINGS_MODULE=support.settings``:

    ``python -c 'import django; django.setup(); from test_golden import _publish; _publish()'``
    """
    for name in TYPES:
        (FOLDER / f"{name}.json").write_bytes(as_file(name))
