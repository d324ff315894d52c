"""Which articles were read most: counted where they are answered, without a word on who read them.

`counting` counts in the memory of each process, `readers` says who counts, `keeping` adds what was counted to the
database, `ranking` makes the list of it that pages show.
"""
