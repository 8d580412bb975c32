package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	workers      = 2
	blockers     = 8
	trial        = 200 * time.Millisecond
	stepsInPiece = 20_000 // some 20 us, then it yields
)

var sink uint64

//go:noinline
func computePiece() uint64 {
	number := uint64(88172645463325252)
	for i := 0; i < stepsInPiece; i++ {
		number ^= number << 13
		number ^= number >> 7
		number ^= number << 17
	}
	return number
}

// Not time.Sleep: the kernel thread sleeps. Go marks every system call itself.
func block() {
	tenMilliseconds := syscall.Timespec{Nsec: 10_000_000}
	syscall.Nanosleep(&tenMilliseconds, nil)
}

// Pieces computed in the time of a trial beside so many goroutines that block.
func piecesBeside(blockers int) int64 {
	end := time.Now().Add(trial)
	goesOn := func() bool { return time.Now().Before(end) }
	var pieces int64
	var all sync.WaitGroup
	all.Add(blockers + workers)
	for i := 0; i < blockers; i++ {
		go func() {
			for goesOn() {
				block()
			}
			all.Done()
		}()
	}
	for i := 0; i < workers; i++ {
		go func() {
			done := int64(0)
			for ; goesOn(); done++ {
				atomic.AddUint64(&sink, computePiece())
				runtime.Gosched()
			}
			atomic.AddInt64(&pieces, done)
			all.Done()
		}()
	}
	all.Wait()
	return pieces
}

// Share of the pieces that are computed without blockers. Alone, beside, beside, alone: what else the machine begins or
// ends to do meanwhile meets both.
func blockingUnmarked(b *testing.B, _ []int) {
	alone := piecesBeside(0)
	beside := piecesBeside(blockers) + piecesBeside(blockers)
	alone += piecesBeside(0)
	b.ReportMetric(float64(beside)/float64(alone), "kept")
}
