"""The slip of paper: what stands on it, and how it comes out of a printer."""
