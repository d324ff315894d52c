"""Links of public articles to other sites: which there are, and whether they still lead anywhere."""
