"""Zwerm: a self-hosted server for professional communities."""
