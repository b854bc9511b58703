"""Run the command `alicloud-sandbox`."""

from alicloud_sandbox.cli import main

raise SystemExit(main())
