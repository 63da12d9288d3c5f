"""Everything `make` calls: set-up, training, supervision, tests. Standard library only."""
