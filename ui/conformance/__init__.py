"""What really stands on the glass, measured: laid out and painted by the real window, a file a measure.

A measurement is the key of a rule of the access table, a value, and what it was taken of. A rule that counts
faults gets one of 1 for each. Who judges and tells them is ``kiosk.staff.access``.
"""
