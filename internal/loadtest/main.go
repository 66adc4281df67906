// Loadtest measures how long the program takes to start, and how much of the throughput of a bare HTTP server it keeps
// while it makes ads. It starts the real program and a no-op server, which differs in the handler only, and drives both
// over loopback in turns.
//
// Its figures of throughput are ratios within one run on one machine. It knows nothing of how ads are made, and passes no judgment:
// it fails if requests fail, never because they are slow.
package main

import (
	"context"
	_ "embed" // for the brief
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"
)

// short is "a senior backend engineer in Berlin, 70 to 90 thousand, hybrid"; full has every member there is.
var (
	//go:embed short.json
	short []byte
	//go:embed full.json
	full []byte
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], time.Now, os.Stdout) //nolint:forbidigo // main hands out the process and the clock
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "loadtest:", err)
		os.Exit(1) //nolint:forbidigo // main exits
	}
}

// kind is a brief and a format that are measured, and how much of the no-op's throughput they should reach.
type kind struct {
	brief     string
	body      []byte
	format    string
	mediaType string
	goal      float64
}

func kinds() []kind {
	return []kind{
		{"short", short, "markdown", "text/markdown", 0.70},
		{"short", short, "html", "text/html", 0.70},
		{"short", short, "json", "application/json", 0.35},
		{"full", full, "markdown", "text/markdown", 0.70},
		{"full", full, "html", "text/html", 0.70},
		{"full", full, "json", "application/json", 0.35},
	}
}

// options are the flags.
type options struct {
	duration    time.Duration // of each run
	connections int
	rounds      int
	starts      int
	builtIn     bool // use the built-in generator even if wrk is there
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("loadtest", flag.ContinueOnError)
	flags.DurationVar(&o.duration, "duration", time.Second, "how long each run takes, 1s to 60s")
	flags.IntVar(&o.connections, "connections", 32, "connections that send requests at the same time, 1 to 1024")
	flags.IntVar(&o.rounds, "rounds", 9, "runs of each kind, of which the median counts, 1 to 25")
	flags.IntVar(&o.starts, "starts", 15, "starts of the program, of which the median counts, 1 to 100")
	flags.BoolVar(&o.builtIn, "built-in", false, "use the built-in generator even if wrk is installed")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unknown argument %q; there are flags only", flags.Arg(0))
	case o.duration < time.Second || o.duration > time.Minute:
		return o, fmt.Errorf("-duration %s is out of range; use 1s to 60s", o.duration)
	case o.connections < 1 || o.connections > 1024:
		return o, fmt.Errorf("-connections %d is out of range; use 1 to 1024", o.connections)
	case o.starts < 1 || o.starts > 100:
		return o, fmt.Errorf("-starts %d is out of range; use 1 to 100", o.starts)
	case o.rounds < 1 || o.rounds > 25:
		return o, fmt.Errorf("-rounds %d is out of range; use 1 to 25", o.rounds)
	}
	return o, nil
}

func run(ctx context.Context, args []string, now func() time.Time, stdout io.Writer) (err error) {
	o, err := parse(args)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "rolewright-loadtest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	drive, name := newGenerator(dir, o, now)
	fmt.Fprintf(stdout, "%d runs of %s with %d connections; generator %s; GOMAXPROCS %d\n\n",
		(o.rounds+1)*len(kinds())*2, o.duration, o.connections, name, runtime.GOMAXPROCS(0))

	pair, err := startBoth(ctx, dir)
	defer pair.stop()
	if err != nil {
		return err
	}
	if err := measureStart(ctx, pair.program, o.starts, now, stdout); err != nil {
		return err
	}
	contests, err := pair.contests(ctx)
	if err != nil {
		return err
	}
	if err := measure(ctx, o.rounds, contests, drive); err != nil {
		return err
	}
	return report(stdout, contests)
}
