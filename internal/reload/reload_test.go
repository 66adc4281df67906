package reload_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/reload"
)

// desk is a thing to watch whose words change under it.
type desk struct {
	mu     sync.Mutex
	holds  string
	events []string
}

func (d *desk) write(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.holds = text
}

func (d *desk) read() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.holds
}

func (d *desk) note(event string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.events = append(d.events, event)
}

// watch reads the desk every second: "bad" is refused, "panic" panics, "torn" changes to "whole" while it is read.
func (d *desk) watch(now <-chan struct{}) *reload.Watch {
	return &reload.Watch{
		Every: time.Second, Now: now, Look: d.read,
		Build: func() (func(), error) {
			text := d.read()
			switch text {
			case "bad":
				return nil, errors.New("bad")
			case "panic":
				panic("canary")
			case "torn":
				d.write("whole")
			}
			return func() { d.note("use " + text) }, nil
		},
		Refused: func(err error) { d.note("refuse " + err.Error()[:3]) },
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		writes []string // one in the middle of every second
		nudge  bool     // at the end
		want   []string
	}{
		{"nothing changes", []string{"a", "a", "a"}, false, nil},
		{"a change", []string{"b", "b", "b", "b"}, false, []string{"use b"}},
		{"a change that is not over", []string{"b", "c", "d", "e", "e", "e"}, false, []string{"use e"}},
		{"there and back", []string{"b", "a", "a", "a"}, false, nil},
		{"bad, told once", []string{"bad", "bad", "bad", "bad"}, false, []string{"refuse bad"}},
		{"bad, and mended", []string{"bad", "bad", "bad", "a", "a", "a"}, false, []string{"refuse bad", "use a"}},
		{"a panic", []string{"panic", "panic", "panic", "b", "b", "b"}, false, []string{"refuse pan", "use b"}},
		{"changed while it is read", []string{"torn", "torn", "", "", ""}, false, []string{"use whole"}},
		{"a nudge", nil, true, []string{"use a"}},
		{"a nudge before it has settled", []string{"b"}, true, []string{"use b"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, now := &desk{holds: "a"}, make(chan struct{})
				ctx, stop := context.WithCancel(t.Context())
				go d.watch(now).Run(ctx, "a")
				time.Sleep(time.Second / 2)
				for _, text := range test.writes {
					if text != "" {
						d.write(text)
					}
					time.Sleep(time.Second)
				}
				if test.nudge {
					now <- struct{}{}
				}
				synctest.Wait()
				stop()
				synctest.Wait()
				if diff := cmp.Diff(test.want, d.events); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// TestFingerprint sees every change of what is read, and none of anything else.
func TestFingerprint(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, folder := filepath.Join(dir, "roles.yaml"), filepath.Join(dir, "templates")
	write := func(path, text string) func() error {
		return func() error { return os.WriteFile(path, []byte(text), 0o600) }
	}
	look := func() string { return reload.Fingerprint(file, folder, "*.tmpl", 100) }
	seen := map[string]string{look(): "nothing there"}
	for _, step := range []struct {
		name    string
		do      func() error
		changes bool
	}{
		{"a file", write(file, "a"), true},
		{"the same", write(file, "a"), false},
		{"other words, as many", write(file, "b"), true},
		{"empty", write(file, ""), true},
		{"gone for good", func() error { return os.Remove(file) }, false}, // as at the start
		{"a folder", func() error { return os.Mkdir(folder, 0o700) }, true},
		{"a file in it", write(filepath.Join(folder, "x.tmpl"), "a"), true},
		{"another file in it", write(filepath.Join(folder, "x.txt"), "a"), false},
		{"the file by another name", func() error { return os.Rename(filepath.Join(folder, "x.tmpl"), filepath.Join(folder, "y.tmpl")) }, true},
	} {
		before := look()
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		after := look()
		if step.name == "gone for good" {
			if seen[after] != "nothing there" {
				t.Error("a file that is gone is not like one that never was")
			}
			continue
		}
		if (before != after) != step.changes {
			t.Errorf("%s: changed: %t, want %t", step.name, before != after, step.changes)
		}
	}
	if reload.Fingerprint("", folder, "*.tmpl", 100) == reload.Fingerprint("", "", "", 100) {
		t.Error("a folder counts for nothing")
	}
}

func TestReadFileIsBounded(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, []byte("abcdef"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := reload.ReadFile(file, 3); string(data) != "abc" || err != nil {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := reload.ReadFile(file+"y", 3); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
