"""Keeping enough 空きコード at hand, so that persons can be entered while the national server is down."""

import logging
from uuid import uuid4

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Actor
from juki.systems.registry.services import code_stock, options

logger = logging.getLogger(__name__)

ACTOR = Actor(who="job:code-stock", right="job", terminal="")


def refill(times: Times) -> int:
    """Take one stock when fewer codes are left than the city wants; how many were added.

    A peer that is down is tried again at the next run: what is at hand goes on being used.
    """
    if not code_stock.is_low():
        return 0
    try:
        return code_stock.take(size=options.code_stock_size(), actor=ACTOR, times=times, trace=uuid4())
    except JukiError as error:
        logger.warning("no stock of codes: %s", error.code)
        return 0
