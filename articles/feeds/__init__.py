"""What programs read: feeds in three forms, and sitemaps. Data in, text out; the addresses are in `views`."""
