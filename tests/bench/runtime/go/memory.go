package main

import (
	"os"
	"strconv"
	"strings"
)

// A field of /proc/self/status that is in kB, in bytes.
func statusBytes(field string) float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, field+":") {
			kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
			return kilobytes * 1024
		}
	}
	return 0
}

// Page tables count: stacks that lie far apart need more of them.
func residentBytes() float64 { return statusBytes("VmRSS") + statusBytes("VmPTE") }
func peakMib() float64       { return statusBytes("VmHWM") / (1024 * 1024) }
