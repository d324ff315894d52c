"""Tells a cache in front of the portal, such as Varnish or a CDN, which pages to drop: off without `PURGE_URL`.

`work` is what the worker calls, `due` says what has changed and appeared, `claiming` lets one worker tell it, `cache`
sends it.
"""
