"""Moving in from WordPress: its export format, and what each part of it becomes here."""
