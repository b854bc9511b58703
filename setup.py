"""Install `alicloud-offline check` from the root of a clone; pre-commit and the GitHub action do nothing else with it.

The root is a Pulumi project and no package. With a `[project]` in pyproject.toml, `pulumi install` would
install that in place of requirements.txt.
"""

from pathlib import Path

from setuptools import setup

ROOT = Path(__file__).resolve().parent
DISTRIBUTIONS = {
    "alicloud-rules": "components/rules",
    "pulumi-alicloud-policies": "policies",
    "pulumi-policy-testkit": "policies/testkit",
    "pulumi-alicloud-offline": "offline",
}

setup(
    name="pulumi-alicloud-offline-from-clone",
    version="0",
    packages=[],
    py_modules=[],
    install_requires=[f"{name} @ {(ROOT / folder).as_uri()}" for name, folder in DISTRIBUTIONS.items()],
)
