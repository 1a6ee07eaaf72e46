"""The parts that screens are laid out from."""
