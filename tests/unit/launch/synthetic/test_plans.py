"""Blocks of households: the same mix in each, shuffled, equally many people."""

import pytest

from juki.launch.synthetic.plans import layout, mix


def test_an_ordinary_block_has_a_thousand_households():
    assert mix().households == 1_000
    assert len(mix().with_headless) == 1_000


@pytest.mark.parametrize("block", [0, 1, 16, 40])
def test_every_block_holds_equally_many_people(block: int):
    made = layout(seed=9, block=block)
    assert sum(plan.size for plan in made.plans) == mix().people
    assert made.offsets[0] == 0
    assert made.offsets[-1] + made.plans[-1].size == mix().people


@pytest.mark.parametrize(("block", "expected"), [(0, 3), (1, 0), (15, 0), (16, 3)])
def test_headless_households_are_a_handful(block: int, expected: int):
    assert sum(plan.headless for plan in layout(seed=9, block=block).plans) == expected


def test_blocks_are_shuffled_each_in_its_own_way():
    orders = {tuple(plan.kind for plan in layout(seed=9, block=block).plans) for block in range(1, 6)}
    assert len(orders) == 5
