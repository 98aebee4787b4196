"""The sheet itself: right glyphs, A4, PDF/A, same bytes, refusals."""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from juki.paper import fonts, manifest, sheet
from juki.paper.certificate import Certificate, Change, Entry, Form, Person
from juki.paper.errors import FontMissing, LayoutFailed, Overfull, UncoveredGlyph
from juki.paper.render import Renderer

Make = Callable[..., Certificate]
Build = Callable[..., Person]

ONE_DOT = "辻\U000e0102"
TWO_DOTS = "辻\U000e0103"


def pages(pdf: bytes) -> list[dict]:
    root = PdfFileReader(io.BytesIO(pdf)).root
    return list(_leaves(root["/Pages"]))


def _leaves(node: dict) -> Iterator[dict]:
    if node["/Type"] == "/Page":
        yield node
        return
    for kid in node["/Kids"]:
        yield from _leaves(kid.get_object())


def glyph_texts(pdf: bytes) -> bytes:
    """The glyph-to-text maps of all fonts: what a reader copies out of the file."""
    maps = [
        font["/ToUnicode"].data
        for page in pages(pdf)
        for font in (page["/Resources"]["/Font"][name] for name in page["/Resources"]["/Font"])
    ]
    return b"".join(maps).lower()


class TestGlyphs:
    def test_of_a_sequence_differ_from_the_default_form(
        self, renderer: Renderer, person: Build, certificate: Make
    ):
        one, two, plain = (
            renderer.preview(certificate(person(name=name))) for name in (ONE_DOT, TWO_DOTS, "辻")
        )
        assert one != two
        assert two == plain

    @pytest.mark.parametrize("name", [ONE_DOT, "葛\U000e0102飾", "\U00020bb7田", "髙橋", "山﨑", "\ufa19"])
    def test_keep_their_text(self, renderer: Renderer, person: Build, certificate: Make, name: str):
        pdf = renderer.render(certificate(person(name=name)))
        cluster = next(cluster for cluster in fonts.clusters(name) if cluster not in "山橋飾田")
        assert cluster.encode("utf-16-be").hex().encode() in glyph_texts(pdf)

    def test_are_all_of_the_embedded_font(self, renderer: Renderer, person: Build, certificate: Make):
        (page,) = pages(renderer.render(certificate(person())))
        found = page["/Resources"]["/Font"]
        descendants = [found[name]["/DescendantFonts"][0] for name in found]
        assert {str(font["/BaseFont"]).partition("+")[2] for font in descendants} == {fonts.FAMILY}
        assert all({"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]) for font in descendants)

    def test_of_fixed_words_are_covered(self, font_dir: Path):
        words = (sheet.NOTHING_BELOW, sheet.GOES_ON, sheet.OFFICIAL_USE, sheet.COPY_GUARD)
        fixed = "".join((*sheet.CHANGE_LABELS, *words, *Form))
        assert fonts.coverage(fixed + "発行番号0123456789/", directory=font_dir) == ()


class TestPages:
    @pytest.mark.parametrize(("persons", "sheets"), [(1, 1), (4, 1), (5, 2), (10, 3)])
    def test_are_a4_portrait_of_four_persons(
        self, renderer: Renderer, person: Build, certificate: Make, persons: int, sheets: int
    ):
        found = pages(renderer.render(certificate(*[person()] * persons)))
        assert len(found) == sheets
        for page in found:
            assert [round(float(side)) for side in page["/MediaBox"]] == [0, 0, 595, 842]

    def test_four_foreign_residents_share_one(self, renderer: Renderer, foreigner: Build, certificate: Make):
        assert len(pages(renderer.render(certificate(*[foreigner()] * 4)))) == 1

    def test_follow_long_texts(self, renderer: Renderer, person: Build, foreigner: Build, certificate: Make):
        long = certificate(
            foreigner(name="A" * 90),
            foreigner(name=" ".join(["SAMPLE"] * 13), address="見" * 300),
            person(name="長" * 100, kana="ナ" * 100, previous_address="本" * 300),
            person(remarks="備" * 600),
            head_of_household="長" * 100,
        )
        assert len(pages(renderer.render(long))) == 2

    def test_show_the_last_letter_of_a_name_without_spaces(
        self, renderer: Renderer, foreigner: Build, certificate: Make
    ):
        one, other = (renderer.preview(certificate(foreigner(name="A" * 89 + last)), ppi=60) for last in "AX")
        assert one != other

    def test_never_hold_the_certification_alone(self, renderer: Renderer, person: Build, certificate: Make):
        def last_page(name: str) -> bytes:
            crowd = [person(remarks="備" * 600)] * 3
            _first, last = renderer.preview(certificate(*crowd, person(name=name)), ppi=60)
            return last

        assert last_page("見本　一") != last_page("見本　二")

    def test_of_long_history_follow_each_other(self, renderer: Renderer, person: Build, certificate: Make):
        change = Change(day="平成２０年", notified="平成２０年", reason="転居", text="泉町から")
        made = certificate(person(), form=Form.INDIVIDUAL, history=(change,) * 80)
        assert len(pages(renderer.render(made))) == 3


class TestFile:
    def test_is_the_same_for_the_same_certificate(
        self, font_dir: Path, renderer: Renderer, person: Build, certificate: Make
    ):
        made = certificate(person(), person(name=ONE_DOT))
        assert renderer.render(made) == renderer.render(made) == Renderer(font_dir).render(made)

    def test_declares_pdf_a_2b(self, renderer: Renderer, person: Build, certificate: Make):
        pdf = renderer.render(certificate(person()))
        metadata = PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data
        assert b"<pdfaid:part>2</pdfaid:part>" in metadata
        assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata

    def test_carries_its_manifest(self, renderer: Renderer, person: Build, certificate: Make):
        made = certificate(person(), person())
        assert manifest.subjects(renderer.render(made)) == made.manifest

    def test_takes_markup_as_text(self, renderer: Renderer, person: Build, certificate: Make):
        made = certificate(person(name='#panic("x") *A* $x$ _b_ `c` \\ [d] "', remarks="= # @a <b> // /* "))
        assert renderer.render(made).startswith(b"%PDF-1.7")


class TestRefusals:
    def test_name_the_place_and_not_the_character(self, renderer: Renderer, person: Build, certificate: Make):
        made = certificate(person(), person(name="見本辻\U000e0100", remarks="😀"))
        with pytest.raises(UncoveredGlyph) as refusal:
            renderer.render(made)
        assert refusal.value.fields == {"where": "2人目の氏名", "position": 3, "others": 1}
        assert "辻" not in str(refusal.value)

    @pytest.mark.parametrize(
        "part",
        [
            {"title": "住民票😀"},
            {"head_of_household": "😀"},
        ],
    )
    def test_look_at_every_part(
        self, renderer: Renderer, person: Build, certificate: Make, part: dict[str, str]
    ):
        with pytest.raises(UncoveredGlyph):
            renderer.render(certificate(person(), **part))

    def test_of_what_would_run_off_the_page(self, renderer: Renderer, person: Build, certificate: Make):
        made = certificate(person(entries=(Entry(label="備考", text="長" * 9000),)))
        with pytest.raises(Overfull) as refusal:
            renderer.render(made)
        assert "長" not in str(refusal.value)

    def test_of_the_typesetter_quote_nothing(
        self, renderer: Renderer, person: Build, certificate: Make, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(sheet, "compose", lambda made: sheet.Layout(**_broken(made)))
        with pytest.raises(LayoutFailed) as refusal:
            renderer.render(certificate(person(name="見本　秘密")))
        assert refusal.value.__cause__ is None
        assert "秘密" not in str(refusal.value)

    def test_without_a_font(self, tmp_path: Path):
        with pytest.raises(FontMissing):
            Renderer(tmp_path)


compose = sheet.compose


def _broken(made: Certificate) -> dict:
    layout = compose(made)
    fields = {name: getattr(layout, name) for name in layout.__struct_fields__}
    return fields | {"date": (2026, 13, 45)}


class TestPool:
    def test_serves_more_threads_than_compilers(self, renderer: Renderer, person: Build, certificate: Make):
        made = [certificate(person(name=f"見本　{mark}")) for mark in "一二三四五六七八"]
        with ThreadPoolExecutor(max_workers=8) as threads:
            together = list(threads.map(renderer.render, made))
        assert together == [renderer.render(one) for one in made]

    def test_survives_a_refusal(self, font_dir: Path, person: Build, certificate: Make):
        only = Renderer(font_dir)
        with pytest.raises(Overfull):
            only.render(certificate(person(remarks="長" * 9000)))
        assert only.render(certificate(person()))
