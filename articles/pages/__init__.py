"""What the public pages are made of: composition, lists, words. No request and no response here."""
