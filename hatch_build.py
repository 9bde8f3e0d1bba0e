"""Compile the translations while the package is built, so that a wheel or an editable install speaks Dutch."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileWords(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        from tools.words.compiling import compile_stale  # importable only once the root is on the path

        compile_stale(Path(self.root))
