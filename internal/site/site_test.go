package site_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/site"
)

const files = "../../web/assets"

func shipped(t *testing.T) *site.Site {
	t.Helper()
	s, err := site.New(os.DirFS("../../web/pages"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func fixedPages() []string { return []string{"builder", "compare"} }

func TestFixedPages(t *testing.T) {
	t.Parallel()
	s := shipped(t)
	for _, name := range fixedPages() {
		page := string(s.Fixed(name))
		for _, want := range []string{"<!DOCTYPE html>", `<html lang="en">`, "<main id=\"main\"", "<title>", `name="description"`, `name="viewport"`} {
			if !strings.Contains(page, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if n := strings.Count(page, "<h1"); n != 1 {
			t.Errorf("%s has %d headings of the first level", name, n)
		}
	}
	if got := s.Fixed("no-such-page"); got != nil {
		t.Errorf("a page that is not there: %q", got)
	}
}

// The policy of the pages forbids scripts and styles in a page itself; they would be dead.
func TestPagesHaveNoInlineScriptOrStyle(t *testing.T) {
	t.Parallel()
	inline := regexp.MustCompile(`(?i)<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+=|javascript:`)
	outside := regexp.MustCompile(`(?i)(src|href)="(https?:)?//`)
	s := shipped(t)
	for _, name := range fixedPages() {
		page := s.Fixed(name)
		if found := inline.Find(page); found != nil {
			t.Errorf("%s holds %s", name, found)
		}
		if found := outside.Find(page); found != nil {
			t.Errorf("%s loads from elsewhere: %s", name, found)
		}
	}
}

// A page names all modules that its script imports, so that they load side by side and not one after the other.
func TestPagesNameTheirModules(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile(`<link rel="modulepreload" href="/assets/([^"]+)">`)
	script := regexp.MustCompile(`<script type="module" src="/assets/([^"]+)">`)
	s := shipped(t)
	for _, name := range fixedPages() {
		page := s.Fixed(name)
		var preloaded []string
		for _, m := range named.FindAllSubmatch(page, -1) {
			preloaded = append(preloaded, string(m[1]))
		}
		slices.Sort(preloaded)
		imported := map[string]bool{}
		addImports(t, string(script.FindSubmatch(page)[1]), imported)
		var want []string
		for module := range imported {
			want = append(want, module)
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, preloaded); diff != "" {
			t.Errorf("%s: what the script imports (-) and the page names (+):\n%s", name, diff)
		}
	}
}

// addImports adds what a module imports, and what that does.
func addImports(t *testing.T, module string, to map[string]bool) {
	t.Helper()
	text := readFile(t, module)
	for _, m := range regexp.MustCompile(`(?m)^(?:import|export)[^;]*?from "(?:\./|/assets/)([\w-]+\.js)";`).FindAllStringSubmatch(text, -1) {
		if !to[m[1]] {
			to[m[1]] = true
			addImports(t, m[1], to)
		}
	}
}

// All that the builder loads before somebody can use it is under 150 KB, compressed.
func TestBuilderIsLight(t *testing.T) {
	t.Parallel()
	page := shipped(t).Fixed("builder")
	size := zipped(t, page)
	for _, m := range regexp.MustCompile(`/assets/([\w-]+\.(?:js|css|svg))`).FindAllSubmatch(page, -1) {
		size += zipped(t, []byte(readFile(t, string(m[1]))))
	}
	if size > 150_000 {
		t.Errorf("the builder takes %d bytes", size)
	}
	t.Logf("the builder takes %d bytes, compressed", size)
}

func zipped(t *testing.T, body []byte) int {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(files, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAssets(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if _, ok := site.Asset(entry.Name()); !ok {
			t.Errorf("%s is of no type that pages load", entry.Name())
		}
		if lines := strings.Count(readFile(t, entry.Name()), "\n"); lines > 400 {
			t.Errorf("%s has %d lines; 400 is the limit", entry.Name(), lines)
		}
	}
	if _, ok := site.Asset("builder.html"); ok {
		t.Error("a page is served as a file")
	}
}

func TestTemplatesWithFaultsAreRefused(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]fstest.MapFS{
		"none":           {},
		"does not parse": {"shell.html.tmpl": {Data: []byte("{{if}}")}},
		"lacks a page":   {"shell.html.tmpl": {Data: []byte(`{{define "head"}}{{end}}`)}},
	} {
		if _, err := site.New(files); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
