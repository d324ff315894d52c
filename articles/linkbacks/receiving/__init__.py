"""Taking notices of other sites: checked against what we know, stored, and queued. No packet leaves here."""
