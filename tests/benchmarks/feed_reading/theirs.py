"""Another reader of feeds, `reader`, measured pass by pass as ours is; run by its own Python."""

import json
import resource
import sys

from reader import make_reader


def main(port: int, count: int, file: str) -> None:
    reader = make_reader(file)
    for number in range(count):
        reader.add_feed(f"http://127.0.0.1:{port}/{number}")
    print("ready", flush=True)
    had = 0
    while sys.stdin.readline():
        before = cpu_s()
        reader.update_feeds(scheduled=False)
        spent = cpu_s() - before
        entries = reader.get_entry_counts().total
        print(json.dumps([spent, peak_mb(), entries - had]), flush=True)
        had = entries


def cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
