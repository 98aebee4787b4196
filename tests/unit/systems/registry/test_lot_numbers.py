"""Numbers of 番地, 枝番 and 部屋番号, however they are written."""

import pytest

from juki.systems.registry.domain.lot_numbers import MOST, numbers, room, same_place, sort_code


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12番地3", (12, 3, 0, 0)),
        ("１２番３号", (12, 3, 0, 0)),
        ("二十三番地の四", (23, 4, 0, 0)),
        ("百二番", (102, 0, 0, 0)),
        ("一〇五番地", (105, 0, 0, 0)),
        ("5-6-7-8-9", (5, 6, 7, 8)),
        ("乙１番地", (1, 0, 0, 0)),
        ("無番地", (0, 0, 0, 0)),
        ("", (0, 0, 0, 0)),
        ("9" * 30, (MOST, 0, 0, 0)),
    ],
)
def test_numbers(written, expected):
    assert numbers(written) == expected


@pytest.mark.parametrize(
    ("building", "expected"), [("コーポ１０２", 102), ("二号館 305号室", 305), ("みどり荘", 0), ("", 0)]
)
def test_room(building, expected):
    assert room(building) == expected


@pytest.mark.proves("STD:1.3.2/3")
def test_lists_sort_as_people_count():
    homes = [
        ("10番1号", ""), ("9番2号", "コーポ201"), ("9番10号", ""), ("9番2号", "コーポ1001"), ("９番２号", "コーポ３"),
        ("乙9番地", ""),
    ]  # fmt: skip
    ordered = sorted(homes, key=lambda home: sort_code(*home))
    assert ordered == [
        ("乙9番地", ""), ("９番２号", "コーポ３"), ("9番2号", "コーポ201"), ("9番2号", "コーポ1001"), ("9番10号", ""),
        ("10番1号", ""),
    ]  # fmt: skip
    assert all(code.isdigit() and len(code) == 50 for code in (sort_code(*home) for home in homes))


def test_one_place_written_in_two_ways():
    assert (
        same_place("新町一丁目", "1番2号")
        == same_place("新町一丁目", "１番２号")
        == same_place("新町一丁目", "1-2")
    )
    assert same_place("新町", "甲1番地") != same_place("新町", "乙1番地")
