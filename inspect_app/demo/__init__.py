"""A year in the life of a city, made through the workflow: real sub-districts, everything else generated."""
