"""Configuration of the policies: settings, exemptions and their JSON schemas."""
