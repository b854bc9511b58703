"""Serve the policy pack to the Pulumi engine."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent
# In a checkout, only requirements.txt has to be installed.
sys.path[:0] = [str(_HERE), str(_HERE.parent / "components" / "rules")]

from alicloud_policies.pack import serve  # noqa: E402 - found by the line above

serve()
