"""The gateway: proxy, TLS, the HTTP server, and the dispatch of signed requests to actions."""
