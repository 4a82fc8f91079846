"""What a supervisor and Prometheus are told over HTTP."""
