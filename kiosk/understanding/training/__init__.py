"""How the trained parts are made from the packs' texts; not in the wheel, not used at run time."""
