"""A password, access key or secret is passed as plain text."""

from collections.abc import Iterator

from alicloud_rules.limits import plain_secret as limit
from alicloud_rules.three_valued import negation

from ..config.policy_settings import Settings
from ..judging.findings import RuleResult, when
from ..judging.rule import LimitRule
from ..model.stack_model import StackModel


def check(stack: StackModel, _settings: Settings) -> Iterator[RuleResult]:
    """Check the inputs of every resource of any type, including providers."""
    for one in stack.credentials:
        yield RuleResult(one, when(negation(one.secret), limit.check(one.name, secret=False)))


RULE = LimitRule(
    limit=limit.LIMIT,
    check=check,
    remedy="Pass it as a secret: `pulumi config set --secret`, `config.require_secret`, or `pulumi.Output.secret`; "
    "or set the policy mark-secrets to `remediate`.",
    url="https://www.pulumi.com/docs/iac/concepts/secrets/",
)
