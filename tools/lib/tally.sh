# Counts what passed and what failed over all steps of tools/test.
# shellcheck shell=bash

tests_passed=0
tests_failed=0
failed_steps=()

# run_step NAME COMMAND...: one test, passed when the command succeeds.
run_step() {
  local name=$1
  shift
  say "$name"
  if "$@"; then
    tests_passed=$((tests_passed + 1))
  else
    record_failure "$name" 1
    return 1
  fi
}

# run_counted NAME COMMAND...: a command whose output ends in a line "N passed, N failed".
run_counted() {
  local name=$1 log counts code=0
  shift
  say "$name"
  log=$(mktemp)
  "$@" 2>&1 | tee "$log" || code=$?
  counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1) || true
  rm -f "$log"
  if [[ $counts =~ ^([0-9]+)\ passed,\ ([0-9]+) ]]; then
    tests_passed=$((tests_passed + BASH_REMATCH[1]))
    [ "${BASH_REMATCH[2]}" = 0 ] || record_failure "$name" "${BASH_REMATCH[2]}"
    [ "$code" = 0 ] || [ "${BASH_REMATCH[2]}" != 0 ] || record_failure "$name ended with code $code" 1
  else
    record_failure "$name reported no results (code $code)" 1
  fi
}

record_failure() {
  tests_failed=$((tests_failed + $2))
  failed_steps+=("$1: $2 failed")
}

# Prints what failed and the line that CI reads; fails when anything did.
summarise() {
  local step
  for step in "${failed_steps[@]}"; do say "FAILED $step"; done
  say "all steps done"
  printf '%d passed, %d failed\n' "$tests_passed" "$tests_failed"
  [ "$tests_failed" = 0 ] && [ "$tests_passed" -gt 0 ]
}
