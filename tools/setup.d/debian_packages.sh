# Debian packages of tools/packages.txt.
# shellcheck shell=bash

# install_debian_packages GROUPS: e.g. "native|page".
install_debian_packages() {
  local missing
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || stop_without_apt
  mapfile -t missing < <(missing_packages "$1")
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  require_root_or_sudo "${missing[@]}"
  quietly "$WEFT_LOG/apt.log" apt_as_root update || stop_apt_failed "apt-get update" "${missing[@]}"
  quietly "$WEFT_LOG/apt.log" apt_as_root install -y --no-install-recommends "${missing[@]}" ||
    stop_apt_failed "apt-get install" "${missing[@]}"
}

# Wanted names that dpkg does not report as installed; dpkg is asked once for all.
missing_packages() {
  local wanted installed
  wanted=$(awk -v groups="^($1)\$" '!/^#/ && $2 ~ groups { print $1 }' "$WEFT_ROOT/tools/packages.txt" | sort)
  # dpkg-query fails when it knows nothing of a package, which is what we want to hear.
  # shellcheck disable=SC2086 # one argument a name
  installed=$({ dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null || true; } |
    sed -n 's/^installed //p' | sort -u)
  comm -23 <(echo "$wanted") <(echo "$installed")
}

apt_as_root() {
  local elevate=()
  [ "$(id -u)" = 0 ] || elevate=(sudo)
  "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@"
}

require_root_or_sudo() {
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
    stop_with "cannot install Debian packages" "this is neither root nor is there sudo" "as root: apt-get install $*"
}

stop_apt_failed() {
  local what=$1
  shift
  stop_with "$what failed" "see $WEFT_LOG/apt.log" "check the network and /etc/apt, then rerun; by hand: apt-get install $*"
}

stop_without_apt() {
  stop_with "no apt-get here" "tools/setup installs packages on Debian 12 and its relatives only" \
    "install what tools/packages.txt lists, then: cmake --preset release && cmake --build build"
}
