package main

import (
	"sync"
	"testing"
)

const (
	roundTrips = 50_000
	messages   = 400_000
	capacity   = 1024
)

var seen int

func roundTrip(b *testing.B, _ []int) {
	for turn := 0; turn < b.N; turn++ {
		there, back := make(chan int), make(chan int)
		var other sync.WaitGroup
		other.Add(1)
		go func() {
			for value := range there {
				back <- value
			}
			other.Done()
		}()
		for i := 0; i < roundTrips; i++ {
			there <- i
			seen = <-back
		}
		close(there)
		other.Wait()
	}
}

// Arguments: workers, pairs of a sender and a receiver.
func sendMessages(b *testing.B, arguments []int) {
	for turn := 0; turn < b.N; turn++ {
		sendAll(arguments[1])
	}
}

func sendAll(pairs int) {
	queue := make(chan int, capacity)
	sums := make([]int64, pairs)
	var senders, receivers sync.WaitGroup
	senders.Add(pairs)
	receivers.Add(pairs)
	for pair := 0; pair < pairs; pair++ {
		go func() {
			for i := 0; i < messages/pairs; i++ {
				queue <- i
			}
			senders.Done()
		}()
		go func(into *int64) {
			sum := int64(0)
			for value := range queue {
				sum += int64(value)
			}
			*into = sum
			receivers.Done()
		}(&sums[pair])
	}
	senders.Wait()
	close(queue)
	receivers.Wait()
}
