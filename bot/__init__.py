"""Rasa-side components of Baton: connector, content importer, crisis guard."""
