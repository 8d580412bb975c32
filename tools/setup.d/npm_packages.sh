# npm packages, always exactly those of a lock file.
# shellcheck shell=bash

require_node() {
  local major
  command -v npm >/dev/null && command -v node >/dev/null ||
    stop_with "node and npm are not installed" "the page is bundled and tested with them" \
      "apt-get install nodejs npm (or node 18 and later from its makers), or: tools/play --native-only"
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || stop_with "node $major is too old" "the page's tools need node 18 or later" "install a newer node, or: tools/play --native-only"
}

install_page_packages() { npm_install_locked "$WEFT_ROOT/web/page" "$WEFT_ROOT/web/page" "the page's npm packages"; }

# npm_install_locked FROM TO WHAT: FROM holds package.json and its lock file, node_modules goes to TO.
npm_install_locked() {
  local from=$1 to=$2 what=$3 lock_hash
  lock_hash=$(sha256sum <"$from/package-lock.json")
  # npm removes node_modules first, and with it the stamp: an interrupted installation is done again.
  [ "$(cat "$to/node_modules/.weft-lock" 2>/dev/null)" != "$lock_hash" ] || return 0
  say "installing $what"
  mkdir -p "$to"
  [ "$from" = "$to" ] || cp "$from"/package.json "$from"/package-lock.json "$from"/.npmrc "$to"
  quietly "$WEFT_LOG/npm.log" npm --prefix "$to" ci ||
    stop_with "npm ci failed for $what" "see $WEFT_LOG/npm.log" "check the network and npm's registry setting, then rerun"
  printf '%s\n' "$lock_hash" >"$to/node_modules/.weft-lock"
}
