"""The service that is tried: Alibaba Cloud itself, or a sandbox in the tests; each is refused as the other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from alicloud_sandbox.cli.observations import SERVICE
from alicloud_sandbox.iam.keyring import ACCOUNTS
from dev.verify_cloud.cloud import KEY_ID, SECRET, Cloud

SANDBOX = "sandbox"
CLOUD = "cloud"
NAMES = {SANDBOX: "a sandbox", CLOUD: SERVICE}
_CI = ("CI", "GITHUB_ACTIONS", "BUILD_NUMBER", "GITLAB_CI", "JENKINS_URL", "TF_BUILD")


class RefusedError(Exception):
    """The run is refused before it has made anything; the message says what to do."""


@dataclass(frozen=True)
class Caller:
    """Who makes the run."""

    account: str
    arn: str


def caller_of(target: str, region: str, environ: Mapping[str, str]) -> tuple[Cloud, Caller]:
    """Return the APIs and who calls them; raise RefusedError unless the environment is that of the target."""
    if target == CLOUD and (found := [name for name in _CI if environ.get(name)]):
        raise RefusedError(f"{found[0]} is set: this makes real resources, so it never runs in CI.")
    if missing := [name for name in (KEY_ID, SECRET) if not environ.get(name)]:
        raise RefusedError(f"set {' and '.join(missing)}: only explicit credentials are used, no profile and no role.")
    if target == SANDBOX and not _is_sandbox(environ.get("HTTPS_PROXY", "")):
        raise RefusedError("the environment is not that of a sandbox; run this inside `alicloud-sandbox run --`.")
    cloud = Cloud.from_environment(region, environ)
    found_caller = cloud.call("Sts", "GetCallerIdentity")
    caller = Caller(found_caller["AccountId"], found_caller["Arn"])
    if target == CLOUD and (caller.account in ACCOUNTS.values() or _is_sandbox(environ.get("HTTPS_PROXY", ""))):
        raise RefusedError("the environment is that of a sandbox; use a new shell, with the keys of a real account.")
    if caller.arn.endswith(":root"):
        raise RefusedError("the keys are those of the account itself, which cannot assume roles; use a RAM user's.")
    return cloud, caller


def _is_sandbox(proxy: str) -> bool:
    if not proxy.startswith("http://127.0.0.1:"):
        return False
    try:
        with build_opener(ProxyHandler({})).open(f"{proxy}/health", timeout=10) as page:
            return {"limits", "latency"} <= set(json.load(page))
    except (URLError, OSError, ValueError):
        return False
