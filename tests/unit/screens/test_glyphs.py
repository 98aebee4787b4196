"""Forms of a character in a small font made for the test."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from juki.paper.errors import FontMissing
from juki.paper.fonts import FILE_NAME
from juki.screens import glyphs
from support import gallery

SEQUENCES = [(ord("辻"), 0xE0102, "b"), (ord("辻"), 0xE0103, None), (ord("𠮷"), 0xE0101, "c")]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("font")
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", "a", "b", "c", "d"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("辻"): "a", ord("𠮷"): "c", ord("山"): "d"}, uvs=SEQUENCES)
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    builder.save(folder / FILE_NAME)
    return folder


@pytest.mark.parametrize(
    ("text", "typed", "forms", "remark"),
    [
        ("山辻", "辻", ["辻", "辻\U000e0102", "辻\U000e0103"], ""),
        ("辻\U000e0103", "辻\U000e0103", ["辻", "辻\U000e0102", "辻\U000e0103"], ""),
        ("辻\U000e0100", "辻\U000e0100", ["辻", "辻\U000e0102", "辻\U000e0103"], glyphs.FOREIGN_SEQUENCE),
        ("辻\U000e0102\U000e0103", "辻\U000e0102\U000e0103", ["辻", "辻\U000e0102", "辻\U000e0103"], glyphs.FOREIGN_SEQUENCE),
        ("𠮷", "𠮷", ["𠮷", "𠮷\U000e0101"], ""),
        ("辻山", "山", ["山"], glyphs.NO_VARIANTS),
        ("鑫", "鑫", [], glyphs.NOT_IN_FONT),
        ("\U000e0102", "\U000e0102", [], glyphs.NOT_IN_FONT),
        ("", "", [], glyphs.NOTHING_TYPED),
        ("辻\u3000", "", [], glyphs.NOTHING_TYPED),
    ],
)  # fmt: skip
def test_choice(directory, text, typed, forms, remark):
    found = glyphs.choice(text, directory=directory)
    assert (found.typed, [variant.text for variant in found.variants], found.remark) == (typed, forms, remark)


def test_the_form_typed_is_marked_and_forms_that_look_alike(directory):
    found = glyphs.choice("辻\U000e0102", directory=directory)
    assert [(variant.label, variant.same_as, variant.chosen) for variant in found.variants] == [
        ("標準", "", False),
        ("E0102", "", True),
        ("E0103", "標準", False),
    ]


def test_no_font(tmp_path):
    with pytest.raises(FontMissing):
        glyphs.choice("辻", directory=tmp_path)


def test_fragment_holds_the_sequences_unchanged(directory):
    choice = glyphs.choice("辻\U000e0100", directory=directory)
    shown = gallery.environment().get_template("screens/glyphs.html").render(choice=choice)
    assert 'data-replaces="辻\U000e0100"' in shown
    assert 'data-sequence="辻\U000e0102"' in shown
    assert glyphs.FOREIGN_SEQUENCE in shown
