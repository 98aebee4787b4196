"""The life of a process: check, serve, stop."""

import logging
import os
import signal
import threading
from types import FrameType

import juki
from juki.kernel.errors import JukiError
from juki.launch.home import Home
from juki.launch.process import logs
from juki.launch.process.activation import activate

logger = logging.getLogger(__name__)
SUPERVISOR = "JUKI_SUPERVISOR"
"""In the environment of a supervised process: the supervisor's number."""


def run(home: Home, process: str, *, only: str | None = None) -> None:
    """Be ``process`` until told to end; ``only`` one of its parts, so that others may be other processes.

    Raises:
        JukiError: what the process was told cannot be right, or its database does not answer.
    """
    if _orphaned():
        return
    home.require_founded()
    logs.begin(home.log_file(process), process)
    stopped = _stop_on_signal()
    try:
        settings = activate(home, process)
        from juki.launch.process.parts import begin  # noqa: PLC0415 - models need the settings first

        parts = begin(settings, only)
    except JukiError as error:
        logger.error("%s", error)  # its text says all there is
        raise
    logger.info("serving version %s, parts %s", juki.__version__, only or "all")
    stopped.wait()
    for part in parts:
        part.stop()
    logger.info("stopped")


def _stop_on_signal() -> threading.Event:
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopped


def _orphaned() -> bool:
    """Whether the supervisor died before the kernel knew that we end with it."""
    supervisor = os.environ.get(SUPERVISOR)
    return supervisor is not None and os.getppid() != int(supervisor)
