package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"time"
)

// How long the catalog and a whole start may take.
const (
	goalParse = 100 * time.Millisecond
	goalReady = 300 * time.Millisecond
)

// measureStart prints how long the program takes from its start to the first 200 of /readyz, and how long of it the
// catalog alone would take on one processor.
func measureStart(ctx context.Context, program string, starts int, now func() time.Time, stdout io.Writer) error {
	ready := make([]float64, starts)
	for i := range ready {
		took, err := startOnce(ctx, program, now)
		if err != nil {
			return err
		}
		ready[i] = milliseconds(took)
	}
	parse, err := measureParse(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "parse and index the catalog %.0f ms (goal %.0f ms)\n", milliseconds(parse), milliseconds(goalParse))
	fmt.Fprintf(stdout, "start to ready %.0f ms, the median of %d (goal %.0f ms)\n\n", median(ready), starts, milliseconds(goalReady))
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// startOnce starts the program, waits until it is ready and stops it.
func startOnce(ctx context.Context, program string, now func() time.Time) (time.Duration, error) {
	addr, err := freeAddr(ctx)
	if err != nil {
		return 0, err
	}
	begin := now()
	p, err := startProgram(ctx, program, addr, probe{path: "/readyz", status: http.StatusOK, every: time.Millisecond})
	if err != nil {
		return 0, err
	}
	took := now().Sub(begin)
	p.stop()
	return took, nil
}

// measureParse is what the benchmark of the catalog says.
func measureParse(ctx context.Context) (time.Duration, error) {
	out, err := tool(ctx, "test", "-run=^$", "-bench=^BenchmarkParse$", "-benchtime=20x", "rolewright/internal/catalog")
	if err != nil {
		return 0, err
	}
	m := regexp.MustCompile(`BenchmarkParse\S*\s+\d+\s+(\d+) ns/op`).FindStringSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("the benchmark of the catalog printed no time:\n%s", out)
	}
	n, err := strconv.ParseInt(m[1], 10, 64)
	return time.Duration(n), err
}
