"""People registered in other municipalities of Japan: the national server knows them, the city does not."""

from collections.abc import Iterator
from datetime import date
from random import Random

from juki.launch.synthetic import cast as casting
from juki.launch.synthetic import places
from juki.launch.synthetic.chance import restart
from juki.launch.synthetic.city import NISHITOKYO
from juki.launch.synthetic.facts import Household
from juki.launch.synthetic.numbers import NumberSpace, Region
from juki.launch.synthetic.people import Setting, Slot, household
from juki.launch.synthetic.plans import last_plan, layout, mix

_PURPOSE = 4
_LAYOUT_SHIFT = 1 << 32


def movers(seed: int, count: int, as_of: date, municipality: str = NISHITOKYO) -> Iterator[Household]:
    """Households with exactly ``count`` people in all who live outside ``municipality``, the cast first.

    Their numbers cannot meet those of the residents. Whole households: whoever moves alone leaves the rest.

    Raises:
        ValueError: ``count`` is smaller than the cast.
        KeyError: the postal table does not know ``municipality``.
    """
    players = casting.cast(seed, as_of, municipality).households
    made = sum(len(player.members) for player in players)
    if count < made:
        raise ValueError(f"the cast alone has {made} people")
    yield from players
    around = places.elsewhere(municipality)
    setting = Setting(NumberSpace(seed), Region.MOVER, as_of.toordinal(), around)
    rng = Random()  # noqa: S311 - restarted for every household
    index = 0
    while made < count:
        block, position = divmod(index, mix().households)
        plan = layout(seed=seed, block=_LAYOUT_SHIFT + block).plans[position]
        if plan.size > count - made:
            plan = last_plan()
        restart(rng, seed=seed, purpose=_PURPOSE, index=index)
        place = around.pick(rng)
        slot = Slot(len(players) + index + 1, made + 1, place, places.any_town(rng, place))
        yield household(rng, setting, slot, plan)
        made += plan.size
        index += 1
