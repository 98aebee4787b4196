"""Keeping enough 宛名番号 at hand, so that residents can be recorded while 宛名管理 is down."""

import logging
from uuid import uuid4

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor
from juki.systems.registry.services import numbers, options

logger = logging.getLogger(__name__)

ACTOR = Actor(who="job:number-blocks", right="job", terminal="")


def refill(times: Times) -> int:
    """Take one block when fewer numbers are left than the city wants; how many were added.

    A peer that is down is tried again at the next run: what is at hand goes on being used.
    """
    if numbers.free() >= options.block_threshold():
        return 0
    try:
        return numbers.take_block(size=options.block_size(), actor=ACTOR, times=times, trace=uuid4())
    except JukiError as error:
        logger.warning("no block of numbers: %s", error.code)
        return 0
