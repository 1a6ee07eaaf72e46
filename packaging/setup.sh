#!/usr/bin/env bash
# Makes this checkout ready: system packages, virtual environment, locked dependencies, speech models;
# for the tests also the prompts that the voices say.
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
case "$what" in
run) sections="run"; languages="" ; [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || sections="run demo" ;;
test) sections="run demo test"; languages="--language zh-CN --language en --language ko" ;;
*) echo "setup: '$what' is not known; say run or test" >&2; exit 2 ;;
esac

step="system packages"
say() { printf 'setup: %s\n' "$*"; }
fail() { # why, what to do
  printf 'setup: FAILED at %s.\n  Why:        %s\n  What to do: %s\n' "$step" "$1" "$2" >&2
  exit 1
}
remedy() { # what apt-get or pip said -> what to do about it
  case "$1" in
  *"No space left on device"* | *"enough free space"* | *"not enough space"*)
    echo "make room on the disk (df -h shows which is full), then run this again" ;;
  *"ould not resolve"* | *"ould not connect"* | *"nable to connect"* | *"onnection refused"* | *"onnection timed out"* | \
    *"Network is unreachable"* | *"emporary failure"* | *"NewConnectionError"* | *"ConnectTimeout"* | *"ReadTimeout"*)
    echo "try again when the network is back: what has come is kept" ;;
  *"dpkg --configure -a"*) echo "run 'dpkg --configure -a' as root, which mends an installation that was cut off" ;;
  *"ould not get lock"*) echo "wait until the other program has installed its packages, then run this again" ;;
  *) echo "put right what its message above says, then run this again" ;;
  esac
}
quietly() { # why it failed, command... : shows what the command said only where it fails
  local why=$1 said
  shift
  said=$("$@" 2>&1 </dev/null) && return
  printf '%s\n' "$said" | tail -n 30 >&2
  fail "$why" "$(remedy "$said")"
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
  quietly "apt-get could not install ${missing[*]}" apt_install "${missing[@]}"
}
apt_install() { # what update says of a network that is away comes before what install says of it
  local apt=("${root[@]}" env LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive apt-get -qq)
  "${apt[@]}" update && "${apt[@]}" install --yes --no-install-recommends "$@"
}

refuse_other_systems() {
  local name="this system"
  [ -r /etc/os-release ] && name=$(. /etc/os-release && echo "${PRETTY_NAME:-$NAME}")
  fail "the automatic set-up knows Debian 12, Debian 13 and their kin (apt-get), and this is $name" \
    "install Python 3.11 to 3.13 with venv, PortAudio, espeak-ng, the Noto Sans CJK fonts and Qt 6's system libraries:
      Fedora    dnf install python3.12 portaudio espeak-ng google-noto-sans-cjk-fonts libxkbcommon-x11 xcb-util-cursor
                xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil xorg-x11-server-Xvfb pulseaudio-utils
      Arch      pacman -S python portaudio espeak-ng noto-fonts-cjk libxkbcommon-x11 xcb-util-cursor xcb-util-wm
      macOS     brew install python@3.12 portaudio espeak-ng   (and the Noto Sans CJK fonts)
      Windows   winget install Python.Python.3.12              (the rest comes with the packages or the system)
    then, in this folder:
      python3 -m venv .venv
      .venv/bin/python -m pip install --no-deps --require-hashes -r requirements.lock
      .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
      .venv/bin/kiosk models install
    On Windows say .venv\\Scripts instead of .venv/bin. The lock file is for Linux and Windows; on macOS say
    .venv/bin/python -m pip install -e '.[whisper,neural]' instead of the two lines with pip."
}

lock_hash() { cat requirements.lock pyproject.toml | sha256sum; }
environment_is_ready() {
  [ -x "$venv/bin/kiosk" ] && [ "$(cat "$venv/.heard-lock" 2>/dev/null)" = "$(lock_hash)" ]
}

# Before anything is done: whoever may not finish it does not begin.
may_begin() {
  local folder=. owner
  if [ -z "${HOME:-}" ]; then
    HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
    [ -n "$HOME" ] || fail "this user has no home folder for the speech models" \
      "set HOME to a folder of this user's own, then run this again"
    export HOME
  fi
  environment_is_ready && return
  [ -e "$venv" ] && folder=$venv
  [ -w "$folder" ] && return
  owner=$(stat -c %U "$folder")
  fail "the dependencies are to be installed in $PWD, which belongs to $owner" \
    "have $owner run the same command, or run it in a clone of your own"
}

# The lock names everything, so pip resolves nothing: tokenizers asks for a download client that is never used.
# A pip that is told elsewhere to install for the user (PIP_USER) could install nothing here.
pip_install() { # why it failed, arguments...
  local why=$1
  shift
  quietly "$why" env -u PIP_TARGET -u PIP_PREFIX PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 \
    "$venv/bin/python" -m pip install --quiet --no-deps "$@"
}

make_environment() {
  local python
  environment_is_ready && return
  if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python) || fail "there is no Python 3.11, 3.12 or 3.13 that can make a virtual environment" \
      "install one with its venv part (Debian: apt-get install python3-venv) and run this again"
    say "making the virtual environment $venv with $python"
    quietly "$python could not make a virtual environment in $PWD/$venv" "$python" -m venv --clear "$venv"
  fi
  say "installing the locked dependencies"
  pip_install "pip could not install what requirements.lock names" --require-hashes -r requirements.lock
  pip_install "pip could not install this project itself" --no-build-isolation -e .
  lock_hash >"$venv/.heard-lock"
}

install_models() {
  local stamp now
  data="${HEARD_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/heard-kiosk}"
  settings="${HEARD_SETTINGS:-${XDG_CONFIG_HOME:-$HOME/.config}/heard-kiosk/settings.toml}"
  stamp="$data/models/.set-up-$what" # with the models, since several users may share one clone
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
  [ -d "$data/models" ] || return 0 # a station whose languages have none
  { printf '%s\n' "$now"; ls "$data/models"; } >"$stamp"
}

# A kiosk renders its prompts in idle minutes; one that starts in a test would take the test's processor for it.
render_prompts() {
  local stamp="$data/voice-cache/.set-up" now
  now=$(cat speech/models/catalogue.toml assets/languages/*/pack.toml assets/languages/*/prompts.toml "$settings" 2>/dev/null |
    sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  say "rendering the prompts, once: this takes some minutes"
  "$venv/bin/kiosk" speak --prepare ||
    fail "the prompts could not be rendered" "read the message above; the same command goes on where it stopped"
  mkdir -p "$data/voice-cache" && printf '%s\n' "$now" >"$stamp"
}

command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || refuse_other_systems
step="this folder"
may_begin
step="system packages"
install_system_packages
step="virtual environment"
make_environment
step="speech models"
install_models
step="prompts"
[ "$what" = run ] || render_prompts
