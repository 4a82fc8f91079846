"""How one process lives: jobs, schedule, supervisors, clocks, logs."""
