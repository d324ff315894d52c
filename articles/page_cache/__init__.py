"""Pages kept in the process, in front of Django, and dropped when what they are made of changes.

`front` answers requests, `store` keeps the pages, `page` is one of them with its encodings; `rules` say what changes
under which name, `triggers` have the database write it, `changes` read it, `follower` drops what has changed.
`counted` counts views where no pages are kept, `purging` tells a cache in front.
"""
