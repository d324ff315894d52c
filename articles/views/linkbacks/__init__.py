"""Where other sites send their notices, and read what became of them."""
