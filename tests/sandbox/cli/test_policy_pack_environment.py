"""A policy pack without its virtual environment is refused before the engine waits for it."""

from pathlib import Path

import pytest

from alicloud_sandbox.cli.policy_pack_environment import check_policy_packs
from alicloud_sandbox.gateway.state_file import StateFile
from tests.sandbox import serving

OPTIONS = {
    "block": "runtime:\n  name: python\n  options:\n    virtualenv: ../env # of the checkout\n",
    "inline": 'runtime: {name: python, options: {virtualenv: "../env"}}\n',
}


def write_pack(folder: Path, text: str) -> Path:
    pack = folder / "pack"
    pack.mkdir()
    (pack / "PulumiPolicy.yaml").write_text(text)
    return pack


@pytest.mark.parametrize("text", OPTIONS.values(), ids=OPTIONS)
def test_a_pack_without_its_environment_is_refused(tmp_path: Path, text: str) -> None:
    pack = write_pack(tmp_path, text)
    command = ["env", "A=b", "pulumi", "preview"]
    for words in ([*command, "--policy-pack", str(pack)], [*command, f"--policy-pack={pack}", "--diff"]):
        with pytest.raises(ValueError, match=rf"needs the virtual environment {tmp_path}/env, which does not exist"):
            check_policy_packs(words)
    (tmp_path / "env" / "bin").mkdir(parents=True)
    (tmp_path / "env" / "bin" / "python").touch()
    check_policy_packs([*command, "--policy-pack", str(pack)])


@pytest.mark.parametrize(
    "words", [["pulumi", "up"], ["--policy-pack"], ["--policy-pack", "/nowhere"], ["--policy-pack="]]
)
def test_other_commands_are_not_refused(words: list[str]) -> None:
    check_policy_packs(words)


def test_a_pack_in_the_ambient_environment_is_not_refused(tmp_path: Path) -> None:
    check_policy_packs(["--policy-pack", str(write_pack(tmp_path, "runtime: python\n"))])


def test_run_says_how_to_make_the_environment_and_starts_nothing(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, OPTIONS["block"])
    state_file = StateFile(tmp_path / "state.db")
    done = serving.sandbox(state_file, "run", "--", "touch", str(tmp_path / "ran"), "--policy-pack", str(pack))
    assert done.returncode == 1
    assert done.stderr.endswith(
        f"python3 -m venv {tmp_path}/env && {tmp_path}/env/bin/pip install -r {pack}/requirements.txt\n"
    )
    assert not (tmp_path / "ran").exists()
    assert state_file.running() is None
