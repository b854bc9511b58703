"""The situation that the configuration names, made of plain resources and the IPv6 assignment."""

import pulumi

from tests.engine.program_builder import ProgramBuilder
from tests.policies.situations import REMARKS, SITUATIONS

wanted = pulumi.Config().require("situation")
next(one for one in (*SITUATIONS, *REMARKS) if str(one) == wanted).happen(ProgramBuilder())
