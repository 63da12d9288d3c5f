"""The whole of Baton as its users meet it: real Rasa, real store, real Chromium."""
