#!/usr/bin/env bash
# Runs a command in a fresh clone on a fresh Debian: a machine in a folder, with nothing on it but git and make.
#
#   packaging/fresh-machine.sh 13 FOLDER COMMAND...       packaging/fresh-machine.sh 13 /var/tmp/fresh make test
#   packaging/fresh-machine.sh again FOLDER COMMAND...    the same machine with what is on it already
#
# The first word is Debian's release, 12 or 13.
# As root, with debootstrap. The machine reaches the package indexes the way this one is set up to (apt's sources,
# pip's configuration, proxies, certificates); FOLDER is made anew and can be deleted afterwards.
set -euo pipefail

case "${1:-}" in
12) release=bookworm ;;
13) release=trixie ;;
again) release="" ;;
*) set -- ;;
esac
[ $# -ge 3 ] || {
  echo "fresh-machine: say 12, 13 or again, a folder and a command, such as: 13 /var/tmp/fresh make test" >&2
  exit 2
}
[ "$(id -u)" -eq 0 ] || { echo "fresh-machine: a machine in a folder can only be made by root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "fresh-machine: apt-get install debootstrap first" >&2; exit 2; }
# In a mount namespace of our own: the mounts below go away with this process, however it ends.
[ -n "${FRESH_MACHINE:-}" ] ||
  exec env FRESH_MACHINE=1 unshare --mount --propagation private "$0" "$@"

checkout=$(cd "$(dirname "$0")/.." && pwd)
root=$2
shift 2
if [ -n "$release" ]; then
  if [ -e "$root" ] && [ ! -e "$root/etc/debian_version" ] && [ -n "$(ls -A "$root")" ]; then
    echo "fresh-machine: $root holds something else; name a folder that is empty or not there" >&2
    exit 2
  fi
  rm -rf --one-file-system "$root"
  debootstrap --variant=minbase --include=ca-certificates "$release" "$root" >"$root.log" 2>&1 ||
    { echo "fresh-machine: debootstrap failed, see $root.log" >&2; exit 1; }
fi

for folder in proc sys dev; do mount --rbind "/$folder" "$root/$folder"; done
for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /etc/apt/apt.conf /etc/pip.conf \
  /etc/xdg/pip "$HOME/.config/pip" "$HOME/.pip"; do
  [ -e "$file" ] || continue
  target="$root/${file/#$HOME//root}"
  mkdir -p "$(dirname "$target")"
  cp -rL "$file" "$(dirname "$target")/"
done
network=()
while IFS='=' read -r name value; do
  case "$name" in PIP_* | *_proxy | *_PROXY | SSL_CERT_FILE | REQUESTS_CA_BUNDLE | CI) network+=("$name=$value") ;; esac
done < <(env)

inside() {
  chroot "$root" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" "${network[@]}" \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null
}
inside bash -c 'command -v git make >/dev/null || { apt-get -qq update &&
  DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends git make >/dev/null 2>&1; }'
if [ -d "$root/srv/heard" ]; then
  git -C "$root/srv/heard" fetch --quiet "$checkout" HEAD
  git -C "$root/srv/heard" reset --quiet --hard FETCH_HEAD
else
  git clone --quiet "$checkout" "$root/srv/heard"
fi
inside bash -c 'cd /srv/heard && exec "$@"' fresh-machine "$@"
