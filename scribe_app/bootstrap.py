"""From a fresh clone to a running program in one command, on Linux, macOS and Windows:

    python3 -m scribe_app.bootstrap demo            opens the demo (any other `scribe` command works too)
    python3 -m scribe_app.bootstrap test            passes the tests (what follows goes to pytest)

Makes `.venv` in the clone, installs the program into it, and under Debian installs the system libraries that are
missing when run as root, or names the line that does. Only the standard library is used here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scribe_app import system

CLONE = Path(__file__).resolve().parent.parent
VENV = CLONE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
SOUND_DAEMON = ("pulseaudio", "pulseaudio-utils", "libasound2-plugins")  # the tests' virtual microphone

# Windows, microphones and what is held to a time need the machine to themselves; the rest shares its cores.
_EVERY_TEST = (
    ["-m", "not alone", "-n", "logical", "--maxprocesses", "4", "--dist", "loadfile"],
    ["-m", "alone"],
)


def main(arguments: list[str]) -> int:
    """Sets up what `arguments` ask for and runs it. Returns its exit code, 2 when the set-up fails."""
    command = arguments or ["demo"]
    testing = command[0] == "test"
    if not system.python_fits():
        return _refuse(
            f"This needs Python 3.{system.OLDEST_PYTHON[1]} to 3.{system.NEWEST_PYTHON[1]}, "
            f"and this is {sys.version.split()[0]}; "
            "start it with another one, such as python3.11 -m scribe_app.bootstrap."
        )
    _system_libraries(testing)
    try:
        _environment("dev" if testing else "")
    except subprocess.CalledProcessError as fault:
        return _refuse(f"The set-up stopped at '{' '.join(fault.cmd)}'; its reason stands above.")
    except OSError as fault:
        return _refuse(f"The set-up cannot write to {VENV}: {fault.strerror or fault}.")
    runs = [["scribe_app", *command]]
    if testing:
        runs = [["pytest", *_without_qt(), *chosen] for chosen in ([command[1:]] if command[1:] else _EVERY_TEST)]
    codes = [subprocess.run([str(PYTHON), "-m", *run], cwd=CLONE, check=False).returncode for run in runs]
    return next((code for code in codes if code), 0)


def _system_libraries(testing: bool) -> None:
    absent = system.missing({**system.WINDOW, **system.MICROPHONE})
    packages = list(absent.values())
    if testing and sys.platform.startswith("linux") and not shutil.which("pactl"):
        packages += SOUND_DAEMON
    if not packages:
        return
    if system.is_root() and shutil.which("apt-get"):
        _say(f"Installing system libraries: {' '.join(packages)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for line in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
            if subprocess.run(["apt-get", *line], env=quiet, stdout=subprocess.DEVNULL, check=False).returncode:
                _say(f"apt-get failed; for the window and the microphone: {system.install_line(packages)}")
                return
    else:
        missing = f"Missing: {', '.join(absent)}. " if absent else ""
        wanted = (
            system.install_line(packages) if shutil.which("apt-get") else "install them with your system's tool"
        )
        _say(f"{missing}Going on without; for the window, the microphone and all tests: {wanted}")


def _environment(extra: str) -> None:
    """A virtual environment with the program in it, made anew only when pyproject.toml has changed."""
    stamp = VENV / f"set-up{extra}"
    wanted = hashlib.sha256((CLONE / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        _say(f"Making {VENV}")
        _make_venv()
    target = f"{CLONE}[{extra}]" if extra else str(CLONE)
    _say("Installing the program and its libraries (once, about 700 MB)")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    subprocess.run([*pip, "-e", target], check=True)
    stamp.write_text(wanted)


def _make_venv() -> None:
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        # Debian's python3 comes without ensurepip; the package python3-venv has it.
        shutil.rmtree(VENV, ignore_errors=True)
        package = f"python3.{sys.version_info[1]}-venv"
        if not (system.is_root() and shutil.which("apt-get")):
            _say(f"Python's venv module is incomplete here; run: {system.install_line([package])}")
            raise
        subprocess.run(["apt-get", "update", "-q"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-q", package], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _without_qt() -> list[str]:
    """pytest-qt refuses to start where Qt cannot be loaded; without it, the window's tests skip themselves."""
    return ["-p", "no:pytest-qt"] if system.missing(system.WINDOW) else []


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _refuse(text: str) -> int:
    _say(text)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
