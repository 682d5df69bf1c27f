"""Importing two modules of NLTK without the rest of it, which takes ten times as long as they do.

``import nltk.stem.snowball`` first runs ``nltk/__init__.py``, and that imports its parsers, taggers, metrics and
corpora. Here their packages stand in empty while the one module is loaded, and are taken away again, so that a program
that imports NLTK itself finds all of it. Where that doesn't work out, NLTK is imported as usual.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType

_ALONE = RLock()


def import_light(name: str) -> ModuleType:
    """The module ``nltk.PACKAGE.MODULE``."""
    with _ALONE:
        if "nltk" in sys.modules:
            return import_module(name)
        try:
            return _without_packages(name)
        except Exception:
            pass
        finally:
            for loaded in [m for m in sys.modules if m == "nltk" or m.startswith("nltk.")]:
                del sys.modules[loaded]
        return import_module(name)


def _without_packages(name: str) -> ModuleType:
    spec = find_spec("nltk")
    assert spec is not None and spec.submodule_search_locations
    sys.modules["nltk"] = nltk = module_from_spec(spec)
    for part in ("stem", "tokenize"):
        package = ModuleType(f"nltk.{part}")
        package.__path__ = [f"{folder}/{part}" for folder in spec.submodule_search_locations]
        sys.modules[package.__name__] = package
        setattr(nltk, part, package)
    for unused in ("corpus", "pathsec", "picklesec", "probability", "tabdata", "tokenize.util"):
        sys.modules[f"nltk.{unused}"] = stand_in = ModuleType(f"nltk.{unused}")
        # all that is taken from these is for training and for files
        stand_in.__getattr__ = lambda name: None  # type: ignore[method-assign]
    return import_module(name)
