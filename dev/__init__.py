"""The project's own tools and benchmarks; they run from a checkout."""
