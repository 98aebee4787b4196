"""``python -m juki.launch`` (script/juki)."""

import sys

from juki.launch.command_line import main

sys.exit(main(sys.argv[1:]))
