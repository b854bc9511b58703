"""A password, access key or secret is passed as plain text."""

from collections.abc import Iterator

from alicloud_rules.limits import plain_secret

from ..plan.model import Plan
from ..settings import Settings
from ..verdicts import Verdict, judged
from .check import Check


def judge(plan: Plan, _settings: Settings) -> Iterator[Verdict]:
    """Judge the inputs of every resource, of whatever type, and the stack's config where a provider gets it."""
    for one in plan.credentials:
        yield judged(one.urn, one.label, one.secret, plain_secret.check(one.name, secret=False))


CHECK = Check(
    id="plain-secret",
    judge=judge,
    remedy="Pass it as a secret: `pulumi config set --secret`, `config.require_secret`, or `pulumi.Output.secret`; "
    "raised to `remediate`, the policy mark-secrets makes it one.",
    url="https://www.pulumi.com/docs/iac/concepts/secrets/",
)
