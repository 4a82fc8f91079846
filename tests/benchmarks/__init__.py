"""Speed, shown in one run as ratios against a named baseline or a limit; never as a test."""
