"""What pingback, trackback and webmention look like on the wire; knows no model and no Django setting."""
