"""The ports' implementations: databases, hints, the assistant, passwords, the clock."""
