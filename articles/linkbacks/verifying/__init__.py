"""Looking at the pages that are said to link to us: in the worker, bounded, and again from time to time."""
