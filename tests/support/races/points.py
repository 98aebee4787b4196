"""Where a worker is held up, or dies: between any two statements, and before each step from the sheet to the reply."""

import os
import signal
import time
from collections.abc import Callable
from functools import wraps
from random import Random
from typing import Any

from django.db import connection

from juki.links.post import questions
from juki.systems.kiosk.services import answers_issue, certificate, dialogs
from support.races.plan import Plan
from support.races.scenes import Stage

STEPS = (
    (certificate, "compose"), (certificate, "_renderer"), (certificate, "_signer"), (certificate, "sealed"),
    (certificate, "checked"), (dialogs, "finish"), (answers_issue, "_made"),
    (answers_issue, "_demand_unchanged"),
)  # fmt: skip
"""Functions before which and after which a worker may be held up."""
AFTER_THE_COMMIT = (questions, "_signed")
PAUSE = 0.05
BETWEEN = 0.15


class Points:
    """The hold-ups of one worker, by seed; ``dies_at`` counts them until the worker kills itself (0: never).

    On a ``stage`` nothing is left to chance: everybody is held up where the scene says, until it says otherwise.
    """

    def __init__(self, plan: Plan, worker: int, *, dies_at: int, stage: Stage | None) -> None:
        self._plan, self.stage = plan, stage
        self._random = Random(f"points {plan.seed} {worker}")
        self._left = dies_at

    def install(self) -> None:
        """Patch this process."""
        for module, name in (*STEPS, AFTER_THE_COMMIT):
            setattr(module, name, self._held(getattr(module, name)))

    def watch(self) -> None:
        """Hold up this thread's statements too."""
        if self._statement not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._statement)

    def _statement(self, execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        self._pass(self._plan.statements, self._plan.statement_pause)
        if 'FROM "kiosk_person"' in sql and "ORDER BY" in sql:
            self._pass(self._plan.between, BETWEEN)
            self._reached("persons")
        return execute(sql, *given)

    def _held(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def held(*given: Any, **named: Any) -> Any:
            self._pass(self._plan.pauses, PAUSE, late=True)
            self._reached(function.__name__)
            found = function(*given, **named)
            self._pass(self._plan.pauses, PAUSE, late=True)
            return found

        return held

    def _reached(self, point: str) -> None:
        if self.stage:
            self.stage.reached(point)

    def _pass(self, share: float, longest: float, *, late: bool = False) -> None:
        if self.stage:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        drawn = self._random.random()
        if late and drawn < self._plan.late * share:
            time.sleep(self._plan.deadline * 1.1)
        elif drawn < share:
            time.sleep(self._random.uniform(0, longest))
