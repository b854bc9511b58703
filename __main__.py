"""Instances in different VPCs that reach each other over IPv6: of one account (example 2), or of two (example 1)."""

import signal

from program.accounts import find_accounts
from program.base import Place
from program.cross_account import build_cross_account
from program.half import build_half
from program.lookups import image_id, zone_ids
from program.outputs import export
from program.settings import load

# When a resource fails, the engine interrupts the program, and Python's traceback of that would bury the error.
signal.signal(signal.SIGINT, signal.SIG_DFL)

settings = load()
cross = settings.cross_account
accounts = find_accounts(settings, cross) if cross else None
zones, image = zone_ids(settings), image_id(settings)
places = [Place(zone, image) for zone in zones]
if cross and accounts:
    first, second = build_cross_account(settings, cross, accounts, places)
else:
    first, second = (build_half(settings, half, place) for half, place in zip(settings.halves, places, strict=True))
export(settings.region, first, second)
