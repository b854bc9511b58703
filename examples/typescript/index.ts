// Builds one of the shapes; each is a file of its own.
import * as pulumi from "@pulumi/pulumi";

import { buildAdopt } from "./adopt";
import { buildCrossAccount } from "./crossAccount";
import { buildDev } from "./dev";
import { buildRole } from "./role";

const shapes: Record<string, () => Record<string, pulumi.Input<unknown>>> = {
    dev: buildDev,
    role: buildRole,
    crossaccount: buildCrossAccount,
    adopt: buildAdopt,
};

const shape = new pulumi.Config().require("shape");
if (!(shape in shapes)) {
    throw new pulumi.RunError(`shape: there is no ${shape}; choose one of: ${Object.keys(shapes).join(", ")}.`);
}
export = shapes[shape]();
