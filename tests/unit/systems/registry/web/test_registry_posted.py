"""Key and version of a form: what no page of ours sends is malformed and nothing worse."""

from uuid import UUID

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from juki.kernel.door.errors import Malformed
from juki.systems.registry.web import posted

NASTY = (
    "", " ", "x", "-1", "+1", "1.0", "1e3", "0x1", "1_0", "²", "٣", "９", "1\n", "\x00", "1\x00", "\ud800", "9" * 7, "9" * 8,
    "9" * 5000, "0" * 5000 + "1", "x" * 5000,
)  # fmt: skip


def request(**fields: str):
    made, typed = RequestFactory().post("/"), QueryDict(mutable=True)
    typed.update(fields)
    made.POST = typed
    return made


@pytest.mark.parametrize("text", [*NASTY, "0", "1000001"])
def test_a_version_that_is_none(text):
    with pytest.raises(Malformed):
        posted.version(request(version=text))


@pytest.mark.parametrize(("text", "version"), [("1", 1), ("0000012", 12), ("1000000", 1_000_000)])
def test_a_version(text, version):
    assert posted.version(request(version=text)) == version


@pytest.mark.parametrize("text", NASTY)
def test_a_key_that_is_none(text):
    with pytest.raises(Malformed):
        posted.key(request(key=text))


def test_a_key():
    assert posted.key(request(key=str(UUID(int=7)))) == UUID(int=7)


def test_a_form_without_them_is_malformed():
    for read in (posted.key, posted.version):
        with pytest.raises(Malformed):
            read(request())
