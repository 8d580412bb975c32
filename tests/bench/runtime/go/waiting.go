package main

import (
	"runtime"
	"runtime/debug"
	"sort"
	"sync"
	"testing"
	"time"
)

const (
	parkedCount  = 100_000
	sleeperCount = 100_000
	sleep        = 10 * time.Millisecond
)

func parked(b *testing.B, _ []int) {
	runtime.GC()
	debug.FreeOSMemory()
	before := residentBytes()
	open := make(chan struct{})
	var started, ended sync.WaitGroup
	started.Add(parkedCount)
	ended.Add(parkedCount)
	for i := 0; i < parkedCount; i++ {
		go func() {
			started.Done()
			<-open
			ended.Done()
		}()
	}
	started.Wait()
	b.ReportMetric((residentBytes()-before)/parkedCount, "bytes_each")
	close(open)
	ended.Wait()
}

func sleepers(b *testing.B, _ []int) {
	late := make([]time.Duration, sleeperCount)
	for turn := 0; turn < b.N; turn++ {
		var all sync.WaitGroup
		all.Add(sleeperCount)
		for i := range late {
			go func(late *time.Duration) {
				begun := time.Now()
				time.Sleep(sleep)
				*late = time.Since(begun) - sleep
				all.Done()
			}(&late[i])
		}
		all.Wait()
	}
	b.StopTimer()
	sort.Slice(late, func(i, j int) bool { return late[i] < late[j] })
	b.ReportMetric(float64(late[sleeperCount/2].Nanoseconds())/1e3, "overshoot_us")
}
