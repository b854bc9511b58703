"""Check the Python examples in the docstrings of the installed provider SDK: `python -m dev.tools.sdk_examples`.

Every example is a program that nobody here wrote. The table says how many hold, are refused by a policy, stop the
check, or are broken themselves (a Python error of the example, such as an undefined name). The details are a file with
one line of JSON for each example; a second run takes up where the first one stopped.
"""

import argparse
import ast
import hashlib
import json
import multiprocessing
import os
import re
import select
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from inspect import cleandoc
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, TextIO

from dev.tools import CHECKOUT

PACK = CHECKOUT / "policies"
HOLDS, REFUSED, STOPPED, BROKEN = "holds", "refused", "stopped", "broken"

_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
_PROJECT = 'name: example\nruntime: python\nconfig: {"alicloud:region": cn-beijing}\n'
_PRELOADED = ("cs", "ecs", "ess", "ram", "rds", "resourcemanager", "slb", "vpc")
_OWN_ERRORS = re.compile(
    r"NameError|SyntaxError|IndentationError|ImportError|ModuleNotFoundError|FileNotFoundError|NotADirectoryError"
    r"|unexpected keyword argument|missing \d+ required|Missing required|positional argument|got multiple values"
    r"|registers .* twice|'(?!Unknown|list'|str'|NoneType')\w+' object has no attribute"
    r"|(module|type object) '.*' has no attribute|invalid literal for int\(\) with base 10: '(?!Unknown)"
)
"""Errors that a run of the example with the engine has as well."""
_EPILOG = """examples:
  python -m dev.tools.sdk_examples --details examples.jsonl
      check all examples, or those that the file lacks
  python -m dev.tools.sdk_examples --details examples.jsonl --again stopped --module rds
      check again what stopped the check in one module
"""


