"""The scenario that the configuration names, made of plain resources and the IPv6 assignment."""

import pulumi

from tests.engine.program_builder import ProgramBuilder
from tests.policies.scenarios import ADVICE_SCENARIOS, SCENARIOS

wanted = pulumi.Config().require("scenario")
next(one for one in (*SCENARIOS, *ADVICE_SCENARIOS) if str(one) == wanted).build(ProgramBuilder())
