"""Fresh clone → last station with empty caches, then again warm, each as a whole process beside the clone alone."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CACHES = ("HOME", "XDG_CACHE_HOME", "UV_CACHE_DIR", "PIP_CACHE_DIR", "JUKI_HOME")


def seconds(command: list[str], *, cwd: Path, environ: dict[str, str]) -> float:
    """How long ``command`` takes; it must exit 0."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} exited {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return round(time.perf_counter() - began, 1)


def main() -> None:
    """Print the figures as one JSON document."""
    place = Path(tempfile.mkdtemp(prefix="juki-clone-"))
    place.chmod(0o755)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("JUKI_")}
    for name in CACHES:
        (place / name.lower()).mkdir()
        environ[name] = str(place / name.lower())
    Path(environ["JUKI_HOME"]).chmod(0o755)
    clone = place / "juki"
    try:
        cloned = seconds(["git", "clone", "-q", str(ROOT), str(clone)], cwd=place, environ=environ)
        cold = seconds(["script/demo", "--once"], cwd=clone, environ=environ)
        warm = [seconds(["script/demo", "--once"], cwd=clone, environ=environ) for _ in range(3)]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    figures = {
        "what": "git clone, script/demo --once (3,000 residents) with empty HOME and caches, then three times warm",
        "clone_s": cloned,
        "clone_to_last_station_cold_s": round(cloned + cold, 1),
        "demo_warm_s": sorted(warm),
        "cold_to_warm_median": round((cloned + cold) / sorted(warm)[1], 2),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
