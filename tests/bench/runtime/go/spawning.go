package main

import (
	"runtime"
	"sync"
	"testing"
)

const (
	yields   = 100_000
	spawned  = 1_000_000
	leaves   = 1_000_000
	branches = 10
)

// Two goroutines that let each other run.
func yieldPair(b *testing.B, _ []int) {
	for turn := 0; turn < b.N; turn++ {
		var both sync.WaitGroup
		both.Add(2)
		for k := 0; k < 2; k++ {
			go func() {
				for i := 0; i < yields; i++ {
					runtime.Gosched()
				}
				both.Done()
			}()
		}
		both.Wait()
	}
}

func spawnJoin(b *testing.B, _ []int) {
	for turn := 0; turn < b.N; turn++ {
		var children sync.WaitGroup
		children.Add(spawned)
		for i := 0; i < spawned; i++ {
			go children.Done()
		}
		children.Wait()
	}
}

// Sends the sum of the numbers of its leaves: first, first + 1, ...
func grow(to chan int64, first, count int64) {
	if count == 1 {
		to <- first
		return
	}
	parts := make(chan int64)
	each := count / branches
	for i := int64(0); i < branches; i++ {
		go grow(parts, first+i*each, each)
	}
	sum := int64(0)
	for i := 0; i < branches; i++ {
		sum += <-parts
	}
	to <- sum
}

func skynet(b *testing.B, _ []int) {
	for turn := 0; turn < b.N; turn++ {
		sum := make(chan int64)
		go grow(sum, 0, leaves)
		if <-sum != leaves*(leaves-1)/2 {
			b.Fatal("a wrong sum")
		}
	}
	b.ReportMetric(peakMib(), "peak_mib")
}
