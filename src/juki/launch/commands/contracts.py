"""``juki contracts``: generate docs/reference."""

import argparse
from pathlib import Path

import django
from django.conf import settings

from juki.kernel.settings import base_settings
from juki.launch.home import REPOSITORY, Home
from juki.launch.reference.applications import APPS
from juki.launch.reference.writing import write
from juki.launch.screen import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--into", type=Path, default=REPOSITORY / "docs" / "reference", metavar="DIR")


def execute(_home: Home, options: argparse.Namespace) -> int:
    """Write all pages."""
    settings.configure(**base_settings(apps=list(APPS)))
    django.setup()
    say(f"{write(options.into)} ファイル / files → {options.into}")
    return 0
