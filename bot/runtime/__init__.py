"""How one process lives: jobs, schedule, connections, clocks, logs."""
