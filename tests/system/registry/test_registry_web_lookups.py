"""Help while typing: character forms, towns by postal code and by reading; for whoever is signed in."""

import pytest

from juki.systems.registry.codes import Permission
from support.staff import Counter


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        found.sign_in("clerk.test", Permission.SEARCH)
        yield found


@pytest.mark.parametrize("path", ["/glyphs?text=x", "/postal?postal_code=1880011", "/towns?kana=タ"])
def test_only_for_the_signed_in(db, path):
    with Counter("registry", "juki.systems.registry.web") as counter:
        assert counter.get(path).status_code in (302, 303)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/glyphs?text=辻", 'data-sequence="辻'),
        ("/glyphs?text=", "カーソルを置いてから"),
        ("/glyphs?text=<", "この文字に選べる異体字はありません"),
        ("/postal?postal_code=188-0011", 'data-town="田無町"'),
        ("/postal?postal_code=〒１８８００１１", 'data-city="西東京市"'),
        ("/postal?postal_code=18", "郵便番号は7桁の数字です"),
        ("/postal?postal_code=0000000", "この郵便番号に当たる町字はありません"),
        ("/towns?kana=たなし", 'data-town="田無町"'),
        ("/towns?kana=ダナ", 'data-town="田無町"'),
        ("/towns?kana=ワワワ", "この読みで始まる町字は市内にありません"),
        ("/towns?kana=", "町字の読みの初めを"),
        ("/towns", "町字の読みの初めを"),
        ("/glyphs", "カーソルを置いてから"),
    ],
)
def test_fragments(counter, path, expected):
    reply = counter.get(path)
    page = reply.content.decode()
    assert (reply.status_code, expected in page) == (200, True)
    assert "<html" not in page


@pytest.mark.parametrize("value", ["x" * 5000, "%F3%A0%84%80", "<script>"])
@pytest.mark.parametrize("path", ["/glyphs?text=", "/postal?postal_code=", "/towns?kana="])
def test_strange_text(counter, path, value):
    reply = counter.get(path + value)
    assert reply.status_code == 200
    assert "<script" not in reply.content.decode()
