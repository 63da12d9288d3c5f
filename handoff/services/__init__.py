"""What the service does, told in terms of the core and its ports: no SQL, no HTTP, no framework."""
