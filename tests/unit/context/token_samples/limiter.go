package limiter

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrClosed is returned once the limiter has been closed.
var ErrClosed = errors.New("limiter: closed")

// Limiter lets at most burst calls through at once, and then rate of them a second.
type Limiter struct {
	mu     sync.Mutex
	rate   float64
	burst  int
	tokens float64
	last   time.Time
	closed bool
}

// New returns a full limiter.
func New(rate float64, burst int) *Limiter {
	return &Limiter{rate: rate, burst: burst, tokens: float64(burst), last: time.Now()}
}

// Wait blocks until the next call may go, or until the context is done.
func (l *Limiter) Wait(ctx context.Context) error {
	for {
		delay, err := l.reserve(time.Now())
		if err != nil || delay <= 0 {
			return err
		}
		timer := time.NewTimer(delay)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

func (l *Limiter) reserve(now time.Time) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return 0, ErrClosed
	}
	l.tokens = min(float64(l.burst), l.tokens+now.Sub(l.last).Seconds()*l.rate)
	l.last = now
	if l.tokens >= 1 {
		l.tokens--
		return 0, nil
	}
	return time.Duration((1 - l.tokens) / l.rate * float64(time.Second)), nil
}
