"""Linkbacks: who links to our articles, and whom we tell."""
