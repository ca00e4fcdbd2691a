"""The commands of `lutcore`, by what they are about."""
