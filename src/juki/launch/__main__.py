"""``python -m juki.launch`` (script/juki)."""

import os
import signal
import sys

# Whatever we write is ours alone. Root's directories are passed (not listed) by the embedded server's own user.
os.umask(0o077 if os.geteuid() else 0o066)
signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C before there is anything to clean up

from juki.launch.command_line import main  # noqa: E402

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
