"""A real process is killed between any two steps; what it held is found again."""
