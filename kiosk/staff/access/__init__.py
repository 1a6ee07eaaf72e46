"""What the kiosk is held to so that nobody is left out, and whether it was found to be so."""
