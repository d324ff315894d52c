"""What every way out has in common: whole files, batches, addresses; and the way out as JSON."""
