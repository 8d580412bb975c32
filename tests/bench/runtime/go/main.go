// Measures what Go does for the same work. Argument: the benchmark, and after a slash its own ones.
// Prints what Google Benchmark prints with --benchmark_format=json, as far as tools/bench reads it.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

type contest struct {
	items    int    // done in one turn of the benchmark's loop
	duration string // as -test.benchtime: how long or how often it is repeated, after a first turn to warm up
	workers  int    // 0: the first argument says it
	run      func(b *testing.B, arguments []int)
}

var contests = map[string]contest{
	"fiber_yield":       {2 * yields, "200ms", 1, yieldPair},
	"fiber_spawn_join":  {spawned, "2x", 0, spawnJoin},
	"fiber_skynet":      {1, "2x", 0, skynet},
	"fiber_round_trip":  {roundTrips, "200ms", 0, roundTrip},
	"fiber_messages":    {messages, "200ms", 0, sendMessages},
	"fiber_parked":      {1, "1x", 1, parked},
	"fiber_sleepers":    {1, "2x", 0, sleepers},
	"blocking_unmarked": {1, "1x", 2, blockingUnmarked},
}

func main() {
	words := strings.Split(os.Args[1], "/")
	chosen, known := contests[words[0]]
	if !known {
		fmt.Fprintln(os.Stderr, "no benchmark", words[0])
		os.Exit(64)
	}
	measure(os.Args[1], chosen, numbers(words[1:]))
}

func numbers(words []string) []int {
	var found []int
	for _, word := range words {
		number, err := strconv.Atoi(word)
		if err != nil {
			panic(err)
		}
		found = append(found, number)
	}
	return found
}

// Of the whole process.
func cpuNanoseconds() int64 {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func measure(name string, chosen contest, arguments []int) {
	testing.Init()
	flag.Set("test.benchtime", chosen.duration)
	workers := chosen.workers
	if workers == 0 {
		workers = arguments[0]
	}
	runtime.GOMAXPROCS(workers)
	result := testing.Benchmark(func(b *testing.B) {
		begun, cpu := time.Now(), cpuNanoseconds()
		chosen.run(b, arguments)
		b.ReportMetric(float64(cpuNanoseconds()-cpu), "cpu_time")
		b.ReportMetric(float64(time.Since(begun).Nanoseconds()), "real_time")
	})
	report := map[string]any{"name": name}
	for unit, value := range result.Extra {
		report[unit] = value
	}
	report["items_per_second"] = float64(chosen.items) * float64(result.N) / result.T.Seconds()
	json.NewEncoder(os.Stdout).Encode(map[string]any{"benchmarks": []any{report}})
}
