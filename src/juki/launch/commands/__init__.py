"""The subcommands of ``script/juki``, one module each: ``arguments(parser)`` and ``execute(home, options) -> exit code``.

A module is imported when its command is asked for: a process of the city does not carry the code of ``init``.
"""
