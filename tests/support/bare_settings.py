"""Django settings of a process without a program of its own: the kernel and the links, for tests of the launcher."""

from juki.screens.settings import screen_settings

globals().update(
    screen_settings(apps=[], urls="support.urls", inbound="support.bare_inbound", screens="support.screens")
)
