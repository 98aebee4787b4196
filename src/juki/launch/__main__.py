"""``python -m juki.launch`` (script/juki)."""

import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C before there is anything to clean up

from juki.launch.command_line import main  # noqa: E402

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
