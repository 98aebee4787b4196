"""発行番号 as printed."""

import pytest

from juki.paper.issue_number import IssueNumber


class TestIssueNumber:
    @pytest.mark.parametrize(
        ("terminal", "printer", "printed"),
        [
            ("本庁1", "プリンタ001", "20261123 西東京市 本庁1 プリンタ001 011"),
            ("本庁1", "", "20261123 西東京市 本庁1 011"),
            ("", "", "20261123 西東京市 011"),
        ],
    )
    def test_leaves_out_unknown_devices(self, terminal: str, printer: str, printed: str):
        number = IssueNumber(
            day="20261123", municipality="西東京市", serial="011", terminal=terminal, printer=printer
        )
        assert number.text() == printed
