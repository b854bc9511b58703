// Builds one of the three shapes; each is a file of its own.
import * as pulumi from "@pulumi/pulumi";

import { buildCrossAccount } from "./crossAccount";
import { buildDev } from "./dev";
import { buildRole } from "./role";

const shapes: Record<string, () => Record<string, pulumi.Input<unknown>>> = {
    dev: buildDev,
    role: buildRole,
    crossaccount: buildCrossAccount,
};

const shape = new pulumi.Config().require("shape");
if (!(shape in shapes)) {
    throw new pulumi.RunError(`shape: there is no ${shape}; choose one of: ${Object.keys(shapes).join(", ")}.`);
}
export = shapes[shape]();
