# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where Ferryboard is built and run; "dev" sources this. There are two kinds of place:
#
#   native   the system itself, if its GTK is new enough; apt installs what is missing
#   trixie   a build root: a tree of Debian 13, made once in the cache folder and entered with bubblewrap
#
# "prepare_environment" chooses one and makes it ready; "inside COMMAND…" then runs a command there.

gtk_floor=4.18
suite=trixie
locales=(en_US zh_CN)
modules=('gtk4 >= 4.18' 'libadwaita-1 >= 1.7' 'gio-unix-2.0 >= 2.84' 'libsoup-3.0 >= 3.6'
         'json-glib-1.0 >= 1.10' 'libsecret-1 >= 0.21' 'xlsxwriter >= 1.1' 'yyjson >= 0.10')
programs=(gcc meson ninja pkg-config msgfmt desktop-file-validate appstreamcli Xvfb xvfb-run dbus-run-session
          xdotool import)
mapfile -t packages < <(sed 's/ *#.*//; /^$/d' "$project/.ci/packages")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ferryboard

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "dev: $*"
  exit 1
}

# Runs a command in silence. What it printed is shown only when it fails.
quietly() {
  local output status=0
  output=$("$@" 2>&1 </dev/null) || status=$?
  [ "$status" = 0 ] || say "$output"
  return "$status"
}

# --- native ---------------------------------------------------------------------------------------

can_be_root() {
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null
}

as_root() {
  can_be_root || die "there is no sudo. Please run this as root, then try again: $*"
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo ${CI:+--non-interactive} "$@"; fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >/dev/null
}

