"""What builds the project; no part of the package that is installed."""
