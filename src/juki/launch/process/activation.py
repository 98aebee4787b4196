"""Becoming one system: its settings file and its Django settings, before anything of it is imported."""

import os
from importlib.util import find_spec

import django

from juki.kernel.settings import SystemSettings, current
from juki.launch.errors import NotFounded, ProgramMissing, UnknownProcess
from juki.launch.home import Home

PROGRAMS = {
    "registry": "juki.systems.registry.settings",
    "jukinet": "juki.systems.jukinet.settings",
    "kiosk": "juki.systems.kiosk.settings",
    "unified": "juki.systems.unified.settings",
    "intermediary": "juki.systems.intermediary.settings",
    "addressee": "juki.systems.addressee.settings",
    "office": "juki.office.settings",
    "outside": "juki.outside.settings",
}


def known(process: str) -> str:
    """``process`` if the city has it.

    Raises:
        UnknownProcess: it has not.
    """
    if process not in PROGRAMS:
        raise UnknownProcess(name=process, known=", ".join(PROGRAMS))
    return process


def running_here(home: Home) -> list[str]:
    """The processes of this machine, in the order of the city's table.

    Raises:
        UnknownProcess: city.toml names one that the city has not.
    """
    chosen = [known(name) for name in home.city().processes]
    return [name for name in PROGRAMS if not chosen or name in chosen]


def activate(home: Home, process: str) -> SystemSettings:
    """Make this operating-system process ``process``; may be done once.

    Raises:
        UnknownProcess: no such process.
        NotFounded: its settings file was never written.
        ProgramMissing: its Django settings module is not installed.
    """
    module = home.city().programs.get(known(process), PROGRAMS[process])
    file = home.settings_file(process)
    if not file.exists():
        raise NotFounded(home=str(home.root))
    if not _installed(module):
        raise ProgramMissing(name=process, module=module)
    os.environ["JUKI_SYSTEM_FILE"] = str(file)
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    settings = current()
    django.setup()
    return settings


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
