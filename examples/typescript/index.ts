// Builds one of the variants, each in a separate file.
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
    throw new pulumi.RunError(`shape: invalid value '${shape}'; expected one of ${Object.keys(shapes).join(", ")}.`);
}
export = shapes[shape]();
