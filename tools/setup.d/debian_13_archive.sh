# Downloads single packages of Debian 13 on Debian 12 through an apt configuration of its own, so that the
# system's package lists stay as they are. Needs no root. The archive's address is the one that this machine uses.
# shellcheck shell=bash

# from_debian_13 APT_GET_ARGUMENTS...: what it downloads lands in $WEFT_TOOLCHAIN/apt.
from_debian_13() {
  local apt_home=$WEFT_TOOLCHAIN/apt options
  mkdir -p "$apt_home/lists/partial" "$apt_home/cache/archives/partial"
  options=(-o "Dir::Etc::SourceList=$apt_home/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$apt_home/lists" -o "Dir::Cache=$apt_home/cache" -o APT::Sandbox::User=root
    -o APT::Get::List-Cleanup=0)
  if [ -z "${debian_13_lists_read:-}" ]; then
    write_debian_13_sources "$apt_home/sources.list"
    quietly "$WEFT_LOG/debian13.log" apt-get "${options[@]}" update || stop_debian_13 "its package lists"
    debian_13_lists_read=yes
  fi
  (cd "$apt_home" && quietly "$WEFT_LOG/debian13.log" apt-get "${options[@]}" "$@") || stop_debian_13 "$*"
}

write_debian_13_sources() {
  local archive keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  archive=$(debian_archive)
  # Lists may be missing altogether on a fresh machine.
  [ -n "$archive" ] || { quietly "$WEFT_LOG/apt.log" apt_as_root update && archive=$(debian_archive); }
  [ -n "$archive" ] && [ -e "$keyring" ] || stop_debian_13 "its address (apt names no Debian archive here)"
  printf '%s [signed-by=%s] %s trixie main\n' deb "$keyring" "$archive" deb-src "$keyring" "$archive" >"$1"
}

debian_archive() {
  local codename
  codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
  # shellcheck disable=SC2016 # apt's own placeholder
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $codename" | head -n 1
}

stop_debian_13() {
  stop_with "cannot get from Debian 13's archive: $1" "see $WEFT_LOG/debian13.log" \
    "check the network and rerun, or put a current emsdk's emcc on PATH, or build without the page: tools/play --native-only"
}