@dataclass(frozen=True)
class Example:
    """An example: the SDK's module and file, and the program."""

    module: str
    file: str
    program: str

    @property
    def id(self) -> str:
        """A short name that is the same as long as the program is."""
        return hashlib.sha256(self.program.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Outcome:
    """The result for one example; `detail` has the violated rules, or the error."""

    id: str
    module: str
    file: str
    outcome: str
    detail: str


def find_examples(root: Path) -> list[Example]:
    """Return the examples in the docstrings under `root`, each once."""
    found: dict[str, Example] = {}
    for file in sorted(root.rglob("*.py")):
        text = file.read_text()
        for docstring in _docstrings(text) if "```python" in text else ():
            for program in _BLOCK.findall(docstring):
                path = file.relative_to(root)
                found.setdefault(program, Example(path.parts[0].removesuffix(".py"), path.as_posix(), program))
    return list(found.values())


def _docstrings(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield cleandoc(node.value.value)


def classify(error: str) -> str:
    """Return whether an error of the check is the example's own."""
    return BROKEN if _OWN_ERRORS.search(error) else STOPPED


def check_example(example: Example) -> Outcome:
    """Check one example in this process, which is good for no other afterwards."""
    from alicloud_offline.offline_error import OfflineError  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as name, Path(os.devnull).open("w") as nowhere:
        folder = Path(name)
        (folder / "Pulumi.yaml").write_text(_PROJECT)
        (folder / "Pulumi.dev.yaml").write_text("{}\n")
        (folder / "__main__.py").write_text(example.program)
        try:
            with redirect_stderr(nowhere):
                report = _check(folder, nowhere)
        except OfflineError as error:
            return Outcome(example.id, example.module, example.file, classify(str(error)), str(error))
    refused = [f"{one.rule}: {one.message}" for one in report.findings if one.level == "mandatory"]
    outcome = REFUSED if refused else HOLDS
    return Outcome(example.id, example.module, example.file, outcome, "; ".join(refused))


def _check(folder: Path, nowhere: TextIO) -> Any:  # noqa: ANN401 (imported below)
    """Return the report on a program, which runs in this process: an example is trusted."""
    from alicloud_offline.check.check_program import CheckOptions, check_program  # noqa: PLC0415
    from alicloud_offline.check.check_progress import CheckProgress  # noqa: PLC0415
    from alicloud_offline.check.in_process_run import run_in_process  # noqa: PLC0415

    return check_program(folder, "dev", CheckProgress(nowhere), CheckOptions(packs=(PACK,)), run_in_process)


def _in_child(example: Example, seconds: float) -> Outcome:
    """Check an example in a child process, which is ended after `seconds`."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        with suppress(BaseException):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os.write(writing, json.dumps(asdict(check_example(example))).encode()[:60_000])
            code = 0
        os._exit(code)
    os.close(writing)
    ready, _, _ = select.select([reading], [], [], seconds)
    with os.fdopen(reading, "rb") as pipe:
        if not ready:
            os.kill(child, signal.SIGKILL)
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        detail = "no answer" if ready else f"longer than {seconds:.0f} s"
        return Outcome(example.id, example.module, example.file, STOPPED, detail)
    return Outcome(**json.loads(answer))


def _work(examples: Sequence[Example], seconds: float, answers: "SimpleQueue[Outcome]") -> None:
    """Check these examples one after the other."""
    import importlib  # noqa: PLC0415

    for module in _PRELOADED:
        getattr(importlib.import_module(f"pulumi_alicloud.{module}"), "anything", None)
    import alicloud_offline.check.check_program  # noqa: PLC0415
    import alicloud_offline.check.in_process_run  # noqa: F401, PLC0415

    for example in examples:
        answers.put(_in_child(example, seconds))


def check_all(examples: Sequence[Example], workers: int, seconds: float) -> Iterator[Outcome]:
    """Yield the outcome of each example, with some at once."""
    context = multiprocessing.get_context("fork")
    answers: SimpleQueue[Outcome] = context.SimpleQueue()
    processes = [
        context.Process(target=_work, args=(examples[number::workers], seconds, answers), daemon=False)
        for number in range(workers)
    ]
    for process in processes:
        process.start()
    for _ in examples:
        yield answers.get()
    for process in processes:
        process.join(seconds)


def read_details(file: Path) -> dict[str, Outcome]:
    """Return the outcomes of earlier runs by the id of their examples."""
    lines = file.read_text().splitlines() if file.exists() else []
    rows = (Outcome(**json.loads(line)) for line in lines)
    return {row.id: row for row in rows}


def table(outcomes: Iterable[Outcome]) -> str:
    """Return the counts, those of the rules and errors among them."""
    rows = list(outcomes)
    counts = Counter(row.outcome for row in rows)
    lines = [f"{len(rows)} examples of {len({row.module for row in rows})} modules"]
    for outcome in (HOLDS, REFUSED, STOPPED, BROKEN):
        lines.append(f"{outcome:10} {counts[outcome]:5}")
        causes = Counter(cause for row in rows if row.outcome == outcome for cause in _causes(row))
        lines += [f"    {number:5}  {cause}" for cause, number in causes.most_common()]
    return "\n".join(lines)


def _causes(row: Outcome) -> Iterable[str]:
    if row.outcome == REFUSED:
        return {one.partition(":")[0] for one in row.detail.split("; ") if re.match(r"[a-z0-9-]+: ", one)}
    found = re.search(r"\b\w*(Error|Exception|Exit)\b", row.detail)
    return [found[0] if found else row.detail[:60]] if row.detail else []


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--details", type=Path, required=True, metavar="FILE", help="file of outcomes, a line of JSON for each example")
    text = "only examples of this module of the SDK, such as vpc; repeatable"
    add("--module", action="append", default=[], metavar="NAME", help=text)
    text = "check examples again that had this outcome; repeatable"
    add("--again", action="append", default=[], choices=(HOLDS, REFUSED, STOPPED, BROKEN), help=text)
    add("--workers", type=int, default=2, metavar="N", help="processes at once (default: 2)")
    add("--seconds", type=float, default=60, metavar="N", help="time limit of an example (default: 60)")
    options = parser.parse_args(arguments)
    spec = find_spec("pulumi_alicloud")
    if spec is None or spec.origin is None:
        parser.error("pulumi_alicloud is not installed")
    examples = find_examples(Path(spec.origin).parent)
    wanted = [one for one in examples if not options.module or one.module in options.module]
    _run(wanted, read_details(options.details), options)
    return 0


def _run(examples: Sequence[Example], known: Mapping[str, Outcome], options: argparse.Namespace) -> None:
    kept = {one: row for one, row in known.items() if row.outcome not in options.again}
    todo = [one for one in examples if one.id not in kept]
    outcomes = dict(known)
    with options.details.open("a") as file:
        for number, row in enumerate(check_all(todo, options.workers, options.seconds) if todo else (), 1):
            outcomes[row.id] = row
            file.write(json.dumps(asdict(row)) + "\n")
            file.flush()
            if sys.stderr.isatty() or number % 100 == 0:
                print(f"{number} of {len(todo)} examples", file=sys.stderr)
    print(table(outcomes[one.id] for one in examples))


if __name__ == "__main__":
    sys.exit(main())
