"""Run tests with the lowest versions that a distribution accepts: `python -m dev.tools.lowest_versions`.

Each run has a new virtual environment in a temporary folder, whose path includes the packages of the checkout. The
numbers are those of docs/versions.md and of the files that declare them.
"""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dev.tools import CHECKOUT

_FOLDERS = ("components/rules", "components", "sandbox", "policies", "policies/testkit", "offline", ".")
_TOOLS = (
    "pytest>=8,<10",
    "hypothesis",
    "pyyaml",
    "jsonschema",
    "aiohttp",
    "msgspec",
    "trustme",
    "cryptography",
    "jmespath",
)
_LIMIT_SECONDS = 3600


@dataclass(frozen=True)
class Lowest:
    """The lowest versions of a distribution, the files that declare them, and the arguments of pytest for its tests."""

    declared: tuple[str, ...]
    requirements: tuple[str, ...]
    tests: tuple[str, ...]


_API = ("alibabacloud-tea-openapi==0.4.6", "alibabacloud-credentials>=1,<2", "darabonba-core>=1,<2")
_POLICY = "pulumi-policy==1.21.0"

LOWEST = {
    "components": Lowest(
        ("components/pyproject.toml",),
        ("pulumi==3.165.0", "pulumi-alicloud==3.81.0", *_API),
        (
            "tests/components",
            "--ignore=tests/components/plugin",
            "--ignore=tests/components/test_published_schema.py",
            "--ignore=tests/components/test_pulumi_internals.py",
        ),
    ),
    "plugin": Lowest(
        ("components/requirements.txt",),
        ("pulumi==3.230.0", "pulumi-alicloud==3.81.0", *_API),
        ("tests/components/plugin", "tests/components/test_published_schema.py"),
    ),
    "policies": Lowest(
        ("policies/pyproject.toml", "policies/requirements.txt", "policies/testkit/pyproject.toml"),
        ("pulumi==3.204.0", _POLICY, "pulumi-alicloud==3.83.0"),
        # The types of the newest provider SDK.
        ("tests/policies", "--ignore=tests/policies/test_every_type.py"),
    ),
    "offline": Lowest(
        ("offline/pyproject.toml",),
        ("pulumi==3.272.0", _POLICY, "pulumi-alicloud==3.83.0", *_API),
        ("tests/offline", "--ignore=tests/offline/report"),
    ),
}


def main(names: Sequence[str]) -> int:
    """Run the tests of the named distributions, by default of all; return 1 if any failed."""
    codes = [_run(LOWEST[name]) for name in names or LOWEST]
    return int(any(codes))


def _run(lowest: Lowest) -> int:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        install = [python, "-m", "pip", "install", "--quiet", *lowest.requirements, *_TOOLS]
        subprocess.run(install, check=True, timeout=_LIMIT_SECONDS)
        (packages,) = Path(folder).glob("lib/python*/site-packages")
        (packages / "checkout.pth").write_text("".join(f"{CHECKOUT / one}\n" for one in _FOLDERS))
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *lowest.tests]
        return subprocess.run(command, cwd=CHECKOUT, env=environment, check=False, timeout=_LIMIT_SECONDS).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
