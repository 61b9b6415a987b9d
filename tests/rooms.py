"""Find the modules of one kind in all rooms, for tests of every form or every view."""

import pkgutil
from importlib import import_module
from types import ModuleType

import consultation
import members
import welfare

APPS = (members, welfare, consultation)


def modules(kind: str) -> list[ModuleType]:
    """Return every module named `kind` (forms, views, …) of every room, or the modules of the folder of that name."""
    names = [info.name for app in APPS for info in pkgutil.walk_packages(app.__path__, f"{app.__name__}.")]
    return [import_module(name) for name in names if kind in name.split(".")[2:4]]
