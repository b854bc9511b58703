"""Find what the sandbox answers to the same requests: run the probes in another process, on a new sandbox."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from alicloud_sandbox.cli.client_environment import UNSET
from alicloud_sandbox.iam.keyring import ACCOUNTS
from alicloud_sandbox.sandbox import Sandbox
from dev.verify_cloud.cloud import Cloud
from dev.verify_cloud.lab import Lab
from dev.verify_cloud.observing import observe
from dev.verify_cloud.probe import PROBES
from dev.verify_cloud.target import RefusedError

LIMITS = "today"
_SECONDS = 600.0
_RUN = "verify-20260101t000000-000000"


def answers_of_sandbox(names: Sequence[str], region: str, instance_type: str) -> dict[str, str]:
    """Return what these probes observe on the sandbox; raise RefusedError when one fails there."""
    with TemporaryDirectory() as folder, Sandbox.start(Path(folder), limits=LIMITS) as sandbox:
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        done = subprocess.run(
            [sys.executable, "-m", "dev.verify_cloud.expected", "--region", region, "--type", instance_type],
            env={**kept, **sandbox.environment()},
            input=json.dumps(list(names)),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
    if done.returncode:
        raise RefusedError("a probe failed on the sandbox, as shown above, so there is nothing to compare with.")
    return dict(json.loads(done.stdout))


def main() -> int:
    """Print the answers to the probes whose names are on standard input, as JSON."""
    import dev.verify_cloud.probes  # noqa: F401, PLC0415 - registers them

    parser = argparse.ArgumentParser(prog="python -m dev.verify_cloud.expected", description=__doc__)
    parser.add_argument("--region", required=True)
    parser.add_argument("--type", required=True)
    options = parser.parse_args()
    names = json.load(sys.stdin)
    cloud = Cloud.from_environment(options.region, os.environ)
    lab = Lab(cloud, _RUN, ACCOUNTS["resource"], options.type, ACCOUNTS["user"])
    observed = observe(lab, [probe for probe in PROBES if probe.name in names], lambda _: None)
    if observed.failures:
        print(f"probes that fail on the sandbox: {observed.failures}", file=sys.stderr)
        return 1
    print(json.dumps(observed.answers))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
