"""Custom actions of the assistant, run by rasa-sdk's action server."""
