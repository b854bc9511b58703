"""Nothing that people run waits without end: a wait names its limit, or is one of the two shapes that have one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from dev.tools import CHECKOUT

FOLDERS = ("dev", "offline", "policies", "sandbox", "components")
LIMIT = {"timeout"}
RUNS = {"run", "check_output", "check_call", "call"}
WAITS = {"wait", "communicate", "join"}
WITHOUT_END = {
    # An update takes as long as the stack is large; Ctrl+C ends it.
    "dev/tools/foreground.py: process.wait()",
    # The first process of a namespace waits as long as the program, which the check ends after its time limit.
    "offline/alicloud_offline/check/confinement.py: os.wait()",
    # `serve` runs until it is stopped.
    "sandbox/alicloud_sandbox/gateway/sandbox_server.py: self._stop.wait()",
    # A refresh takes as long as the stack is large, and an import must not be killed.
    "components/alicloud_ipv6/recover/pulumi_cli.py: "
    "subprocess.run(command, input=given, capture_output=True, text=True, check=False)",
}


def waits(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that wait for a process, a thread or a server, without a time limit."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        owner, name = ast.unparse(call.func.value), call.func.attr
        limited = LIMIT & {keyword.arg for keyword in call.keywords}
        if (owner == "subprocess" and name in RUNS and not limited) or (
            name in WAITS and not call.args and not limited
        ):
            yield call


def test_a_wait_has_a_time_limit() -> None:
    found = set()
    for folder in FOLDERS:
        for file in (CHECKOUT / folder).rglob("*.py"):
            if not {".venv", "build"} & set(file.parts):
                place = file.relative_to(CHECKOUT)
                found |= {f"{place}: {ast.unparse(call)}" for call in waits(ast.parse(file.read_text()))}
    assert {one for one in found if "wait_for" not in one} == WITHOUT_END


def test_a_wait_without_a_limit_is_found() -> None:
    code = "subprocess.run(['a'])\nprocess.wait()\nsubprocess.run(['a'], timeout=3)\nprocess.wait(3)\n','.join(x)\n"
    assert [ast.unparse(call) for call in waits(ast.parse(code))] == ["subprocess.run(['a'])", "process.wait()"]


def test_the_tests_have_a_time_limit_of_their_own() -> None:
    assert "pytest-timeout" in (CHECKOUT / "tests" / "requirements.txt").read_text()
    assert Path(CHECKOUT / "tests" / "conftest.py").read_text().count("pytest.mark.timeout") == 1
