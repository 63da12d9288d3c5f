"""The website: the widget's API and websocket, and a plain page for browsers without JavaScript."""
