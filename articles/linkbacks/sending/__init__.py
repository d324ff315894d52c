"""Tells other sites of the articles that link to them: planned with every change, sent by the worker."""
