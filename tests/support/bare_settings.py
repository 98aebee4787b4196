"""Django settings of a process without a program of its own: the kernel and the links, for tests of the launcher."""

from juki.kernel.settings import django_settings

globals().update(django_settings(apps=[], urls="support.urls", inbound="support.bare_inbound"))
