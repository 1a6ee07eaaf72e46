"""Ears and voice: everything that hears and speaks, each in a process of its own."""

import os

# onnxruntime keeps a record of its use in the user's folder and sends it to its maker. It reads this when it
# is imported, which happens below this package only: so it is set in every process, before any of them.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
