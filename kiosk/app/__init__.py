"""Where the parts are built and wired: the only place of the kiosk that imports the window and speech."""
