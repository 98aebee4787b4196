"""Acts a second on the rules alone, each checked, and with ``--database`` on a register's own database."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from juki.kernel.errors import JukiError  # noqa: E402
from juki.launch.simulation.life import Life  # noqa: E402

BEGIN = date(2026, 4, 1)
CITY = 10_000
RESIDENTS = 300


def lives(seed: int, steps: int) -> dict[str, Any]:
    """One city: what happened in it, and the processor time that took."""
    life = Life(seed=seed, residents=RESIDENTS, begin=BEGIN, per_day=12, whole_every=0)
    life.settle()
    began = time.process_time()
    try:
        life.steps(steps)
    except JukiError as wrong:  # does not cross from one process to the other
        raise RuntimeError(f"city {seed}, step {life.world.step}, {life.world.today}: {wrong}") from None
    return {
        "steps": life.world.step, "seconds": time.process_time() - began, "acts": dict(life.acts),
        "refused": dict(life.refused), "versions": sum(life.world.register.counts.values()),
        "days": (life.world.today - BEGIN).days,
    }  # fmt: skip


def on_the_database(steps: int, seed: int) -> dict[str, Any]:
    """``juki simulate`` for as many days as give ``steps`` acts."""
    days = round(steps / (RESIDENTS * 0.25 / 365))
    command = [sys.executable, "-m", "juki.launch", "simulate", "--days", str(days), "--seed", str(seed),
               "--residents", str(RESIDENTS)]  # fmt: skip
    began = time.monotonic()
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return {
        "seconds": round(time.monotonic() - began, 1),
        "exit": done.returncode,
        "said": done.stdout.splitlines()[-4:],
    }


def main() -> None:
    """Print the figures as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--database", type=int, default=10_000, metavar="STEPS")
    options = parser.parse_args()
    cities = max(1, options.steps // CITY)
    began = time.monotonic()
    with ProcessPoolExecutor(options.processes) as pool:
        found = list(
            pool.map(lives, range(options.seed, options.seed + cities), [options.steps // cities] * cities)
        )
    wall = time.monotonic() - began
    steps, processor = sum(one["steps"] for one in found), sum(one["seconds"] for one in found)
    figures: dict[str, Any] = {
        "what": "lives, errors, cancellations; what an act touched is checked after it, everything at each city's end",
        "steps": steps, "cities": cities, "residents_each": RESIDENTS, "processes": options.processes,
        "wall_s": round(wall, 1), "steps_per_processor_second": round(steps / processor),
        "versions": sum(one["versions"] for one in found), "city_days": sum(one["days"] for one in found),
        "broken": 0, "acts": sum((Counter(one["acts"]) for one in found), Counter()),
        "refused": sum((Counter(one["refused"]) for one in found), Counter()),
    }  # fmt: skip
    if options.database:
        figures["database"] = on_the_database(options.database, options.seed)
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
