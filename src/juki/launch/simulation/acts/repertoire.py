"""Everything that may happen, and how often beside one another."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from juki.launch.simulation.acts import arriving, changing, grouping, leaving, mending, naming, opening
from juki.launch.simulation.deeds import Deed
from juki.launch.simulation.world import World
from juki.launch.synthetic.chance import Wheel

Act = Callable[[World], Deed | None]
FollowUp = Callable[[World, tuple[str, ...]], Deed | None]

ACTS: Mapping[Act, float] = MappingProxyType({
    arriving.move_in: 11, arriving.come_back: 3, arriving.birth: 4, arriving.found_unrecorded: 0.5,
    arriving.becomes_foreign_resident: 0.5, leaving.leave: 9, leaving.take_back: 0.7, leaving.die: 4,
    leaving.nobody_lives_there: 1, leaving.loses_status: 0.5, grouping.move: 9, grouping.split: 2.5,
    grouping.merge: 2.5, grouping.change_head: 3, grouping.relate: 1.5, grouping.reorder: 1, naming.marry: 2,
    naming.divorce: 0.7, naming.former_surname: 1, naming.alias: 1, changing.new_number: 1,
    changing.written_otherwise: 2, changing.remark: 1.5, changing.sex_or_birth: 0.5, changing.correct: 1.5,
    changing.prolonged: 1, opening.becomes_japanese: 0.7, opening.becomes_foreign: 0.4, opening.remake: 1,
    mending.cancel: 4,
})  # fmt: skip
"""Acts and their weights."""

WHEEL = Wheel(ACTS.items())

FOLLOW_UPS: Mapping[str, FollowUp] = MappingProxyType({
    "notice": leaving.notice,
    "designate": changing.designate,
    "residence": changing.residence,
    "restore": opening.restore,
    "cancel_plan": leaving.cancel_plan,
    "move_together": grouping.move_together,
    "crown": grouping.crown,
})  # fmt: skip
"""Acts that another one announced."""
