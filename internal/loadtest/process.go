package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// pair is the real program and the no-op server, each in a process of its own.
type pair struct {
	real, noop *process
	program    string // the file of the real program
}

// startBoth builds and starts both. What it returns must be stopped even with an error.
func startBoth(ctx context.Context, dir string) (*pair, error) {
	p := &pair{}
	program, noop := filepath.Join(dir, "rolewright"), filepath.Join(dir, "noop")
	if _, err := tool(ctx, "build", "-o", program, "rolewright"); err != nil {
		return p, err
	}
	if _, err := tool(ctx, "test", "-c", "-o", noop, "rolewright/api"); err != nil {
		return p, err
	}
	folder, err := tool(ctx, "list", "-f", "{{.Dir}}", "rolewright/api")
	if err != nil {
		return p, err
	}
	addr, err := freeAddr(ctx)
	if err != nil {
		return p, err
	}
	p.program = program
	p.real, err = startProgram(ctx, program, addr, answers())
	if err != nil {
		return p, err
	}
	if addr, err = freeAddr(ctx); err != nil {
		return p, err
	}
	command := exec.CommandContext(ctx, noop, "-test.run=^TestServeNoop$", "-test.timeout=0") //nolint:gosec // G204: we built it
	command.Env = append(os.Environ(), "ROLEWRIGHT_NOOP_ADDR="+addr)
	p.noop, err = start(ctx, addr, strings.TrimSpace(folder), command, answers())
	return p, err
}

// startProgram starts the real program at addr.
func startProgram(ctx context.Context, program, addr string, up probe) (*process, error) {
	command := exec.CommandContext(ctx, program, "--addr="+addr, "--admin-addr=") //nolint:gosec // G204: we built it
	return start(ctx, addr, filepath.Dir(program), command, up)
}

func (p *pair) stop() {
	for _, one := range []*process{p.real, p.noop} {
		if one != nil {
			one.stop()
		}
	}
}

// tool runs the go command.
func tool(ctx context.Context, args ...string) (string, error) {
	var stderr strings.Builder
	command := exec.CommandContext(ctx, "go", args...) //nolint:gosec // G204: the arguments are ours
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, stderr.String())
	}
	return string(out), nil
}

// freeAddr is an address on loopback that nobody listens on.
func freeAddr(ctx context.Context) (string, error) {
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// process is a server that was started.
type process struct {
	addr    string
	command *exec.Cmd
	log     *os.File
	ended   chan struct{} // closed when the process has ended
}

// probe is how to find out that a server is up.
type probe struct {
	path   string
	status int // of the reply; 0 is any
	every  time.Duration
}

// answers is the probe for a server that serves anything.
func answers() probe { return probe{path: "/livez", every: 20 * time.Millisecond} }

// start starts a server in folder with its log in a file next to its program, and returns once it is up.
func start(ctx context.Context, addr, folder string, command *exec.Cmd, up probe) (*process, error) {
	log, err := os.Create(command.Path + ".log")
	if err != nil {
		return nil, err
	}
	command.Dir, command.Stdout, command.Stderr = folder, log, log
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	command.WaitDelay = 5 * time.Second
	if err := command.Start(); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	p := &process{addr: addr, command: command, log: log, ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		_ = command.Wait() // how it ends tells nothing: it is stopped by a signal
	}()
	if err := p.await(ctx, up); err != nil {
		p.stop()
		text, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("%s does not serve: %w\n%s", filepath.Base(command.Path), err, text)
	}
	return p, nil
}

// await returns when the server is up, and with an error after ten seconds.
func (p *process) await(ctx context.Context, up probe) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.addr+up.path, http.NoBody)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			_ = response.Body.Close() // nothing was read of it
			if up.status == 0 || response.StatusCode == up.status {
				return nil
			}
			err = errors.New(up.path + " answers " + response.Status)
		}
		select {
		case <-ctx.Done():
			return err
		case <-p.ended:
			return errors.New("it ended")
		case <-time.After(up.every):
		}
	}
}

// stop ends the process, kindly first, and waits for it.
func (p *process) stop() {
	defer p.log.Close()
	_ = p.command.Process.Signal(os.Interrupt) // it may have ended
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		_ = p.command.Process.Kill() // it may have ended
		<-p.ended
	}
}
