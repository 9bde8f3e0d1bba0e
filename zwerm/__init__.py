"""Zwerm: a self-hosted server for professional communities."""

__version__ = "0.1.0"
