"""Find a policy pack without its virtual environment before the Pulumi engine waits for it.

The engine (seen in 3.260) does not notice that the interpreter of a pack does not exist. It then reports that it cannot
connect to the pack, or waits without end.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_OPTION = "--policy-pack"
_VIRTUALENV = re.compile(r"""\bvirtualenv:\s*["']?([^\s"',}#]+)""")


def check_policy_packs(words: Sequence[str]) -> None:
    """Raise ValueError when a policy pack of this command line names a virtual environment that does not exist."""
    for pack in _packs(words):
        file = pack / "PulumiPolicy.yaml"
        named = _VIRTUALENV.search(file.read_text(errors="replace")) if file.is_file() else None
        if named and not (pack / named[1] / "bin" / "python").exists():
            environment = (pack / named[1]).resolve()
            raise ValueError(
                f"the policy pack {pack} needs the virtual environment {environment}, which does not exist, and Pulumi"
                f" may wait for it without end; make it first, outside the sandbox: python3 -m venv {environment} &&"
                f" {environment}/bin/pip install -r {pack}/requirements.txt"
            )


def _packs(words: Sequence[str]) -> Iterator[Path]:
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == _OPTION and following:
            yield Path(following)
        elif word.startswith(f"{_OPTION}="):
            yield Path(word.partition("=")[2])
