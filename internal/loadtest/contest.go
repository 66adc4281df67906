package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"text/tabwriter"
)

// target is a request that is sent over and over.
type target struct {
	addr    string
	path    string
	headers [][2]string
	body    []byte
}

// result is what a run of a generator counted.
type result struct {
	perSecond float64
	requests  int
	failures  int // replies that were not 2xx, and connections that broke
}

// generator sends one target's request over every connection, again as soon as a reply is there, for the time that it
// was made for.
type generator func(context.Context, *target) (result, error)

// contest is one brief in one format against a no-op that sends as many bytes.
type contest struct {
	kind
	bytes      int
	real, noop side
}

type side struct {
	target target
	runs   []result
}

// contests asks the real program for each format once, for the number of bytes.
func (p *pair) contests(ctx context.Context) ([]*contest, error) {
	var all []*contest
	for _, k := range kinds() {
		var body bytes.Buffer
		if err := json.Compact(&body, k.body); err != nil {
			return nil, err
		}
		c := &contest{kind: k}
		headers := [][2]string{{"Content-Type", "application/json"}, {"Accept", k.mediaType}}
		c.real.target = target{addr: p.real.addr, path: "/v1/generate", headers: headers, body: body.Bytes()}
		var err error
		if c.bytes, err = c.real.target.size(ctx); err != nil {
			return nil, err
		}
		headers = append(slices.Clone(headers), [2]string{"X-Noop-Bytes", strconv.Itoa(c.bytes)})
		c.noop.target = target{addr: p.noop.addr, path: "/v1/noop", headers: headers, body: body.Bytes()}
		size, err := c.noop.target.size(ctx)
		if err != nil {
			return nil, err
		}
		if size != c.bytes {
			return nil, fmt.Errorf("the no-op sends %d bytes, %s has %d", size, k.format, c.bytes)
		}
		all = append(all, c)
	}
	return all, nil
}

// size sends the request once and returns the size of the body of its reply.
func (t *target) size(ctx context.Context) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+t.addr+t.path, bytes.NewReader(t.body))
	if err != nil {
		return 0, err
	}
	for _, h := range t.headers {
		request.Header.Set(h[0], h[1])
	}
	client := http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return 0, err
	}
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s answers %s: %s", t.path, response.Status, body)
	}
	return len(body), nil
}

// measure runs all contests in turns, the no-op right before the real program each time. The first round warms up
// both and does not count.
func measure(ctx context.Context, rounds int, contests []*contest, drive generator) error {
	var turns []*side
	for _, c := range contests {
		turns = append(turns, &c.noop, &c.real)
	}
	for range rounds + 1 {
		for _, s := range turns {
			r, err := drive(ctx, &s.target)
			if err != nil {
				return fmt.Errorf("%s: %w", s.target.path, err)
			}
			s.runs = append(s.runs, r)
		}
	}
	for _, s := range turns {
		s.runs = s.runs[1:]
	}
	return nil
}

// perSecond is the median of the runs.
func (s *side) perSecond() float64 {
	all := make([]float64, len(s.runs))
	for i, r := range s.runs {
		all[i] = r.perSecond
	}
	return median(all)
}

func median(all []float64) float64 {
	slices.Sort(all)
	if n := len(all); n%2 == 0 {
		return (all[n/2-1] + all[n/2]) / 2
	}
	return all[len(all)/2]
}

func (s *side) failures() (n int) {
	for _, r := range s.runs {
		n += r.failures
	}
	return n
}

// report prints the figures. It is an error if a request failed.
func report(stdout io.Writer, contests []*contest) error {
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "brief\tformat\tbytes\tno-op/s\treal/s\tratio\tfailed\t")
	failed := 0
	for _, c := range contests {
		n := c.noop.failures() + c.real.failures()
		failed += n
		fmt.Fprintf(table, "%s\t%s\t%d\t%.0f\t%.0f\t%.2f\t%d\t\n", c.brief, c.format, c.bytes, c.noop.perSecond(), c.real.perSecond(), c.ratio(), n)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(stdout)
	for _, c := range contests {
		fmt.Fprintf(stdout, "ratio %s of a %s brief %.2f (goal %.2f)\n", c.format, c.brief, c.ratio(), c.goal)
	}
	if failed > 0 {
		return errors.New(strconv.Itoa(failed) + " requests failed")
	}
	return nil
}

// ratio is the median over the rounds of what the program reached of what the no-op had reached just before, so that a
// machine that is slower for a while slows down both.
func (c *contest) ratio() float64 {
	all := make([]float64, len(c.real.runs))
	for i := range all {
		all[i] = c.real.runs[i].perSecond / c.noop.runs[i].perSecond
	}
	return median(all)
}
