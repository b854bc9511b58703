"""Runs the pack for the engine, from wherever this folder is."""

import sys
from pathlib import Path

_HOME = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_HOME), str(_HOME / "components")]

from policies.pack import serve  # noqa: E402 - found by the line above

serve()
