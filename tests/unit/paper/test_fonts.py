"""What the certificate font can draw, and what it would silently draw as something else."""

from pathlib import Path

import pytest

from juki.paper import fonts
from juki.paper.errors import FontMissing


class TestCoverage:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "見本　太郎",
            "ABCxyz-'., 0123456789",
            "辻\U000e0102",
            "辻\U000e0103",
            "葛\U000e0102飾",
            "\U00020bb7田",
            "髙橋",
            "山﨑",
            "邉\U000e010f",
            "\ufa19",
            "＊＊＊【省略】（）",
        ],
    )
    def test_draws(self, font_dir: Path, text: str):
        assert fonts.coverage(text, directory=font_dir) == ()

    @pytest.mark.parametrize(
        ("text", "position"),
        [
            ("辻\U000e0100", 1),  # Adobe-Japan1's one-dot form: drawn as two dots by every renderer
            ("見本辻\U000e0100子", 3),
            ("葛\U000e0102飾\U000e01ef", 2),
            ("\U000e0102", 1),
            ("辻\U000e0102\U000e0103", 1),
            ("A\U000e0102", 1),
            ("山\u200b田", 2),
            ("山\n田", 2),
            ("山\u202e田", 2),
            ("山\u00ad田", 2),
            ("😀", 1),
            ("\ue123", 1),
        ],
    )
    def test_misses(self, font_dir: Path, text: str, position: int):
        missing = fonts.coverage(text, directory=font_dir)
        assert [gap.position for gap in missing] == [position]

    def test_names_every_gap_in_order(self, font_dir: Path):
        missing = fonts.coverage("😀辻\U000e0100山😀", directory=font_dir)
        assert [(gap.position, gap.cluster) for gap in missing] == [
            (1, "😀"),
            (2, "辻\U000e0100"),
            (4, "😀"),
        ]

    def test_is_read_once(self, font_dir: Path):
        assert fonts.load(font_dir) is fonts.load(font_dir / "." / "")

    def test_knows_the_moji_joho_collection(self, font_dir: Path):
        assert len(fonts.load(font_dir).sequences) > 11_000


class TestClusters:
    def test_counts_a_sequence_as_one(self):
        assert fonts.clusters("辻\U000e0102葛飾") == ["辻\U000e0102", "葛", "飾"]

    def test_loses_nothing(self):
        text = "\U000e0102辻\U000e0102\ufe00葛か\u3099"
        assert "".join(fonts.clusters(text)) == text


class TestFontDirectory:
    def test_without_a_font_says_so(self, tmp_path: Path):
        with pytest.raises(FontMissing):
            fonts.load(tmp_path)
