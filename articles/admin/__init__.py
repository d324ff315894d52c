"""The desk: the Django admin, one file per model."""
