"""Speech models: what there is, where to get it, and putting it safely into the models folder."""
