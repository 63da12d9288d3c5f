"""Rules of the services, over fakes at the ports."""
