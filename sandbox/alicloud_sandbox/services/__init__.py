"""The products: `*_api` modules read requests and write answers, the other modules hold the rules."""
