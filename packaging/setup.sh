#!/usr/bin/env bash
# Makes this checkout ready: system packages, virtual environment, locked dependencies, speech models.
#
#   packaging/setup.sh run      what make run needs (where there is no screen: a virtual one, too)
#   packaging/setup.sh test     what make test needs besides
#
# Each step is left out when it is done already, so that a second run takes no time. What fails says which step
# it was, why, and what to do.
set -uo pipefail
cd "$(dirname "$0")/.."

what="${1:-run}"
venv=.venv
data="${HEARD_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/heard-kiosk}"
settings="${HEARD_SETTINGS:-${XDG_CONFIG_HOME:-$HOME/.config}/heard-kiosk/settings.toml}"
case "$what" in
run) sections="run"; languages="" ; [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || sections="run demo" ;;
test) sections="run demo test"; languages="--language zh-CN --language en --language ko" ;;
*) echo "setup: '$what' is not known; say run or test" >&2; exit 2 ;;
esac

step=start
say() { printf 'setup: %s\n' "$*"; }
fail() { # why, what to do
  printf 'setup: FAILED at %s.\n  Why:        %s\n  What to do: %s\n' "$step" "$1" "$2" >&2
  exit 1
}
packages_of() { # sections -> package names
  awk -v want=" $* " '!/^#/ && NF && index(want, " " $2 " ") { print $1 }' packaging/debian-packages.txt
}

# A Python that can make virtual environments, the newest that the lock file was made for first on the path.
find_python() {
  local candidate
  for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

install_system_packages() {
  local missing=() package installed
  installed=" $(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | awk '$1 == "installed" { printf "%s ", $2 }')"
  for package in $(packages_of "$sections"); do
    # the t64 twin: what newer releases call a library whose time_t grew
    case "$installed" in *" $package "* | *" ${package}t64 "*) ;; *) missing+=("$package") ;; esac
  done
  find_python >/dev/null || for package in $(packages_of python); do missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return

  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "system packages are missing, and this is neither root nor is there sudo" \
      "have an administrator run: apt-get install ${missing[*]}"
    root=(sudo)
    [ -t 0 ] || root=(sudo -n) # nobody is there to type a password
  fi
  say "installing ${#missing[@]} system packages: ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null ||
    fail "the list of system packages could not be renewed (apt-get update)" \
      "check the network and the time of this machine, then run this again; or install by hand: ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends \
    "${missing[@]}" </dev/null >/dev/null ||
    fail "apt-get could not install ${missing[*]}" \
      "read its message above: without a network try again when it is back; 'dpkg --configure -a' mends an
              installation that was cut off"
}

refuse_other_systems() {
  local name="this system"
  [ -r /etc/os-release ] && name=$(. /etc/os-release && echo "${PRETTY_NAME:-$NAME}")
  fail "the automatic set-up knows Debian 12 and its kin (apt-get), and this is $name" \
    "install Python 3.11 to 3.13 with venv, PortAudio, espeak-ng, the Noto Sans CJK fonts and Qt 6's system libraries:
      Fedora    dnf install python3.12 portaudio espeak-ng google-noto-sans-cjk-fonts libxkbcommon-x11 xcb-util-cursor
                xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil xorg-x11-server-Xvfb pulseaudio-utils
      Arch      pacman -S python portaudio espeak-ng noto-fonts-cjk libxkbcommon-x11 xcb-util-cursor xcb-util-wm
      macOS     brew install python@3.12 portaudio espeak-ng   (and the Noto Sans CJK fonts)
      Windows   winget install Python.Python.3.12              (the rest comes with the packages or the system)
    then, in this folder:
      python3 -m venv .venv
      .venv/bin/python -m pip install --require-hashes -r requirements.lock
      .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
      .venv/bin/kiosk models install
    On Windows say .venv\\Scripts instead of .venv/bin. The lock file is for Linux and Windows; on macOS say
    .venv/bin/python -m pip install -e '.[whisper,neural]' instead of the two lines with pip."
}

make_environment() {
  local stamp="$venv/.heard-lock" now python
  now=$(cat requirements.lock pyproject.toml | sha256sum)
  if [ -x "$venv/bin/kiosk" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return; fi
  if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python) || fail "there is no Python 3.11, 3.12 or 3.13 that can make a virtual environment" \
      "install one with its venv part (Debian 12: apt-get install python3-venv) and run this again"
    say "making the virtual environment $venv with $python"
    "$python" -m venv --clear "$venv" || fail "$python could not make a virtual environment in $PWD/$venv" \
      "check that the disk has room and that you may write here, then run this again"
  fi
  say "installing the locked dependencies"
  PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 "$venv/bin/python" -m pip install --quiet --require-hashes \
    -r requirements.lock || fail "pip could not install what requirements.lock names" \
    "read its message above; without a network try again when it is back (what was fetched is cached)"
  PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 "$venv/bin/python" -m pip install --quiet --no-deps \
    --no-build-isolation -e . || fail "pip could not install this project itself" "read its message above"
  printf '%s\n' "$now" >"$stamp"
}

install_models() {
  local stamp="$venv/.heard-models-$what" now
  now=$({ cat speech/models/catalogue.toml "$data/catalogue.toml" "$settings" 2>/dev/null; echo "$data $languages"; } | sha256sum)
  if [ "$(head -n 1 "$stamp" 2>/dev/null)" = "$now" ] &&
    [ -z "$(tail -n +2 "$stamp" | while read -r model; do [ -d "$data/models/$model" ] || echo "$model"; done)" ]; then
    return
  fi
  say "installing the speech models in $data/models"
  # shellcheck disable=SC2086  # the languages are several words
  "$venv/bin/kiosk" models install $languages ||
    fail "a speech model could not be installed" \
      "read its message above; a model can also be brought on a stick: $venv/bin/kiosk models install --from PATH"
  { printf '%s\n' "$now"; ls "$data/models" 2>/dev/null; } >"$stamp"
}

step="system packages"
command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || refuse_other_systems
install_system_packages
step="virtual environment"
make_environment
step="speech models"
install_models
