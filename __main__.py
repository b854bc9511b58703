"""Instances in different VPCs that reach each other over IPv6: of two accounts (example 1) or of one (example 2)."""

import signal

from program import example1, example2
from program.settings import load
from program.site_network import SiteTarget
from program.stack_lookups import image_id, zone_ids
from program.stack_outputs import export

# When a resource fails, the engine interrupts the program; Python's traceback of that would hide the error.
signal.signal(signal.SIGINT, signal.SIG_DFL)

settings = load()
cross = settings.cross_account
accounts = example1.find_accounts(settings, cross) if cross else None
zones, image = zone_ids(settings), image_id(settings)
targets = [SiteTarget(zone, image) for zone in zones]
if cross and accounts:
    instances = example1.build_sites(settings, cross, accounts, targets)
else:
    instances = example2.build_sites(settings, targets)
export(settings.region, *instances)
