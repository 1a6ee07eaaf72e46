"""Where tickets go: one small class with one verb for each kind of place."""
