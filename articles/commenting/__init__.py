"""New comments of readers: where they are taken, what is taken, and what is forgotten again."""
