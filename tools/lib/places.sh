# Where things lie. Sourced by every tool; needs nothing but bash.
#   WEFT_ROOT   the repository
#   WEFT_LOG    output of steps that say little by themselves
#   WEFT_CACHE  what survives `rm -rf build`: toolchain, downloads (set it to share one cache between checkouts)
# shellcheck shell=bash

WEFT_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
WEFT_CACHE=${WEFT_CACHE:-$WEFT_ROOT/.cache}
WEFT_LOG=$WEFT_ROOT/.cache/log
WEFT_TOOLCHAIN=$WEFT_CACHE/toolchain
WEFT_JOBS=${WEFT_JOBS:-$(nproc)}
export WEFT_ROOT WEFT_CACHE WEFT_LOG WEFT_TOOLCHAIN WEFT_JOBS
