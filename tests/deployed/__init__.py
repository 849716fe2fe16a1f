"""The product as docker-compose.yml wires it, started as processes and looked at from outside (security S71)."""
