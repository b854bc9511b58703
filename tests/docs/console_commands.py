"""Check the form of a console command: what it runs exists where the reader types it, with these options."""

import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
_MAKEFILE = (ROOT / "Makefile").read_text()
_TARGETS = set(re.findall(r"^([a-z-]+):", _MAKEFILE, re.MULTILINE))
_VARIABLES = set(re.findall(r"^([A-Z]+) \?=", _MAKEFILE, re.MULTILINE))
_STACKS = {file.name.split(".")[1] for file in ROOT.glob("Pulumi.*.yaml")}
_SCRIPTS = {"alicloud-sandbox": "alicloud_sandbox", "alicloud-offline": "alicloud_offline"}
_SHELL = {"git", ".", "export", "mkdir", "docker"}
_TOOLS = {"ruff", "mypy", "pre-commit"}
"""Commands of other packages in `.venv`."""
_INSTALLS = re.compile(r"(\S+/)?pip install|\. \.venv/bin/activate")
PULUMI: dict[tuple[str, ...], set[str]] = {
    ("up",): {"--stack", "--yes"},
    ("cancel",): {"--yes"},
    ("refresh",): {"--exclude"},
    ("preview",): {"--diff", "--stack", "--policy-pack", "--policy-pack-config"},
    ("config", "set"): {"--secret"},
    ("package", "add"): set(),
    ("plugin", "install"): {"--file"},
    ("policy", "analyze"): {"--policy-pack", "--stack"},
}
"""Commands of the Pulumi CLI in the pages, with their options there; an engine test compares them with the CLI."""


def problem(line: str, earlier: Sequence[str] = ()) -> str:
    """Return what is wrong with a command of a page; empty if nothing. `earlier` are the page's commands before it."""
    inner = re.fullmatch(r'eval "\$\((.+)\)"', line)
    command, *words = shlex.split(inner[1] if inner else line)
    name = command.rpartition("/")[2]
    installed = command.startswith(".venv/bin/") or any(map(_INSTALLS.match, earlier))
    if command == "make":
        return _of_make(words)
    if name == "pip":
        return _of_pip(words)
    if command == "pulumi":
        return _of_pulumi(words)
    if name in _SCRIPTS:
        return _of_script(name, words) if installed else f"{name} is not on PATH with nothing activated"
    if name == "python":
        return _of_python(words) if command != name else "python outside .venv has no package of this project"
    known = command in _SHELL or (name in _TOOLS and installed) or words == ["-m", "venv", "policy/.venv"]
    return "" if known else f"{command} is not an installed command"


def _of_make(words: Sequence[str]) -> str:
    for word in words:
        variable, sign, value = word.partition("=")
        if variable not in (_VARIABLES if sign else _TARGETS):
            return f"make has no {word}"
        if variable == "STACK" and value not in _STACKS:
            return f"{value} is not a stack"
        if variable == "TESTS" and not (ROOT / value).exists():
            return f"{value} does not exist"
    return ""


def _of_pip(words: Sequence[str]) -> str:
    if not words or words[0] != "install":
        return "only pip install is used"
    for word in words[1:]:
        folder = re.sub(r"^git\+URL#subdirectory=", "", word)
        if word != "--upgrade" and not (ROOT / folder / "pyproject.toml").exists():
            return f"{word} is not a distribution of this project"
    return ""


def _of_pulumi(words: Sequence[str]) -> str:
    if words[:1] == ["-C"]:
        if not (ROOT / words[1] / "Pulumi.yaml").exists():
            return f"{words[1]} is not a project"
        words = words[2:]
    for command, options in PULUMI.items():
        if tuple(words[: len(command)]) == command:
            return next((f"{word} is not an option" for word in _options(words) if word not in options), "")
    return f"pulumi {' '.join(words)} is not in the table of commands"


def _of_script(name: str, words: Sequence[str]) -> str:
    own = list(words[: words.index("--")] if "--" in words else words)
    command = own[0] if own else ""
    text = help_text(_SCRIPTS[name], command)
    if not text:
        return f"{name} has no command {command}"
    return next((f"{name} {command} has no {one}" for one in _options(own) if f"{one} " not in text), "")


def _of_python(words: Sequence[str]) -> str:
    module = words[1] if words[:1] == ["-m"] else ""
    return "" if module and find_spec(module) else f"{' '.join(words)} is not a module of this project"


def _options(words: Sequence[str]) -> list[str]:
    return [word.partition("=")[0] for word in words if word.startswith("--") and word != "--"]


@cache
def help_text(module: str, command: str) -> str:
    """Return the help of a command as words, each followed by a space; empty if there is no such command."""
    arguments = [sys.executable, "-m", module, command, "--help"]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=60)
    return re.sub(r"[\s,\]]+", " ", done.stdout) if command and done.returncode == 0 else ""