# Installs those of the named packages that the system lacks.
install_packages() {
  local installed missing
  installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
              sed -n 's/ installed$//p') || true
  mapfile -t missing < <(printf '%s\n' "$@" | grep -vxF "$installed")
  [ ${#missing[@]} -gt 0 ] || return 0

  can_be_root || die "these packages are missing, and without sudo only root can install them: ${missing[*]}"
  say "Installing ${missing[*]}"
  apt_get update
  apt_get install --yes --no-install-recommends "${missing[@]}"
}

# gettext translates nothing in C.UTF-8, so testing the translations takes real locales.
make_missing_locales() {
  local name
  for name in "${locales[@]}"; do
    locale -a | grep -qix "$name.utf-\?8" || as_root localedef -i "$name" -f UTF-8 "$name.UTF-8"
  done
}

# On a distribution without apt, all we can do is to say what is missing.
require_modules() {
  local missing=() name
  for name in "${programs[@]}"; do
    command -v "$name" >/dev/null || missing+=("$name")
  done
  for name in "${modules[@]}"; do
    pkg-config --exists "$name" 2>/dev/null || missing+=("$name (pkg-config)")
  done
  [ ${#missing[@]} = 0 ] || die "please install these, then try again:$(printf '\n  %s' "${missing[@]}")"
}

offered_gtk_version() {
  LC_ALL=C apt-cache policy libgtk-4-dev | sed -n 's/^ *Candidate: *\([0-9]\)/\1/p'
}

# The version of GTK that the system has or, if it has none, that apt offers.
find_gtk_version() {
  local version
  version=$(dpkg-query --show --showformat '${Version}' libgtk-4-dev 2>/dev/null) || true
  [ -n "$version" ] || version=$(offered_gtk_version)
  if [ -z "$version" ]; then   # as in a fresh container, which has no package lists
    apt_get update
    version=$(offered_gtk_version)
  fi
  printf '%s\n' "${version:-0}"
}

# --- trixie ---------------------------------------------------------------------------------------

# Makes the build root in the empty folder $1.
make_root() {
  local proxies options name
  mapfile -t proxies < <(apt-config dump | grep -E '^Acquire::https?::Proxy')
  options=(
    --variant=apt
    --include="$(IFS=,; echo "${packages[*]}")"
    --aptopt='Acquire::Languages "none"'
    --aptopt='Acquire::Retries "3"'
    "${proxies[@]/#/--aptopt=}"
    --dpkgopt=force-unsafe-io
    --dpkgopt='path-exclude=/usr/share/doc/*'
    --dpkgopt='path-exclude=/usr/share/man/*'
  )
  for name in "${locales[@]}"; do
    options+=(--customize-hook="chroot \"\$1\" localedef -i $name -f UTF-8 $name.UTF-8")
  done

  # The plain PATH and locale keep whatever else the caller has of Perl and Python out of mmdebstrap.
  local run=(env PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 mmdebstrap "${options[@]}")
  if [ "$(id -u)" = 0 ]; then
    "${run[@]}" --mode=root "$suite" "$1" </dev/null
  else
    # By way of tar all files become the user's own, so that "rm -rf" is enough to be rid of them.
    "${run[@]}" --mode=unshare --format=tar "$suite" - </dev/null |
      tar --extract --directory "$1" --no-same-owner --exclude './dev/*'
  fi &&

  # Files of the system are bound over the first two; D-Bus asks for the third.
  rm -f "$1"/etc/{resolv.conf,hosts,machine-id} &&
  touch "$1"/etc/{resolv.conf,hosts} &&
  tr -d - </proc/sys/kernel/random/uuid >"$1/etc/machine-id"
}

# The name of the build root tells what is in it: another list of packages or another way to make it is
# another root.
recipe=$(printf '%s\n' "${packages[@]}" "${locales[@]}"; declare -f make_root)
root=$cache/$suite-$(sha256sum <<<"$recipe" | cut -c 1-12)

# Takes the build root in use, for as long as this shell lives, and makes it first if need be. It gets its
# name only when it is whole, so one that was interrupted is never taken for ready. Roots that nobody uses
# any more are removed.
use_root() {
  local making in_use other
  mkdir -p "$cache"
  exec {making}<"$cache"
  if ! flock --nonblock "$making"; then
    say "Waiting for another ./dev, which is at the build root"
    flock "$making"
  fi

  if [ ! -d "$root" ]; then
    say "Making a build root of Debian 13 in $root"
    say "This happens once, fetches about 240 MB, takes 1.5 GB and 3 to 5 minutes."
    install_packages mmdebstrap bubblewrap debian-archive-keyring uidmap
    rm -rf --one-file-system "$root.tmp"
    mkdir "$root.tmp"
    make_root "$root.tmp" || die "the build root could not be made"
    mv "$root.tmp" "$root"
  fi
  exec {in_use}<"$root"
  flock --shared "$in_use"

  for other in "$cache/$suite-"*; do
    [ "$other" = "$root" ] || flock --nonblock "$other" rm -rf --one-file-system "$other" || true
  done
  exec {making}<&-
}

# Only the locales above exist in the build root and in sessions; with any other a program would speak plain
# ASCII. The first one is for all languages that have none.
choose_locale() {
  local wanted=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} chosen=${locales[0]} name
  for name in "${locales[@]}"; do
    if [[ $wanted = "${name%_*}"* ]]; then chosen=$name; fi
  done
  echo "$chosen.UTF-8"
}

# Runs a command in the build root. The order matters: each mount covers what an earlier one put there.
inside_root() {
  local runtime=${XDG_RUNTIME_DIR:-/run/user/$(id -u)} timezone path name
  timezone=$(readlink -f /etc/localtime) || timezone=UTC

  local options=(
    --die-with-parent --unshare-pid
    --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc
    --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64
    --tmpfs /var --ro-bind "$root/var/cache/fontconfig" /var/cache/fontconfig --perms 1777 --dir /var/tmp
    --proc /proc --dev /dev --ro-bind /sys /sys --dev-bind-try /dev/dri /dev/dri
    --tmpfs /run --perms 0700 --dir "$runtime"
    --perms 1777 --tmpfs /tmp
    --tmpfs "$HOME"
    --bind "$project" "$project" --chdir "$folder"
    --setenv PATH "$prefix/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    --setenv XDG_DATA_DIRS "$prefix/share:/usr/local/share:/usr/share"
    --setenv XDG_RUNTIME_DIR "$runtime"
    --setenv LANG "$(choose_locale)"
    --setenv TZ "${TZ:-${timezone#*/zoneinfo/}}"
  )

  # The network, the user's name, and the way to the user's display and session.
  local wayland=${WAYLAND_DISPLAY:-wayland-0} bus=${DBUS_SESSION_BUS_ADDRESS:-}
  [[ $wayland = /* ]] || wayland=$runtime/$wayland
  [[ $bus = unix:path=* ]] || bus=unix:path=$runtime/bus
  bus=${bus#unix:path=}
  for path in /etc/{resolv.conf,hosts,passwd,group,ssl/certs} "${bus%%,*}" "$runtime/at-spi" "$wayland" \
              /tmp/.X11-unix "${XAUTHORITY:-$HOME/.Xauthority}" "$HOME/.config/dconf"; do
    options+=(--ro-bind-try "$path" "$path")
  done

  # What points to programs, modules and folders of the system outside.
  for name in LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH CPATH C_INCLUDE_PATH PKG_CONFIG_PATH PYTHONHOME \
              PYTHONPATH GIO_EXTRA_MODULES GIO_MODULE_DIR GI_TYPELIB_PATH GTK_PATH TMPDIR "${!LC_@}"; do
    options+=(--unsetenv "$name")
  done

  # By way of a shell a command that is not there gives 127, as it does outside.
  bwrap "${options[@]}" -- bash -c 'exec "$@"' dev "$@"
}

# --- both -----------------------------------------------------------------------------------------

# Sets $environment, the name of the place, and with it $build, $sanitized and $prefix. Commands run in $folder:
# where the caller stands, if that is in the project.
prepare_environment() {
  environment=native
  if [ -d "$root" ]; then
    environment=${root##*/}
  elif ! command -v apt-get >/dev/null; then
    require_modules
  elif dpkg --compare-versions "$(find_gtk_version)" ge "$gtk_floor"; then
    install_packages "${packages[@]}"
    make_missing_locales
  else
    environment=${root##*/}
  fi
  [ "$environment" = native ] || use_root

  build=$project/build/$environment
  sanitized=$build-sanitized
  prefix=$build/prefix
  folder=$(pwd -P)
  [[ $folder/ = "$project"/* ]] || folder=$project
}

# Runs a command with the built programs and their data first. Arguments and exit status pass through
# unchanged.
inside() {
  if [ "$environment" != native ]; then
    inside_root "$@"
  else
    (
      cd "$folder"
      export PATH=$prefix/bin:$PATH XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
      exec -- "$@"
    )
  fi
}
