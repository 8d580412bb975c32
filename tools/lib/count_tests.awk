# Counts tests that ctest ran: one an entry, but for parts of a program (*.part_N, tests/CMakeLists.txt), which print
# how many of theirs passed and which failed. A part that fails and names none (a crash, a sanitizer's report at its
# end) counts as one that failed.
#   awk -f tools/lib/count_tests.awk CTEST_OUTPUT LAST_TEST_LOG   prints "N passed, N failed"
function is_part(name) { return name ~ /\.part_[0-9]+$/ }

FNR == NR && /^ *[0-9]+\/[0-9]+ Test +#/ {
  name = $0
  sub(/^[^:]*: /, "", name)
  sub(/ .*/, "", name)
  if (/   Passed/) passed += !is_part(name)
  else if (!/\*\*\*Skipped/) failed_entries[name] = 1
}
FNR == NR { next }

/^[0-9]+\/[0-9]+ Testing: / { name = $3 }
is_part(name) && /^\[  PASSED  \] [0-9]+ tests?\.$/ { passed += $4 }
is_part(name) && /^\[  FAILED  \] .* \([0-9]+ ms\)$/ { ++failed_in[name] }

END {
  for (entry in failed_entries) failed += failed_in[entry] > 0 ? failed_in[entry] : 1
  printf "%d passed, %d failed\n", passed, failed
}
