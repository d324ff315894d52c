<<<<<<< HEAD
"""Measures what the newsroom promises, as ratios within one run: `make bench`."""
=======
"""What is measured, and what it is measured on."""
>>>>>>> wp-reading
