"""Hand-written stand-ins at the ports: they obey the same contracts and can be told to fail."""
